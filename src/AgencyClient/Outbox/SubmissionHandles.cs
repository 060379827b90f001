using System.Collections.Concurrent;

namespace Mash.AgencyClient;

/// <summary>The handles of this process's unsettled submissions: one for each id.</summary>
internal sealed class SubmissionHandles
{
    private readonly ConcurrentDictionary<Guid, SubmissionHandle> _handles = [];

    public SubmissionHandle? Find(Guid submissionId) => _handles.GetValueOrDefault(submissionId);

    public SubmissionHandle OfQueued(Guid submissionId) => _handles.GetOrAdd(submissionId, id => new SubmissionHandle(id));

    /// <summary>The shared handle of one that waits, or a finished one of its own for one that is settled.</summary>
    public SubmissionHandle Of(OutboxEntry entry)
    {
        if (entry.Outcome is null) return OfQueued(entry.SubmissionId);
        var settled = new SubmissionHandle(entry.SubmissionId);
        settled.Complete(entry.Outcome);
        return settled;
    }

    public void Complete(SubmissionOutcome outcome)
    {
        if (_handles.TryRemove(outcome.SubmissionId, out var handle)) handle.Complete(outcome);
    }

    public void AbandonAll()
    {
        foreach (var handle in _handles.Values) handle.Abandon();
    }
}
