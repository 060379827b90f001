using System.Collections.Concurrent;
using Grpc.Core;
using Mash.V1;
using Microsoft.Extensions.Logging;

namespace Mash.AgencyClient;

/// <summary>Decides what an answer or a failure means for a submission, and records it.</summary>
internal sealed class Settler(
    MashAgencyClientOptions options, OutboxStore store, SendPause pause, Notifier notifier, ILogger logger, CancellationToken stopping)
{
    /// <summary>After this many failures of single submissions without a success between, everything waits.</summary>
    private const int FailuresInARow = 8;

    private readonly BackOff _itemBackOff = new(options.FirstRetryDelay, options.LongestRetryDelay);
    private readonly ConcurrentDictionary<long, int> _failuresOf = [];
    private readonly ConcurrentDictionary<Task, bool> _delayed = [];
    private int _failuresInARow;

    public async Task AcceptAsync(OutboxItem item, SubmitContactResponse response)
    {
        await KeepAsync(item, () => store.AcceptAsync(item, response, CancellationToken.None));
        logger.Accepted(item.SubmissionId, response.ContactId);
        _failuresOf.TryRemove(item.Position, out _);
        Succeeded();
    }

    /// <summary>The hub, or the way to it, refused one submission.</summary>
    public async Task RefuseAsync(OutboxItem item, Google.Rpc.Status status)
    {
        var failure = FailureReader.Read(status);
        switch (FailureKinds.Of(failure.Code))
        {
            case FailureKind.Park:
                await ParkAsync(item, status);
                Succeeded();
                break;
            case FailureKind.RetryItem:
                await DelayAsync(item, failure);
                break;
            default:
                store.Release(item);
                await FailAllAsync(failure);
                break;
        }
    }

    /// <summary>A failure that concerns all sending: pause, and tell people where it will not go away by itself.</summary>
    public async Task FailAllAsync(HubFailure failure)
    {
        if (pause.Begin(failure, stopping)) await RaiseAsync(failure);
    }

    /// <summary>The outbox could not record an answer: nothing is sent until it may again.</summary>
    public void OutboxFailed(OutboxException error) => pause.Begin(error.Failure, stopping);

    public void Release(OutboxItem item) => store.Release(item);

    public Task DrainAsync() => Task.WhenAll(_delayed.Keys);

    private void Succeeded()
    {
        Volatile.Write(ref _failuresInARow, 0);
        pause.Succeeded();
    }

    private async Task ParkAsync(OutboxItem item, Google.Rpc.Status status)
    {
        ParkedSubmission? parked = null;
        await KeepAsync(item, async () => parked = await store.ParkAsync(item, status, CancellationToken.None));
        logger.Parked(item.SubmissionId, parked!.Failure.Code, parked.Failure.Reason, parked.Failure.Violations.Count);
        notifier.Raise(parked, store);
    }

    /// <summary>An answer that cannot be recorded (disk full) is given up: the submission goes out again under its id.</summary>
    private async Task KeepAsync(OutboxItem item, Func<Task> record)
    {
        try
        {
            await record();
        }
        catch (OutboxException)
        {
            store.Release(item);
            throw;
        }
    }

    private async Task DelayAsync(OutboxItem item, HubFailure failure)
    {
        var failures = _failuresOf.AddOrUpdate(item.Position, 1, (_, count) => count + 1);
        var delay = _itemBackOff.For(failures);
        if (failure.RetryDelay is { } hint && hint > delay) delay = hint;
        logger.ItemDelayed(item.SubmissionId, failure.Code, delay.TotalSeconds);
        var release = ReleaseLaterAsync(item, delay);
        _delayed[release] = true;
        _ = release.ContinueWith(done => _delayed.TryRemove(done, out _), TaskScheduler.Default);
        if (Interlocked.Increment(ref _failuresInARow) >= FailuresInARow) await FailAllAsync(failure);
        else if (failures >= FailuresInARow) await RaiseAsync(failure);
    }

    private async Task RaiseAsync(HubFailure failure)
    {
        var counts = await store.RunAsync(OutboxRows.CountWaiting, CancellationToken.None);
        var stalled = counts.OldestQueuedTime is { } oldest && options.TimeProvider.GetUtcNow() - oldest >= options.StalledAfter;
        if (FailureKinds.Of(failure.Code) == FailureKind.Alarm) notifier.Raise(Notifier.AlarmOf(failure.Code), failure, counts);
        else if (stalled) notifier.Raise(AgencyAlarmKind.Stalled, failure, counts);
    }

    private async Task ReleaseLaterAsync(OutboxItem item, TimeSpan delay)
    {
        try
        {
            await options.WaitAsync(delay, stopping);
        }
        catch (OperationCanceledException)
        {
            // Closing: the submission stays in the outbox.
        }
        store.Release(item);
    }
}
