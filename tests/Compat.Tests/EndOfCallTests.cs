using Grpc.Core;
using Mash.Compat.Tests.Echo;

namespace Mash.Compat.Tests;

public sealed class EndOfCallTests(EchoHost host) : EchoTests(host)
{
    private readonly string key = Guid.CreateVersion7().ToString();

    [Fact]
    public async Task Deadline_Passed_IsDeadlineExceededAndReachesTheServer()
    {
        await Channel.ConnectAsync();

        var error = await Should.ThrowAsync<RpcException>(async () =>
            await Client.HangAsync(new HangRequest { Key = key }, deadline: DateTime.UtcNow.AddSeconds(2)));

        error.StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
        await Host.Observations.Ended(key);
    }

    [Fact]
    public async Task Deadline_SetByTheClient_IsSeenByTheServer()
    {
        var inspection = await Client.InspectAsync(new InspectRequest(), deadline: DateTime.UtcNow.AddMinutes(10));

        inspection.TimeLeft.ToTimeSpan().ShouldBeInRange(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10.2));
    }

    [Fact]
    public async Task Deadline_NotSet_IsAbsentAtTheServer()
    {
        var inspection = await Client.InspectAsync(new InspectRequest());

        inspection.TimeLeft.ShouldBeNull();
    }

    [Fact]
    public async Task Deadline_OfACallerThatWaitsLonger_IsKeptByTheServer()
    {
        var reply = await RawCall.Send(
            Host.PlainAddress, "/mash.compat.tests.EchoService/Hang", new HangRequest { Key = key }, ("grpc-timeout", "200m"));

        reply.Status.ShouldBe("4");
        await Host.Observations.Ended(key);
    }

    [Fact]
    public async Task Cancel_ByToken_IsCancelledAndReachesTheServer()
    {
        using var stop = new CancellationTokenSource();
        using var call = Client.HangAsync(new HangRequest { Key = key }, cancellationToken: stop.Token);
        await Host.Observations.Started(key);

        await stop.CancelAsync();

        var error = await Should.ThrowAsync<RpcException>(() => call.ResponseAsync);
        error.StatusCode.ShouldBe(StatusCode.Cancelled);
        await Host.Observations.Ended(key);
    }

    [Fact]
    public async Task Cancel_ByDispose_ReachesTheServer()
    {
        var call = Client.HangStream(new HangRequest { Key = key });
        (await call.ResponseStream.MoveNext(CancellationToken.None)).ShouldBeTrue();
        await Host.Observations.Started(key);

        call.Dispose();

        await Host.Observations.Ended(key);
    }

    [Fact]
    public async Task Cancel_WithThrowOperationCanceled_ThrowsOperationCanceledException()
    {
        using var channel = Host.Connect(options => options.ThrowOperationCanceledOnCancellation = true);
        using var stop = new CancellationTokenSource();
        using var call = new EchoService.EchoServiceClient(channel).HangAsync(new HangRequest { Key = key }, cancellationToken: stop.Token);
        await Host.Observations.Started(key);

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => call.ResponseAsync);
    }

    [Fact]
    public async Task Handler_ThrowsAnyException_HidesItsText()
    {
        var error = await Should.ThrowAsync<RpcException>(async () =>
            await Client.FailAsync(new FailRequest { Unhandled = true, Message = "not for callers" }));

        error.StatusCode.ShouldBe(StatusCode.Unknown);
        error.Status.Detail.ShouldNotContain("not for callers");
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Handler_ThrowsAStatus_IsSeenByTheClient(StatusCode code)
    {
        var error = await Should.ThrowAsync<RpcException>(async () =>
            await Client.FailAsync(new FailRequest { Status = (int)code, Message = "Enw’r plentyn: ŵ, 子ども" }));

        error.StatusCode.ShouldBe(code);
        error.Status.Detail.ShouldBe("Enw’r plentyn: ŵ, 子ども");
    }

    public static TheoryData<StatusCode> Failures => new(Enum.GetValues<StatusCode>().Where(code => code != StatusCode.OK));

    [Fact]
    public async Task Handler_ThrowsDetails_AreReadByTheClient()
    {
        var error = await Should.ThrowAsync<RpcException>(async () =>
            await Client.FailAsync(new FailRequest { Status = (int)StatusCode.InvalidArgument, Message = "Not valid: ŵ", WithDetails = true }));

        var status = Google.Rpc.Status.Parser.ParseFrom(error.Trailers.GetValueBytes("grpc-status-details-bin"));
        status.Code.ShouldBe((int)StatusCode.InvalidArgument);
        status.Message.ShouldBe("Not valid: ŵ");
        status.Details[0].TypeUrl.ShouldBe("type.googleapis.com/google.rpc.ErrorInfo");
        status.Details[0].Unpack<Google.Rpc.ErrorInfo>().Reason.ShouldBe("ECHO_FAILED");
        status.Details[1].Unpack<Google.Rpc.BadRequest>().FieldViolations.Single().Field.ShouldBe("children[0].name");
    }
}
