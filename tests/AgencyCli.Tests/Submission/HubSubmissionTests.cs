using Mash.AgencyClient;
using Mash.AgencyCli.Submission;
using Mash.AgencyCli.Tests.HubStandIn;
using Mash.Hub.Access;
using Mash.Hub.Storage;
using Mash.TestKit;
using WholeHub = Mash.TestKit.TestHub;

namespace Mash.AgencyCli.Tests.Submission;

/// <summary>The police file through the client into the hub itself, on both databases.</summary>
public sealed class HubSubmissionTests
{
    [Theory]
    [OnEachDatabase]
    internal async Task PoliceFile_IsTreatedAsExpectedByTheHubAndComesBackAsEvents(DatabaseProvider provider)
    {
        await using var hub = await WholeHub.StartAsync(provider);
        var agency = await hub.AddAgencyAsync("Police", Mash.Hub.Agencies.AgencyKind.Police, "6");
        await using var authority = await TestAuthority.StartAsync(() => hub.Issuer.AgencyToken(agency, string.Join(' ', AgencyScopes.All)));
        await using var client = authority.Client(hub.Address, agency);
        var file = MappedFile.Open(Samples.PathOf("police-notices"));

        var report = await new FileSubmission(client).SubmitAsync(file.ReadAsync(), file.Mapping, progress: null, CancellationToken.None);

        PoliceExpectations.ShouldHold(report);
        var events = await client.ListEventsAsync().ToListAsync();
        events.Select(e => e.Sequence).ShouldBe(Enumerable.Range(1, events.Count).Select(i => (long)i));
        events.OfType<ContactReceived>().Select(e => e.SenderReference).ShouldBeUnique();
        events.OfType<ContactReceived>().Count().ShouldBe(407);
        events.OfType<ContactAcknowledged>().Count().ShouldBe(407);
    }

    [Theory]
    [InlineData("schools", Mash.Hub.Agencies.AgencyKind.School, 160)]
    [InlineData("health", Mash.Hub.Agencies.AgencyKind.Health, 110)]
    [InlineData("others", Mash.Hub.Agencies.AgencyKind.Council, 60)]
    internal async Task OtherSampleFiles_AreTakenByTheHubWhole(string name, Mash.Hub.Agencies.AgencyKind kind, int rows)
    {
        await using var hub = await WholeHub.StartAsync(DatabaseProvider.Sqlite);
        hub.Clock.Advance(TimeSpan.FromHours(6));
        var agency = await hub.AddAgencyAsync(name, kind);
        await using var authority = await TestAuthority.StartAsync(() => hub.Issuer.AgencyToken(agency, string.Join(' ', AgencyScopes.All)));
        await using var client = authority.Client(hub.Address, agency);
        var file = MappedFile.Open(Samples.PathOf(name));

        var report = await new FileSubmission(client).SubmitAsync(file.ReadAsync(), file.Mapping, progress: null, CancellationToken.None);

        report.Rows.SelectMany(r => r.Faults.Concat(r.Warnings)).ShouldBeEmpty();
        report.Count(RowTreatment.Accepted).ShouldBe(rows);
    }
}
