using System.Security.Cryptography;

namespace Mash.AgencyClient;

/// <summary>Takes submissions in: names, serialises and seals them on the caller's thread, so that the outbox's own only writes.</summary>
internal sealed class OutboxIntake(MashAgencyClientOptions options, OutboxKeys keys, OutboxRows rows, SubmissionHandles handles)
{
    private readonly Guid _agencyId = Guid.ParseExact(options.AgencyId, "D");

    /// <summary>What is left to do on the outbox's connection.</summary>
    /// <exception cref="SubmissionTooLargeException">Larger than the hub takes.</exception>
    public Func<OutboxSession, SubmissionHandle> Prepare(Submission submission)
    {
        var prepared = PreparedSubmission.From(_agencyId, submission.Contact, submission.Options);
        var row = new NewRow(
            prepared.SubmissionId,
            keys.ContentToken(prepared.SubmissionId, prepared.Contact),
            prepared.OrderingKey is null ? null : keys.OrderingToken(prepared.OrderingKey),
            keys.SealContact(prepared.SubmissionId, prepared.Contact),
            options.TimeProvider.GetUtcNow().UtcTicks);
        return session => Insert(session, row);
    }

    /// <summary>As <see cref="Prepare"/>, with a refusal as a result.</summary>
    public Func<OutboxSession, EnqueueResult> PrepareOrRefuse(Submission submission)
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

    private SubmissionHandle Insert(OutboxSession session, NewRow row)
    {
        var id = row.SubmissionId.ToString("D");
        var known = (byte[]?)session.Scalar(
            "SELECT content_token FROM submission WHERE submission_id = $id AND state <> 'discarded'", ("$id", id));
        if (known is not null)
        {
            if (!CryptographicOperations.FixedTimeEquals(known, row.ContentToken)) throw new SubmissionConflictException(row.SubmissionId);
            return handles.Of(rows.Find(session, row.SubmissionId)!);
        }
        // A discarded one gives its id to the corrected version.
        session.Execute("DELETE FROM submission WHERE submission_id = $id", ("$id", id));
        session.Execute(
            """
            INSERT INTO submission (submission_id, state, key_id, content_token, ordering_token, sealed_contact, enqueued_ticks)
            VALUES ($id, 'queued', $key, $content, $ordering, $contact, $now)
            """,
            ("$id", id),
            ("$key", keys.CurrentKeyId),
            ("$content", row.ContentToken),
            ("$ordering", row.OrderingToken),
            ("$contact", row.SealedContact),
            ("$now", row.EnqueuedTicks));
        return handles.OfQueued(row.SubmissionId);
    }

    private sealed record NewRow(Guid SubmissionId, byte[] ContentToken, byte[]? OrderingToken, byte[] SealedContact, long EnqueuedTicks);
}
