using Mash.AgencyClient.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Mash.AgencyClient.Tests.Calls;

public sealed class OptionsTests
{
    [Fact]
    public void NothingGiven_EveryProblemIsNamed()
    {
        var error = Should.Throw<OptionsValidationException>(() => MashAgencyClient.Create(new MashAgencyClientOptions()));

        foreach (var option in (string[])["HubAddress", "Authority", "AgencyId", "SigningKeyFile", "OutboxDirectory", "HubTelephone"])
            error.Failures.ShouldContain(f => f.StartsWith(option, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://hub.example:7443", false)]
    [InlineData("ftp://localhost", false)]
    [InlineData("https://hub.example:7443", true)]
    [InlineData("http://127.0.0.1:7443", true)]
    [InlineData("http://[::1]:7443", true)]
    public async Task HubAddress_MustBeHttpsUnlessLoopback(string address, bool taken)
    {
        await using var fixture = await ClientFixture.StartAsync();
        fixture.Options.HubAddress = new Uri(address);

        if (taken) await fixture.CreateClient().DisposeAsync();
        else Should.Throw<OptionsValidationException>(fixture.CreateClient);
    }

    [Fact]
    public async Task HostWithBadOptions_DoesNotStart()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddMashAgencyClient(options => options.HubAddress = new Uri("http://hub.example"));
        using var host = builder.Build();

        await Should.ThrowAsync<OptionsValidationException>(host.StartAsync());
    }

    [Fact]
    public async Task Host_SendsWhatWaitedAndUsesRegisteredHandlers()
    {
        await using var fixture = await ClientFixture.StartAsync();
        fixture.State.OnSubmit = (_, _) => Verdict.Refuse(Grpc.Core.StatusCode.InvalidArgument);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging();
        builder.Services.AddSingleton<IParkedSubmissionHandler>(fixture.Parked);
        builder.Services.AddMashAgencyClient(options =>
        {
            options.HubAddress = fixture.Options.HubAddress;
            options.Authority = fixture.Options.Authority;
            options.AgencyId = fixture.Options.AgencyId;
            options.SigningKeyFile = fixture.Options.SigningKeyFile;
            options.OutboxDirectory = fixture.Options.OutboxDirectory;
            options.HubTelephone = fixture.Options.HubTelephone;
        });
        var host = builder.Build();
        await host.StartAsync();

        var handle = await host.Services.GetRequiredService<MashAgencyClient>().SubmitAsync(Sample.Contact());
        var parked = await fixture.Parked.NextAsync();
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();

        parked.SubmissionId.ShouldBe(handle.SubmissionId);
    }
}
