using System.Security.Cryptography;
using Google.Protobuf;
using Mash.V1;
using Microsoft.Data.Sqlite;

namespace Mash.AgencyClient;

/// <summary>A queued submission, opened, ready to be sent.</summary>
internal sealed record OutboxItem(long Position, Guid SubmissionId, long KeyId, ContactDetails Contact);

/// <summary>Reads rows of the outbox: the same for its owner and for readers beside it.</summary>
internal sealed class OutboxRows(OutboxKeys keys, string hubTelephone)
{
    public const string Columns = "position, submission_id, state, key_id, sealed_contact, sealed_result, enqueued_ticks, settled_ticks";

    /// <summary>Why a submission is parked that this client itself cannot open.</summary>
    public static Google.Rpc.Status BrokenSeal => new()
    {
        Code = (int)Grpc.Core.StatusCode.DataLoss,
        Message = "The submission cannot be opened: the outbox's file was changed or damaged.",
    };

    public static OutboxCounts Count(OutboxSession session)
    {
        using var reader = session.Query("""
            SELECT (SELECT COUNT(*) FROM submission WHERE state = 'queued'), (SELECT COUNT(*) FROM submission WHERE state = 'parked'),
                (SELECT COUNT(*) FROM submission WHERE state = 'accepted'), (SELECT COUNT(*) FROM submission WHERE state = 'discarded'),
                (SELECT enqueued_ticks FROM submission WHERE state = 'queued' ORDER BY position LIMIT 1)
            """);
        reader.Read();
        return new OutboxCounts
        {
            Queued = reader.GetInt32(0),
            Parked = reader.GetInt32(1),
            Accepted = reader.GetInt32(2),
            Discarded = reader.GetInt32(3),
            OldestQueuedTime = reader.IsDBNull(4) ? null : Instant(reader.GetInt64(4)),
        };
    }

    /// <summary>Only what waits: read on every pause, so it must not walk what is settled.</summary>
    public static OutboxCounts CountWaiting(OutboxSession session)
    {
        using var reader = session.Query("""
            SELECT (SELECT COUNT(*) FROM submission WHERE state = 'queued'),
                (SELECT enqueued_ticks FROM submission WHERE state = 'queued' ORDER BY position LIMIT 1)
            """);
        reader.Read();
        return new OutboxCounts { Queued = reader.GetInt32(0), OldestQueuedTime = reader.IsDBNull(1) ? null : Instant(reader.GetInt64(1)) };
    }

    /// <summary>A page of rows after a position, oldest first.</summary>
    public List<OutboxEntry> Page(OutboxSession session, SubmissionStatus? status, long afterPosition, int size)
    {
        using var reader = session.Query(
            $"SELECT {Columns} FROM submission WHERE position > $after AND ($state IS NULL OR state = $state) ORDER BY position LIMIT $size",
            ("$after", afterPosition), ("$state", StateOf(status)), ("$size", size));
        var entries = new List<OutboxEntry>();
        while (reader.Read()) entries.Add(ReadEntry(reader));
        return entries;
    }

    public OutboxEntry? Find(OutboxSession session, Guid submissionId)
    {
        using var reader = session.Query(
            $"SELECT {Columns} FROM submission WHERE submission_id = $id", ("$id", submissionId.ToString("D")));
        return reader.Read() ? ReadEntry(reader) : null;
    }

    public OutboxEntry ReadEntry(SqliteDataReader reader)
    {
        var id = Guid.ParseExact(reader.GetString(1), "D");
        var status = StatusOf(reader.GetString(2));
        var keyId = reader.GetInt64(3);
        ContactDetails? contact = null;
        try
        {
            if (!reader.IsDBNull(4)) contact = OpenContact(id, keyId, reader.GetFieldValue<byte[]>(4));
        }
        catch (CryptographicException)
        {
            // Shown without content; the dispatcher parks it with the reason.
        }
        return new OutboxEntry
        {
            Position = reader.GetInt64(0),
            SubmissionId = id,
            Status = status,
            EnqueuedTime = Instant(reader.GetInt64(6)),
            SettledTime = reader.IsDBNull(7) ? null : Instant(reader.GetInt64(7)),
            Contact = contact,
            Outcome = reader.IsDBNull(7) ? null
                : ReadOutcome(id, status, keyId, reader.IsDBNull(5) ? [] : reader.GetFieldValue<byte[]>(5), Instant(reader.GetInt64(7))),
        };
    }

    public ContactDetails OpenContact(Guid id, long keyId, byte[] sealedContact)
    {
        try
        {
            return ContactDetails.Parser.ParseFrom(keys.OpenContact(id, keyId, sealedContact));
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new CryptographicException("The row holds something else.", e);
        }
    }

    public static DateTimeOffset Instant(long ticks) => new(ticks, TimeSpan.Zero);

    private SubmissionOutcome ReadOutcome(Guid id, SubmissionStatus status, long keyId, byte[] sealedResult, DateTimeOffset settled)
    {
        byte[] result;
        try
        {
            result = keys.OpenResult(id, keyId, sealedResult);
        }
        catch (CryptographicException)
        {
            return new ParkedSubmission { SubmissionId = id, Failure = FailureReader.Read(BrokenSeal), HubTelephone = hubTelephone, ParkedTime = settled };
        }
        if (status == SubmissionStatus.Accepted) return AcceptedSubmission.From(id, SubmitContactResponse.Parser.ParseFrom(result));
        var failure = FailureReader.Read(Google.Rpc.Status.Parser.ParseFrom(result));
        return status == SubmissionStatus.Discarded
            ? new DiscardedSubmission { SubmissionId = id, Reason = failure.Message }
            : new ParkedSubmission { SubmissionId = id, Failure = failure, HubTelephone = hubTelephone, ParkedTime = settled };
    }

    private static string? StateOf(SubmissionStatus? status) => status switch
    {
        null => null,
        SubmissionStatus.Queued or SubmissionStatus.Sending => "queued",
        SubmissionStatus.Accepted => "accepted",
        SubmissionStatus.Parked => "parked",
        _ => "discarded",
    };

    private static SubmissionStatus StatusOf(string state) => state switch
    {
        "queued" => SubmissionStatus.Queued,
        "accepted" => SubmissionStatus.Accepted,
        "parked" => SubmissionStatus.Parked,
        _ => SubmissionStatus.Discarded,
    };
}
