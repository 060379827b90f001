using System.Diagnostics;
using System.Globalization;
using Mash.AgencyClient;
using Mash.EndToEnd.Product;
using Mash.Hub.Agencies;
using Mash.Hub.Storage;
using Mash.TestKit;

namespace Mash.EndToEnd.Kills;

/// <summary>kill -9 of an agency's command line during an import, run again each time: everything arrives once.</summary>
public sealed class ClientKillTests
{
    [Theory]
    [OnEachDatabase]
    internal async Task ClientKilledDuringAnImport_SubmitsEverythingOnceWhenItIsRunAgain(DatabaseProvider provider)
    {
        var watch = Stopwatch.StartNew();
        AgencyAccess agency = null!;
        await using var product = await ProductProcess.StartAsync(provider,
            async preparation => agency = await preparation.AddAgencyAsync("Fictional partner agency", AgencyKind.Council, "6"));
        await using var events = EventWatch.Start(agency);
        var configuration = agency.WriteConfiguration("outbox");
        var (kills, imports) = (0, 0);

        while (kills < KillPlan.Rounds)
        {
            var arguments = Arguments(++imports, configuration);
            kills += await RunAndKillAsync(arguments, events, KillPlan.Rounds - kills);
            var end = await OutsideProgram.RunAgencyCliAsync(arguments);
            end.ExitCode.ShouldBe(0, end.Output + end.Error);
        }
        var submitted = imports * KillPlan.Contacts;
        await events.UntilAsync(seen => seen.Count == 2 * submitted);
        events.ShouldBeGapless();
        (await product.StopAsync()).ShouldBe(0);

        await using var ledger = new Ledger(product);
        ledger.Contacts(agency.Id).Count.ShouldBe(submitted);
        ledger.ShouldHoldOnce(agency.Id, events.Events.OfType<ContactReceived>().ToDictionary(one => one.SubmissionId!.Value, one => Guid.Parse(one.ContactId)));
        var leaves = ledger.ShouldBeWhole(agency.Id);
        KillPlan.Report($"client {provider,-8} kills {kills}, submissions {submitted}, lost 0, doubled 0, events {2 * submitted} without a gap, audit leaves {leaves} without a gap, {watch.Elapsed.TotalSeconds:0} s");
    }

    private static string[] Arguments(int import, string configuration) =>
    [
        "generate", KillPlan.Contacts.ToString(CultureInfo.InvariantCulture), "--submit",
        "--seed", import.ToString(CultureInfo.InvariantCulture),
        "--as-of", DateTimeOffset.UtcNow.AddMinutes(-1).ToString("O", CultureInfo.InvariantCulture),
        "--config", configuration,
    ];

    /// <summary>Runs one import again and again, each time until the hub has received a few more, and kills it then.</summary>
    /// <returns>How many runs were killed before one came to its end.</returns>
    private static async Task<int> RunAndKillAsync(string[] arguments, EventWatch events, int most)
    {
        for (var kills = 0; kills < most; kills++)
        {
            using var process = OutsideProgram.StartAgencyCli(arguments);
            _ = process.StandardOutput.ReadToEndAsync();
            _ = process.StandardError.ReadToEndAsync();
            var ended = process.WaitForExitAsync();
            var reached = events.Events.Count + KillPlan.NextStep();
            if (await Task.WhenAny(ended, events.UntilAsync(seen => seen.Count >= reached)) == ended)
                return kills;
            process.Kill();
            await ended;
        }
        return most;
    }
}
