using System.Collections.Concurrent;
using Mash.V1;

namespace Mash.AgencyCli.Tests.HubStandIn;

/// <summary>What the stand-in remembers.</summary>
internal sealed class HubState
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<int, TaskCompletionSource> _reached = [];
    private int _received;

    public static readonly DateTimeOffset ReceivedTime = new(2026, 11, 20, 15, 40, 0, TimeSpan.Zero);

    /// <summary>Accepted contacts by request id.</summary>
    public ConcurrentDictionary<string, ContactDetails> Stored { get; } = [];

    /// <summary>Request ids of submissions (not of checks), in the order received.</summary>
    public ConcurrentQueue<string> Received { get; } = [];

    public AgencyKind AgencyKind { get; set; } = AgencyKind.Police;

    /// <summary>Answers are held back after so many submissions, until <see cref="Release"/>.</summary>
    public int HoldAfter { get; set; } = int.MaxValue;

    /// <summary>Ends when a watcher was sent every event.</summary>
    public TaskCompletionSource WatchersServed { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when so many submissions were received.</summary>
    public Task ReachedAsync(int count) => _reached.GetOrAdd(count, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Release() => _released.TrySetResult();

    public async Task<int> CountAsync(string requestId)
    {
        Received.Enqueue(requestId);
        var count = Interlocked.Increment(ref _received);
        foreach (var (wanted, reached) in _reached)
        {
            if (count >= wanted) reached.TrySetResult();
        }
        if (count > HoldAfter) await _released.Task;
        return count;
    }
}
