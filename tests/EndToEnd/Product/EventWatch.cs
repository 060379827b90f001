using Mash.AgencyClient;

namespace Mash.EndToEnd.Product;

/// <summary>An agency that follows its events through the SDK, across every kill and restart of the hub, and remembers them in order.</summary>
internal sealed class EventWatch : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly CancellationTokenSource ending = new();
    private readonly MashAgencyClient client;
    private readonly bool ownsClient;
    private readonly Task watching;
    private readonly Lock gate = new();
    private readonly List<AgencyEvent> events = [];
    private readonly List<(Func<IReadOnlyList<AgencyEvent>, bool> Condition, TaskCompletionSource Reached)> waits = [];

    private EventWatch(MashAgencyClient client, bool ownsClient)
    {
        this.client = client;
        this.ownsClient = ownsClient;
        watching = client.WatchAsync("end-to-end", TakeAsync, ending.Token);
    }

    /// <summary>Everything so far, in the order in which it came.</summary>
    public IReadOnlyList<AgencyEvent> Events
    {
        get
        {
            lock (gate)
                return [.. events];
        }
    }

    /// <summary>Follows with a client of its own.</summary>
    public static EventWatch Start(AgencyAccess agency) => new(agency.Client("watch"), ownsClient: true);

    /// <summary>Follows with a client that somebody else closes.</summary>
    public static EventWatch Start(MashAgencyClient client) => new(client, ownsClient: false);

    /// <summary>Waits until the events so far fulfil a condition; fails when watching ends before.</summary>
    public async Task UntilAsync(Func<IReadOnlyList<AgencyEvent>, bool> condition)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (condition(events))
                return;
            waits.Add((condition, reached));
        }
        await await Task.WhenAny(reached.Task, watching).WaitAsync(Patience);
        reached.Task.IsCompleted.ShouldBeTrue();
    }

    /// <summary>The sequence is 1, 2, 3 and so on: nothing left out, nothing twice.</summary>
    public void ShouldBeGapless()
    {
        var seen = Events.Select(one => one.Sequence).ToList();
        seen.ShouldBe(Enumerable.Range(1, seen.Count).Select(number => (long)number));
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (ownsClient)
            await client.DisposeAsync();
        ending.Dispose();
    }

    private Task TakeAsync(AgencyEvent one, CancellationToken cancellation)
    {
        lock (gate)
        {
            events.Add(one);
            foreach (var wait in waits.Where(wait => wait.Condition(events)).ToList())
            {
                waits.Remove(wait);
                wait.Reached.TrySetResult();
            }
        }
        return Task.CompletedTask;
    }
}
