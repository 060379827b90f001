using System.Diagnostics;
using Mash.AgencyClient;
using Mash.AgencyCli.Generation;
using Mash.EndToEnd.Product;
using Mash.Hub.Agencies;
using Mash.Hub.Storage;
using Mash.TestKit;

namespace Mash.EndToEnd.Kills;

/// <summary>kill -9 of the hub while an agency's client imports: what was acknowledged is there, once.</summary>
public sealed class HubKillTests
{
    private const string Council = "6";

    [Theory]
    [OnEachDatabase]
    internal async Task HubKilledDuringAnImport_HoldsEveryAcknowledgedSubmissionOnce(DatabaseProvider provider)
    {
        var watch = Stopwatch.StartNew();
        AgencyAccess agency = null!;
        await using var product = await ProductProcess.StartAsync(provider,
            async preparation => agency = await preparation.AddAgencyAsync("Fictional partner agency", AgencyKind.Council, Council));
        await using var client = MashAgencyClient.Create(agency.Options("outbox") with { MaximumInFlight = 64 });
        await using var events = EventWatch.Start(client);
        var acknowledged = new Acknowledgements();
        var (kills, submitted, imports, acknowledgedAtKills) = (0, 0, 0, 0);

        while (kills < KillPlan.Rounds)
        {
            await EnqueueAsync(client, ++imports, acknowledged);
            submitted += KillPlan.Contacts;
            while (kills < KillPlan.Rounds && acknowledged.Count < submitted)
            {
                await acknowledged.ReachAsync(Math.Min(submitted, acknowledged.Count + KillPlan.NextStep()));
                await product.KillAsync();
                acknowledgedAtKills += acknowledged.Count;
                kills++;
                await product.StartAsync();
            }
        }
        await acknowledged.AllAsync();
        await events.UntilAsync(seen => seen.Count == 2 * submitted);
        events.ShouldBeGapless();
        await using (var reader = agency.Client("reader"))
            await ShouldOpenAsync(reader, acknowledged.All.Values);
        (await product.StopAsync()).ShouldBe(0);

        await using var ledger = new Ledger(product);
        ledger.Contacts(agency.Id).Count.ShouldBe(submitted);
        ledger.ShouldHoldOnce(agency.Id, acknowledged.All);
        var leaves = ledger.ShouldBeWhole(agency.Id);
        KillPlan.Report($"hub    {provider,-8} kills {kills}, submissions {submitted}, acknowledged {acknowledged.Count}, lost 0, doubled 0, events {2 * submitted} without a gap, audit leaves {leaves} without a gap, mean acknowledged at a kill {acknowledgedAtKills / kills}, {watch.Elapsed.TotalSeconds:0} s");
    }

    private static async Task EnqueueAsync(MashAgencyClient client, int import, Acknowledgements acknowledged)
    {
        var contacts = new ContactGenerator(seed: import, DateTimeOffset.UtcNow.AddMinutes(-1), Council).Contacts().Take(KillPlan.Contacts);
        foreach (var result in await client.EnqueueManyAsync(contacts.Select(contact => new Submission(contact))))
            acknowledged.Follow(result.Handle.ShouldNotBeNull());
    }

    /// <summary>The first, the last and some between open under their keys.</summary>
    private static async Task ShouldOpenAsync(MashAgencyClient client, IEnumerable<Guid> contactIds)
    {
        var ids = contactIds.Order().ToList();
        foreach (var id in ids.Where((_, index) => index % Math.Max(1, ids.Count / 20) == 0).Append(ids[^1]))
            (await client.GetContactAsync(id.ToString())).Details.Concern.Narrative.ShouldNotBeEmpty();
    }
}
