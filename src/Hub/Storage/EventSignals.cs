using System.Collections.Concurrent;

namespace Mash.Hub.Storage;

/// <summary>Wakes the event streams of an agency after a commit. Only a hint: streams also look once a second, for other hubs' commits.</summary>
internal sealed class EventSignals
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> waiting = new();

    /// <summary>Wakes everybody who waits for one of these agencies.</summary>
    public void Raise(IReadOnlyCollection<Guid> agencies)
    {
        foreach (var agency in agencies)
        {
            if (waiting.TryRemove(agency, out var source))
                source.TrySetResult();
        }
    }

    /// <summary>Ends at the next commit that concerns the agency.</summary>
    public Task Next(Guid agency) =>
        waiting.GetOrAdd(agency, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
}
