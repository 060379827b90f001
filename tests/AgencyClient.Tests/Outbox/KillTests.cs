using System.Diagnostics;
using Mash.AgencyClient.Tests.Support;

namespace Mash.AgencyClient.Tests.Outbox;

/// <summary>kill -9 of a process that submits, again and again on the same outbox.</summary>
public sealed class KillTests
{
    [Fact]
    public async Task KilledWhileEnqueueing_EveryAcknowledgedSubmissionIsThere()
    {
        await using var fixture = await ClientFixture.StartAsync();
        await fixture.Hub.StopAsync();

        var acknowledged = new List<Guid>();
        for (var round = 0; round < 4; round++) acknowledged.AddRange(await RunAndKillAsync(fixture, lines: 60 + (round * 37)));

        await using var reader = await OutboxReader.OpenAsync(fixture.Options);
        var stored = new List<Guid>();
        await foreach (var entry in reader.ListAsync()) stored.Add(entry.SubmissionId);
        acknowledged.Except(stored).ShouldBeEmpty();
        stored.Distinct().Count().ShouldBe(stored.Count);
    }

    [Fact]
    public async Task KilledWhileSendingWithLostReplies_EveryAcknowledgedSubmissionArrivesOnce()
    {
        await using var fixture = await ClientFixture.StartAsync();
        var random = new Random(42);
        fixture.State.OnSubmit = (_, _) =>
        {
            lock (random) return random.Next(50) == 0 ? Verdict.LoseReply : Verdict.Accept;
        };

        var acknowledged = new List<Guid>();
        for (var round = 0; round < 4; round++) acknowledged.AddRange(await RunAndKillAsync(fixture, lines: 60 + (round * 37)));
        await using (var client = fixture.CreateClient())
        {
            var handles = new List<SubmissionHandle>();
            foreach (var id in acknowledged) handles.Add((await client.FindSubmissionAsync(id)).ShouldNotBeNull());
            await Task.WhenAll(handles.Select(h => h.Completion)).WaitAsync(Sample.Patience);
        }

        var stored = fixture.State.Stored;
        acknowledged.Select(id => id.ToString("D")).Except(stored).ShouldBeEmpty();
        stored.Distinct().Count().ShouldBe(stored.Count);
    }

    private static async Task<List<Guid>> RunAndKillAsync(ClientFixture fixture, int lines)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "Mash.AgencyClient.OutboxHost.dll"),
                fixture.Options.HubAddress!.ToString(),
                fixture.Options.Authority!.ToString(),
                fixture.Options.SigningKeyFile!,
                "-",
                fixture.Options.AgencyId,
                fixture.Options.OutboxDirectory,
            },
        };
        using var process = Process.Start(start)!;
        var acknowledged = new List<Guid>();
        while (acknowledged.Count < lines && await process.StandardOutput.ReadLineAsync() is { } line) acknowledged.Add(Guid.Parse(line));
        process.Kill();
        // What was printed before the kill was acknowledged too; a last line cut short was not.
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Guid.TryParseExact(line, "D", out var id)) acknowledged.Add(id);
        }
        await process.WaitForExitAsync();
        acknowledged.Count.ShouldBeGreaterThanOrEqualTo(lines);
        return acknowledged;
    }
}
