using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Mash.EndToEnd.Product;

namespace Mash.EndToEnd.Journeys;

/// <summary><c>mash-agency events follow --json</c> in a process of its own, ended by Ctrl-C.</summary>
internal sealed partial class FollowedEvents : IAsyncDisposable
{
    private const int Interrupt = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly List<JsonNode> shown = [];

    private FollowedEvents(Process process) => this.process = process;

    public static FollowedEvents Start(AgencyAccess agency) =>
        new(OutsideProgram.StartAgencyCli("events", "follow", "--json", "--config", agency.WriteConfiguration("follow")));

    /// <summary>Reads on until an event of this kind is shown.</summary>
    /// <returns>Every event so far, in the order shown.</returns>
    public async Task<IReadOnlyList<JsonNode>> UntilAsync(string kind)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (shown.Count == 0 || (string?)shown[^1]["kind"] != kind)
        {
            var line = await process.StandardOutput.ReadLineAsync(patience.Token)
                ?? throw new InvalidOperationException($"Following ended: {await process.StandardError.ReadToEndAsync(patience.Token)}");
            shown.Add(JsonNode.Parse(line)!);
        }
        return shown;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            _ = SendSignal(process.Id, Interrupt);
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int processId, int signal);
}
