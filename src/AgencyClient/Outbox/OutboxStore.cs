using System.Collections.Concurrent;
using Google.Protobuf;
using Mash.V1;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Mash.AgencyClient;

/// <summary>The outbox of one process: stores, hands out for sending, settles. What it has answered survives a kill or a power cut.</summary>
internal sealed class OutboxStore : IAsyncDisposable
{
    private readonly MashAgencyClientOptions _options;
    private readonly OutboxKeys _keys;
    private readonly OutboxIntake _intake;
    private readonly OutboxReadiness _readiness;
    private readonly OutboxWorker _worker;
    private readonly FileStream _lock;
    private readonly SubmissionHandles _handles = new();
    private readonly ConcurrentDictionary<long, bool> _held = [];

    private OutboxStore(MashAgencyClientOptions options, OutboxKeys keys, OutboxWorker worker, FileStream fileLock)
    {
        (_options, _keys, _worker, _lock) = (options, keys, worker, fileLock);
        Rows = new OutboxRows(keys, options.HubTelephone);
        _intake = new OutboxIntake(options, keys, Rows, _handles);
        _readiness = new OutboxReadiness(Rows);
    }

    public OutboxRows Rows { get; }

    /// <summary>Set when there may be something to send.</summary>
    public WorkSignal WorkArrived { get; } = new();

    /// <exception cref="OutboxInUseException">Another process or client holds it.</exception>
    /// <exception cref="OutboxKeyException">The wrapping key is missing or does not fit.</exception>
    public static async Task<OutboxStore> OpenAsync(MashAgencyClientOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        var fileLock = TakeLock(options.OutboxDirectory);
        SqliteConnection? connection = null;
        try
        {
            connection = OutboxSchema.Open(options.OutboxDirectory, readOnly: false);
            var keys = await OutboxKeys.LoadAsync(
                connection, KeyProvider(options), options.TimeProvider.GetUtcNow(), readOnly: false, cancellationToken);
            var store = new OutboxStore(options, keys, new OutboxWorker(connection), fileLock);
            await store.ForgetOldAsync(cancellationToken);
            var counts = await store.RunAsync(OutboxRows.Count, cancellationToken);
            logger.OutboxOpened(counts.Queued, counts.Parked);
            return store;
        }
        catch (Exception e)
        {
            connection?.Dispose();
            await fileLock.DisposeAsync();
            if (e is SqliteException sqlite) throw new OutboxException($"The outbox cannot be opened (SQLite error {sqlite.SqliteErrorCode}).");
            throw;
        }
    }

    public static IOutboxKeyProvider KeyProvider(MashAgencyClientOptions options) =>
        options.OutboxKeyProvider
        ?? new FileOutboxKeyProvider(options.OutboxKeyFile ?? Path.Combine(options.OutboxDirectory, OutboxSchema.KeyName));

    public Task<T> RunAsync<T>(Func<OutboxSession, T> work, CancellationToken cancellationToken) => _worker.RunAsync(work, cancellationToken);

    /// <summary>Stores one submission; done when it is on disk.</summary>
    /// <exception cref="SubmissionConflictException">The id stands here with other content.</exception>
    /// <exception cref="SubmissionTooLargeException">Larger than the hub takes.</exception>
    public async Task<SubmissionHandle> EnqueueAsync(Submission submission, CancellationToken cancellationToken)
    {
        var insert = _intake.Prepare(submission);
        var handle = await RunAsync(insert, cancellationToken);
        WorkArrived.Set();
        return handle;
    }

    /// <summary>Stores many in one transaction; a refused one does not stop the others.</summary>
    public async Task<IReadOnlyList<EnqueueResult>> EnqueueManyAsync(IEnumerable<Submission> submissions, CancellationToken cancellationToken)
    {
        var inserts = submissions.Select(_intake.PrepareOrRefuse).ToList();
        var results = await RunAsync(
            session => inserts.Select(insert => insert(session)).ToList(), cancellationToken);
        WorkArrived.Set();
        return results;
    }

    /// <summary>
    /// Hands out queued submissions, oldest first, that nobody holds and no earlier one of the same ordering key keeps back.
    /// Each must be settled or released. One caller at a time.
    /// </summary>
    public async Task<IReadOnlyList<OutboxItem>> TakeAsync(int most, CancellationToken cancellationToken)
    {
        var (items, broken) = await RunAsync(session => _readiness.Read(session, most, _held), cancellationToken);
        foreach (var item in broken) await ParkAsync(item, OutboxRows.BrokenSeal, cancellationToken);
        foreach (var item in items)
        {
            _held[item.Position] = true;
            _handles.Find(item.SubmissionId)?.MarkSending();
        }
        return items;
    }

    public void Release(OutboxItem item)
    {
        _handles.Find(item.SubmissionId)?.MarkQueued();
        _held.TryRemove(item.Position, out _);
        WorkArrived.Set();
    }

    public async Task AcceptAsync(OutboxItem item, SubmitContactResponse response, CancellationToken cancellationToken)
    {
        await SettleAsync(item, "accepted", response.ToByteArray(), keepContact: false, cancellationToken);
        Finish(item, AcceptedSubmission.From(item.SubmissionId, response));
    }

    public async Task<ParkedSubmission> ParkAsync(OutboxItem item, Google.Rpc.Status status, CancellationToken cancellationToken)
    {
        var time = await SettleAsync(item, "parked", status.ToByteArray(), keepContact: true, cancellationToken);
        var parked = new ParkedSubmission
        {
            SubmissionId = item.SubmissionId,
            Failure = FailureReader.Read(status),
            HubTelephone = _options.HubTelephone,
            ParkedTime = time,
        };
        Finish(item, parked);
        return parked;
    }

    /// <summary>The handle of a submission of this or an earlier process; null where the outbox does not know it.</summary>
    public Task<SubmissionHandle?> FindAsync(Guid submissionId, CancellationToken cancellationToken) =>
        RunAsync(session => Rows.Find(session, submissionId) is { } entry ? _handles.Of(entry) : null, cancellationToken);

    /// <summary>Puts parked submissions back into the queue: one, or all where the id is null. Returns how many.</summary>
    public async Task<int> RetryAsync(Guid? submissionId, CancellationToken cancellationToken)
    {
        var count = await RunAsync(
            session => session.Execute(
                """
                UPDATE submission SET state = 'queued', settled_ticks = NULL, sealed_result = NULL, raised = 0
                WHERE state = 'parked' AND ($id IS NULL OR submission_id = $id)
                """,
                ("$id", submissionId?.ToString("D"))),
            cancellationToken);
        if (count > 0) WorkArrived.Set();
        return count;
    }

    /// <summary>Erases a parked submission's content. False where it is not parked.</summary>
    public Task<bool> DiscardAsync(Guid submissionId, string reason, CancellationToken cancellationToken) => RunAsync(
        session =>
        {
            var keyId = session.Scalar(
                "SELECT key_id FROM submission WHERE submission_id = $id AND state = 'parked'", ("$id", submissionId.ToString("D")));
            if (keyId is null) return false;
            var result = new Google.Rpc.Status { Code = (int)Grpc.Core.StatusCode.Cancelled, Message = reason }.ToByteArray();
            session.Execute(
                """
                UPDATE submission SET state = 'discarded', settled_ticks = $now, sealed_contact = NULL, sealed_result = $result
                WHERE submission_id = $id
                """,
                ("$now", NowTicks), ("$result", _keys.SealResult(submissionId, (long)keyId, result)), ("$id", submissionId.ToString("D")));
            return true;
        },
        cancellationToken);

    /// <summary>Parked submissions whose handler has not been told, oldest first.</summary>
    public Task<List<ParkedSubmission>> ListUnraisedAsync(CancellationToken cancellationToken) => RunAsync(
        session =>
        {
            using var reader = session.Query($"SELECT {OutboxRows.Columns} FROM submission WHERE state = 'parked' AND raised = 0 ORDER BY position");
            var parked = new List<ParkedSubmission>();
            while (reader.Read())
            {
                if (Rows.ReadEntry(reader).Outcome is ParkedSubmission one) parked.Add(one);
            }
            return parked;
        },
        cancellationToken);

    public Task MarkRaisedAsync(Guid submissionId, CancellationToken cancellationToken) => RunAsync(
        session => session.Execute(
            "UPDATE submission SET raised = 1 WHERE submission_id = $id AND state = 'parked'", ("$id", submissionId.ToString("D"))),
        cancellationToken);

    /// <summary>Removes what was settled long ago, and data keys that seal nothing any more.</summary>
    public Task ForgetOldAsync(CancellationToken cancellationToken) => RunAsync(
        session =>
        {
            var before = (_options.TimeProvider.GetUtcNow() - _options.KeepSettledFor).UtcTicks;
            session.Execute("DELETE FROM submission WHERE state IN ('accepted', 'discarded') AND settled_ticks < $before", ("$before", before));
            return session.Execute(
                """
                DELETE FROM data_key
                WHERE purpose = 'seal' AND key_id <> $current AND key_id NOT IN (SELECT key_id FROM submission)
                """,
                ("$current", _keys.CurrentKeyId));
        },
        cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _worker.DisposeAsync();
        _handles.AbandonAll();
        await _lock.DisposeAsync();
    }

    private long NowTicks => _options.TimeProvider.GetUtcNow().UtcTicks;

    private static FileStream TakeLock(string directory)
    {
        PrivateFiles.EnsureDirectory(directory);
        try
        {
            return PrivateFiles.Hold(Path.Combine(directory, OutboxSchema.LockName));
        }
        catch (IOException e)
        {
            throw new OutboxInUseException("Another process or client uses this outbox. Read beside it with OutboxReader, or stop the other.", e);
        }
    }

    private async Task<DateTimeOffset> SettleAsync(
        OutboxItem item, string state, byte[] result, bool keepContact, CancellationToken cancellationToken)
    {
        var sealedResult = _keys.Holds(item.KeyId) ? _keys.SealResult(item.SubmissionId, item.KeyId, result) : null;
        var now = NowTicks;
        var erase = keepContact ? "" : ", sealed_contact = NULL";
        await RunAsync(
            session => session.Execute(
                $"UPDATE submission SET state = $state, settled_ticks = $now, sealed_result = $result{erase} WHERE position = $position AND state = 'queued'",
                ("$state", state), ("$now", now), ("$result", sealedResult), ("$position", item.Position)),
            cancellationToken);
        return OutboxRows.Instant(now);
    }

    private void Finish(OutboxItem item, SubmissionOutcome outcome)
    {
        _handles.Complete(outcome);
        _held.TryRemove(item.Position, out _);
        WorkArrived.Set();
    }
}
