using System.Diagnostics;
using System.Globalization;
using Mash.Hub.Calendar;
using Mash.Hub.Storage;
using Mash.Identity.Accounts;
using Mash.Standalone.Administration;
using Mash.Standalone.Hosting;

namespace Mash.Standalone.SampleWorld;

/// <summary>
/// Fills a new sample hub: organisations, accounts, and twenty months of contacts, each in its own time. Goes on where it was
/// interrupted. Afterwards the hub's own clock runs from <see cref="WorkPlan.HandOver"/> and pauses while the hub is stopped.
/// </summary>
internal sealed class SampleWorldStart(StandaloneHost host, TextWriter screen)
{
    /// <summary>Setting that says how many acts are done, or that the world is complete.</summary>
    private const string Setting = "sample_world";

    private const string Complete = "complete";
    private const int StoreEvery = 25;

    private readonly StandaloneOptions options = host.Options;
    private readonly WriteQueue writes = host.HubServices.GetRequiredService<WriteQueue>();
    private readonly DomainClock clock = host.HubServices.GetRequiredService<DomainClock>();

    /// <summary>Fills the hub where it is not filled yet.</summary>
    /// <param name="take">Which contacts to take; null for all. A subset is for tests.</param>
    /// <param name="cancellation">Interrupts; the next start goes on.</param>
    /// <returns>What was done; null where the world was complete.</returns>
    public async Task<ReplayCounts?> EnsureAsync(Func<SampleContact, bool>? take, CancellationToken cancellation)
    {
        var done = Settings.Read(host.HubServices.GetRequiredService<HubDatabase>(), Setting);
        if (done == Complete)
            return null;
        var watch = Stopwatch.StartNew();
        screen.WriteLine("Sample world: making accounts and organisations, then replaying twenty months of contacts ...");
        var accounts = new SampleAccounts(
            options, host.HubServices.GetRequiredService<StaffDirectory>(), host.HubServices.GetRequiredService<StaffAccounts>());
        await accounts.EnsureAsync(cancellation);
        var files = new SampleFiles(options.SamplesDirectory);
        var agencies = files.Agencies();
        var contacts = await files.ContactsAsync(agencies, cancellation);
        var plan = new WorkPlan(take is null ? contacts : [.. contacts.Where(take)]);
        clock.HoldAt(plan.Acts[0].Time);

        using var hub = new HubCalls(options, host.AuthorityFile, accounts.Password());
        await using var clients = new SampleAgencyClients(options, host.AuthorityFile!, agencies);
        await clients.RegisterAsync(hub.Agencies(SamplePeople.Administrator), cancellation);
        var replay = new SampleReplay(hub, clients, agencies.Where(agency => agency.IsFrontDesk).Select(agency => agency.Key).ToHashSet());
        await RunAsync(plan, replay, done is null ? 0 : int.Parse(done, CultureInfo.InvariantCulture), cancellation);
        clock.HoldAt(plan.Acts[^1].Time);
        using (var fresh = new HubCalls(options, host.AuthorityFile, accounts.Password()))
            await new SampleOversight(fresh, [.. plan.Earlier().Select(replay.IdOf).OfType<string>()]).MakeAsync(cancellation);
        await HandOverAsync();
        var counts = replay.Counts;
        screen.WriteLine($"Sample world ready in {watch.Elapsed.TotalSeconds:0} s: {counts.Accepted} contacts, {counts.Decided} children decided, {counts.Refused} records refused, {counts.Repeated} repeated.");
        return counts;
    }

    private async Task RunAsync(WorkPlan plan, SampleReplay replay, int done, CancellationToken cancellation)
    {
        var acts = plan.Acts;
        var progress = new Progress(screen, acts.Count);
        var groups = 0;
        for (var start = 0; start < acts.Count;)
        {
            var end = start;
            while (end < acts.Count && acts[end].Time == acts[start].Time && acts[end].Kind == acts[start].Kind)
                end++;
            // Submissions are made again after an interruption: that is how their ids are learnt, and it changes nothing.
            if (end > done || acts[start].Kind == SampleActKind.Submit)
            {
                clock.HoldAt(acts[start].Time);
                await replay.DoAsync([.. acts.Skip(start).Take(end - start)], cancellation);
                if (end > done && ++groups % StoreEvery == 0)
                    await StoreAsync(end.ToString(CultureInfo.InvariantCulture));
            }
            progress.Show(end, acts[start].Time);
            start = end;
        }
        progress.End();
    }

    private async Task HandOverAsync()
    {
        clock.RunFrom(WorkPlan.HandOver);
        await writes.WriteAsync(session =>
        {
            Settings.Write(session, Setting, Complete);
            clock.Store(session);
            return true;
        });
    }

    private Task<bool> StoreAsync(string value) => writes.WriteAsync(session =>
    {
        Settings.Write(session, Setting, value);
        return true;
    });

    /// <summary>One line that moves on a terminal, and a line for each tenth elsewhere.</summary>
    private sealed class Progress(TextWriter screen, int total)
    {
        private readonly bool moves = screen == Console.Out && !Console.IsOutputRedirected;
        private int shown = -1;

        public void Show(int done, DateTimeOffset time)
        {
            var step = moves ? done * 100L / total : done * 10L / total;
            if (step == shown)
                return;
            shown = (int)step;
            var line = $"Sample world {done * 100L / total,3} %  {UkTime.ToLocal(time):d MMMM yyyy}";
            if (moves)
                screen.Write("\r" + line.PadRight(60));
            else
                screen.WriteLine(line);
        }

        public void End()
        {
            if (moves)
                screen.WriteLine();
        }
    }
}
