using Grpc.Core;
using Grpc.Health.V1;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Mash.Hub.Tests.Grpc;

public sealed class HealthServiceTests : IAsyncLifetime
{
    private readonly StandardServicesHost host = new();
    private Health.HealthClient client = null!;

    public async Task InitializeAsync()
    {
        await host.InitializeAsync();
        client = new Health.HealthClient(host.Channel);
    }

    public Task DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData("mash.v1.ContactService")]
    [InlineData("grpc.health.v1.Health")]
    public async Task CheckingAServedService_SaysServing(string service)
    {
        var response = await client.CheckAsync(new HealthCheckRequest { Service = service });

        response.Status.ShouldBe(ServingStatus.Serving);
    }

    [Fact]
    public async Task CheckingAnUnknownService_IsNotFound()
    {
        var error = await Should.ThrowAsync<RpcException>(async () => await client.CheckAsync(new HealthCheckRequest { Service = "mash.v1.Nothing" }));

        error.StatusCode.ShouldBe(StatusCode.NotFound);
    }

    [Fact]
    public async Task CheckingAfterTheStateWasSet_SaysTheNewState()
    {
        host.State.Set(ServingStatus.NotServing);

        var response = await client.CheckAsync(new HealthCheckRequest());

        response.Status.ShouldBe(ServingStatus.NotServing);
    }

    [Fact]
    public async Task Watching_SaysTheStateNowAndAfterEachChange()
    {
        using var call = client.Watch(new HealthCheckRequest { Service = "mash.v1.ContactService" });

        (await Next(call)).ShouldBe(ServingStatus.Serving);
        host.State.Set(ServingStatus.NotServing);
        (await Next(call)).ShouldBe(ServingStatus.NotServing);
        host.State.Set(ServingStatus.Serving);
        (await Next(call)).ShouldBe(ServingStatus.Serving);
    }

    [Fact]
    public async Task WatchingAnUnknownService_SaysServiceUnknownAndGoesOn()
    {
        using var call = client.Watch(new HealthCheckRequest { Service = "mash.v1.Nothing" });

        (await Next(call)).ShouldBe(ServingStatus.ServiceUnknown);
        call.ResponseStream.MoveNext(CancellationToken.None).IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task WatchingWhileTheHostStops_SaysNotServingAndEndsUnavailable()
    {
        using var call = client.Watch(new HealthCheckRequest());
        (await Next(call)).ShouldBe(ServingStatus.Serving);

        host.BeginStop();

        (await Next(call)).ShouldBe(ServingStatus.NotServing);
        var error = await Should.ThrowAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None));
        error.StatusCode.ShouldBe(StatusCode.Unavailable);
    }

    [Fact]
    public void SettingTheStateAfterTheHostBeganToStop_ChangesNothing()
    {
        host.State.Current.IsFinal.ShouldBeFalse();
        host.BeginStop();

        host.State.Set(ServingStatus.Serving);

        host.State.Current.Status.ShouldBe(ServingStatus.NotServing);
    }

    private static async Task<ServingStatus> Next(AsyncServerStreamingCall<HealthCheckResponse> call)
    {
        (await call.ResponseStream.MoveNext(CancellationToken.None)).ShouldBeTrue();
        return call.ResponseStream.Current.Status;
    }
}
