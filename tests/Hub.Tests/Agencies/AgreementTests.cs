using Google.Rpc;
using Grpc.Core;
using Mash.Hub.Agencies;
using Mash.Hub.Alerts;
using Mash.Hub.Storage;
using Mash.V1;
using Microsoft.Extensions.DependencyInjection;
using static Mash.Hub.Tests.Agencies.RegistrationTests;

namespace Mash.Hub.Tests.Agencies;

/// <summary>What the dates of a data-sharing agreement open and shut.</summary>
public class AgreementTests
{
    [Theory]
    [InlineData(null, null, AgreementState.NotRecorded)]
    [InlineData("2026-11-20", "2027-11-20", AgreementState.InForce)]
    [InlineData("2026-11-21", "2027-11-20", AgreementState.NotBegun)]
    [InlineData("2025-11-20", "2026-11-19", AgreementState.Ended)]
    [InlineData("2025-11-20", "2026-11-20", AgreementState.Ending)]
    [InlineData("2025-11-20", "2027-01-19", AgreementState.Ending)]
    [InlineData("2025-11-20", "2027-01-20", AgreementState.InForce)]
    [InlineData("2025-11-20", null, AgreementState.InForce)]
    public void State_FollowsTheDates_BothEndsIncluded(string? from, string? to, AgreementState state) =>
        AgencyAgreement.StateOn(new DateOnly(2026, 11, 20), Day(from), Day(to)).ShouldBe(state);

    [Theory]
    [OnEachDatabase]
    internal async Task AgencyWhoseAgreementEnds_IsRefusedTheNextDay_AndWorksAgainWhenRenewed(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var client = await AdministratorAsync(hub);
        var agency = (await client.RegisterAgencyAsync(Registration())).Agency;
        agency = (await client.SetAgencyAgreementAsync(Agreement(agency, Today(hub).AddYears(-1), Today(hub)))).Agency;
        var id = Guid.Parse(agency.AgencyId);
        (await new ContactService.ContactServiceClient(hub.AsAgency(id)).ListContactsAsync(new())).Contacts.ShouldBeEmpty();

        hub.Clock.Advance(TimeSpan.FromDays(1));
        var contacts = new ContactService.ContactServiceClient(hub.AsAgency(id));
        var read = await RefusedAsync(async () => await contacts.ListContactsAsync(new()));
        var sent = await RefusedAsync(async () => await contacts.SubmitContactAsync(new()));
        var own = await new AgencyService.AgencyServiceClient(hub.AsAgency(id)).GetAgencyAsync(new() { AgencyId = agency.AgencyId });

        foreach (var refused in new[] { read, sent })
        {
            refused.StatusCode.ShouldBe(StatusCode.PermissionDenied);
            Reason(refused).ShouldBe("AGREEMENT_ENDED");
            refused.Status.Detail.ShouldContain("ended on 20 November 2026");
        }
        own.Agency.AgreementState.ShouldBe(AgreementState.Ended);
        (await hub.ReadLeavesAsync()).Count(leaf => leaf.Contains("AGREEMENT_ENDED", StringComparison.Ordinal)).ShouldBe(2);

        client = await AdministratorAsync(hub);
        await client.SetAgencyAgreementAsync(Agreement(own.Agency, Today(hub), Today(hub).AddYears(1)));
        (await contacts.ListContactsAsync(new())).Contacts.ShouldBeEmpty();
    }

    [Theory]
    [OnEachDatabase]
    internal async Task AgencyWhoseAgreementHasNotBegun_IsToldWhenItDoes(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var client = await AdministratorAsync(hub);
        var agency = (await client.RegisterAgencyAsync(Registration())).Agency;
        await client.SetAgencyAgreementAsync(Agreement(agency, Today(hub).AddDays(2), Today(hub).AddYears(1)));

        var refused = await RefusedAsync(async () => await new ContactService.ContactServiceClient(hub.AsAgency(Guid.Parse(agency.AgencyId))).ListContactsAsync(new()));

        Reason(refused).ShouldBe("AGREEMENT_NOT_BEGUN");
        refused.Status.Detail.ShouldContain("begins on 22 November 2026");
    }

    [Theory]
    [OnEachDatabase]
    internal async Task StreamOfEvents_EndsWithTheAgreement(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var client = await AdministratorAsync(hub);
        var agency = (await client.RegisterAgencyAsync(Registration())).Agency;
        await client.SetAgencyAgreementAsync(Agreement(agency, Today(hub), Today(hub)));
        using var call = new EventService.EventServiceClient(hub.AsAgency(Guid.Parse(agency.AgencyId))).WatchEvents(new());
        (await call.ResponseStream.MoveNext(default)).ShouldBeTrue();

        hub.Clock.Advance(TimeSpan.FromDays(1));
        var ended = await RefusedAsync(async () =>
        {
            while (await call.ResponseStream.MoveNext(default))
            {
            }
        });

        Reason(ended).ShouldBe("AGREEMENT_ENDED");
    }

    [Theory]
    [OnEachDatabase]
    internal async Task Warnings_ComeOnceEachAt60And30And7DaysAndAfterTheEnd(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var client = await AdministratorAsync(hub);
        var agency = (await client.RegisterAgencyAsync(Registration())).Agency;
        agency = (await client.SetAgencyAgreementAsync(Agreement(agency, Today(hub), Today(hub).AddDays(61)))).Agency;
        var watch = hub.Services.GetRequiredService<AgreementWatch>();

        var raised = new List<int>();
        for (var day = 0; day <= 63; day++)
        {
            await watch.WarnAsync();
            await watch.WarnAsync();
            raised.Add(Alerts(hub));
            hub.Clock.Advance(TimeSpan.FromDays(1));
        }

        raised[0].ShouldBe(0);
        raised[1].ShouldBe(1);
        raised[30].ShouldBe(1);
        raised[31].ShouldBe(2);
        raised[54].ShouldBe(3);
        raised[61].ShouldBe(3);
        raised[62].ShouldBe(4);
        raised[63].ShouldBe(4);
        client = await AdministratorAsync(hub);
        agency = (await client.GetAgencyAsync(new() { AgencyId = agency.AgencyId })).Agency;
        await client.SetAgencyAgreementAsync(Agreement(agency, Today(hub), Today(hub).AddDays(20)));
        await watch.WarnAsync();
        Alerts(hub).ShouldBe(5, "a renewal begins anew");
    }

    private static int Alerts(TestHub hub)
    {
        using var lease = hub.Services.GetRequiredService<HubDatabase>().Read();
        using var db = lease.OpenContext();
        return db.Alerts.Count(row => row.Kind == Mash.Hub.Alerts.AlertKind.AgreementEnding);
    }

    internal static string Reason(RpcException refused) => Google.Rpc.Status.Parser.ParseFrom(refused.Trailers.GetValueBytes("grpc-status-details-bin"))
        .Details.Single(detail => detail.Is(ErrorInfo.Descriptor)).Unpack<ErrorInfo>().Reason;

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
