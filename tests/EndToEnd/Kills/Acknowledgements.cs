using System.Collections.Concurrent;
using Mash.AgencyClient;

namespace Mash.EndToEnd.Kills;

/// <summary>Notes every acknowledgement the moment it comes: submission id and the contact id it was given.</summary>
internal sealed class Acknowledgements
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<Guid, Guid> acknowledged = new();
    private readonly ConcurrentBag<Task> following = [];
    private readonly Lock gate = new();
    private (int Count, TaskCompletionSource Reached)? wait;

    public int Count => acknowledged.Count;

    public IReadOnlyDictionary<Guid, Guid> All => acknowledged;

    public void Follow(SubmissionHandle handle) => following.Add(NoteAsync(handle));

    /// <summary>Waits for the n-th acknowledgement.</summary>
    public async Task ReachAsync(int count)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (acknowledged.Count >= count)
                return;
            wait = (count, reached);
        }
        await await Task.WhenAny(reached.Task, EndOfFailedAsync()).WaitAsync(Patience);
    }

    /// <summary>Waits until everything that was followed is acknowledged.</summary>
    public Task AllAsync() => Task.WhenAll(following).WaitAsync(Patience);

    private async Task NoteAsync(SubmissionHandle handle)
    {
        var accepted = (await handle.Completion).ShouldBeOfType<AcceptedSubmission>();
        acknowledged.TryAdd(handle.SubmissionId, Guid.Parse(accepted.ContactId)).ShouldBeTrue();
        lock (gate)
        {
            if (wait is { } waiting && acknowledged.Count >= waiting.Count)
                waiting.Reached.TrySetResult();
        }
    }

    /// <summary>Ends when one of them failed: then nobody need wait for a number that will not come.</summary>
    private async Task EndOfFailedAsync()
    {
        await foreach (var done in Task.WhenEach(following))
            await done;
        await Task.Delay(Timeout.Infinite);
    }
}
