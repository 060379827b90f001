namespace Mash.AgencyClient;

/// <summary>One submission that is safe in the outbox, however this process ends.</summary>
public sealed class SubmissionHandle
{
    // Continuations run elsewhere: the outbox's own thread must not run callers' code.
    private readonly TaskCompletionSource<SubmissionOutcome> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile int _status = (int)SubmissionStatus.Queued;

    internal SubmissionHandle(Guid submissionId) => SubmissionId = submissionId;

    /// <summary>The submission's id: the <c>request_id</c> at the hub.</summary>
    public Guid SubmissionId { get; }

    /// <summary>Where it stands now.</summary>
    public SubmissionStatus Status => (SubmissionStatus)_status;

    /// <summary>
    /// Ends when the submission is accepted, parked or discarded; never fails for these. Cancelled when the client is closed before:
    /// the submission is still safe, and the next client on the same outbox goes on with it.
    /// </summary>
    public Task<SubmissionOutcome> Completion => _completion.Task;

    internal void MarkSending() => Interlocked.CompareExchange(ref _status, (int)SubmissionStatus.Sending, (int)SubmissionStatus.Queued);

    internal void MarkQueued() => Interlocked.CompareExchange(ref _status, (int)SubmissionStatus.Queued, (int)SubmissionStatus.Sending);

    internal void Complete(SubmissionOutcome outcome)
    {
        _status = (int)(outcome switch
        {
            AcceptedSubmission => SubmissionStatus.Accepted,
            ParkedSubmission => SubmissionStatus.Parked,
            _ => SubmissionStatus.Discarded,
        });
        _completion.TrySetResult(outcome);
    }

    internal void Abandon() => _completion.TrySetCanceled();
}
