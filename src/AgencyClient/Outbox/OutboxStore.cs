using System.Collections.Concurrent;
using System.Security.Cryptography;
using Google.Protobuf;
using Mash.V1;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Mash.AgencyClient;

/// <summary>The outbox of one process: stores, hands out for sending, settles. What it has answered survives a kill or a power cut.</summary>
internal sealed class OutboxStore : IAsyncDisposable
{
    private readonly MashAgencyClientOptions _options;
    private readonly Guid _agencyId;
    private readonly OutboxKeys _keys;
    private readonly OutboxWorker _worker;
    private readonly FileStream _lock;
    private readonly ConcurrentDictionary<Guid, SubmissionHandle> _handles = [];
    private readonly ConcurrentDictionary<long, bool> _held = [];

    private OutboxStore(MashAgencyClientOptions options, OutboxKeys keys, OutboxWorker worker, FileStream fileLock)
    {
        (_options, _keys, _worker, _lock) = (options, keys, worker, fileLock);
        _agencyId = Guid.ParseExact(options.AgencyId, "D");
        Rows = new OutboxRows(keys, options.HubTelephone);
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
        var insert = Prepare(submission);
        var handle = await RunAsync(insert, cancellationToken);
        WorkArrived.Set();
        return handle;
    }

    /// <summary>Stores many in one transaction; a refused one does not stop the others.</summary>
    public async Task<IReadOnlyList<EnqueueResult>> EnqueueManyAsync(IEnumerable<Submission> submissions, CancellationToken cancellationToken)
    {
        var inserts = submissions.Select(PrepareOrRefuse).ToList();
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
        var (items, broken) = await RunAsync(session => ReadReady(session, most), cancellationToken);
        foreach (var (position, id, keyId) in broken)
            await ParkAsync(new OutboxItem(position, id, keyId, new ContactDetails()), OutboxRows.BrokenSeal, cancellationToken);
        foreach (var item in items)
        {
            _held[item.Position] = true;
            if (_handles.TryGetValue(item.SubmissionId, out var handle)) handle.MarkSending();
        }
        return items;
    }

    public void Release(OutboxItem item)
    {
        if (_handles.TryGetValue(item.SubmissionId, out var handle)) handle.MarkQueued();
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
        RunAsync(session => Rows.Find(session, submissionId) is { } entry ? HandleOf(entry) : null, cancellationToken);

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
        foreach (var handle in _handles.Values) handle.Abandon();
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

    /// <summary>Serialises and seals on the caller's thread; what is returned only writes.</summary>
    private Func<OutboxSession, SubmissionHandle> Prepare(Submission submission)
    {
        var prepared = PreparedSubmission.From(_agencyId, submission.Contact, submission.Options);
        var content = _keys.ContentToken(prepared.SubmissionId, prepared.Contact);
        var ordering = prepared.OrderingKey is null ? null : _keys.OrderingToken(prepared.OrderingKey);
        var sealedContact = _keys.SealContact(prepared.SubmissionId, prepared.Contact);
        var enqueued = NowTicks;
        return session => Insert(session, prepared.SubmissionId, content, ordering, sealedContact, enqueued);
    }

    private Func<OutboxSession, EnqueueResult> PrepareOrRefuse(Submission submission)
    {
        try
        {
            var insert = Prepare(submission);
            return session =>
            {
                try
                {
                    return new EnqueueResult { Handle = insert(session) };
                }
                catch (SubmissionConflictException e)
                {
                    return new EnqueueResult { Error = e };
                }
            };
        }
        catch (SubmissionTooLargeException e)
        {
            return _ => new EnqueueResult { Error = e };
        }
    }

    private SubmissionHandle Insert(
        OutboxSession session, Guid id, byte[] content, byte[]? ordering, byte[] sealedContact, long enqueuedTicks)
    {
        var text = id.ToString("D");
        var known = (byte[]?)session.Scalar("SELECT content_token FROM submission WHERE submission_id = $id AND state <> 'discarded'", ("$id", text));
        if (known is not null)
        {
            if (!CryptographicOperations.FixedTimeEquals(known, content)) throw new SubmissionConflictException(id);
            return HandleOf(Rows.Find(session, id)!);
        }
        session.Execute("DELETE FROM submission WHERE submission_id = $id", ("$id", text));
        session.Execute(
            """
            INSERT INTO submission (submission_id, state, key_id, content_token, ordering_token, sealed_contact, enqueued_ticks)
            VALUES ($id, 'queued', $key, $content, $ordering, $contact, $now)
            """,
            ("$id", text), ("$key", _keys.CurrentKeyId), ("$content", content), ("$ordering", ordering), ("$contact", sealedContact), ("$now", enqueuedTicks));
        return _handles.GetOrAdd(id, key => new SubmissionHandle(key));
    }

    private SubmissionHandle HandleOf(OutboxEntry entry)
    {
        if (entry.Outcome is null) return _handles.GetOrAdd(entry.SubmissionId, key => new SubmissionHandle(key));
        var settled = new SubmissionHandle(entry.SubmissionId);
        settled.Complete(entry.Outcome);
        return settled;
    }

    private (List<OutboxItem> Items, List<(long, Guid, long)> Broken) ReadReady(OutboxSession session, int most)
    {
        var items = new List<OutboxItem>();
        var broken = new List<(long, Guid, long)>();
        foreach (var position in ReadyPositions(session, most))
        {
            using var reader = session.Query(
                "SELECT submission_id, key_id, sealed_contact FROM submission WHERE position = $position", ("$position", position));
            reader.Read();
            var (id, keyId) = (Guid.ParseExact(reader.GetString(0), "D"), reader.GetInt64(1));
            try
            {
                items.Add(new OutboxItem(position, id, keyId, Rows.OpenContact(id, keyId, reader.GetFieldValue<byte[]>(2))));
            }
            catch (CryptographicException)
            {
                broken.Add((position, id, keyId));
            }
        }
        return (items, broken);
    }

    private List<long> ReadyPositions(OutboxSession session, int most)
    {
        using var reader = session.Query(
            """
            SELECT position FROM submission AS s
            WHERE state = 'queued' AND (ordering_token IS NULL OR NOT EXISTS (
                SELECT 1 FROM submission AS earlier
                WHERE earlier.ordering_token = s.ordering_token AND earlier.state = 'queued' AND earlier.position < s.position))
            ORDER BY position LIMIT $limit
            """,
            ("$limit", most + _held.Count));
        var positions = new List<long>();
        while (positions.Count < most && reader.Read())
        {
            var position = reader.GetInt64(0);
            if (!_held.ContainsKey(position)) positions.Add(position);
        }
        return positions;
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
        if (_handles.TryRemove(item.SubmissionId, out var handle)) handle.Complete(outcome);
        _held.TryRemove(item.Position, out _);
        WorkArrived.Set();
    }
}
