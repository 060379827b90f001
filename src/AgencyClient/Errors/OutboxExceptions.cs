namespace Mash.AgencyClient;

/// <summary>The outbox could not store or read: disk full, no permission, damaged file. What the failed call should have stored was not accepted.</summary>
public class OutboxException : MashException
{
    /// <summary>Creates an outbox error.</summary>
    /// <param name="message">What went wrong, without personal values.</param>
    /// <param name="innerException">The cause, or null.</param>
    public OutboxException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}

/// <summary>Another process (or another client in this one) holds this outbox or cursor. One at a time may; <see cref="OutboxReader"/> reads beside it.</summary>
public sealed class OutboxInUseException : OutboxException
{
    internal OutboxInUseException(string message, Exception? inner) : base(message, inner)
    {
    }
}

/// <summary>The key that opens the outbox is missing or does not fit. Restore the key file; never delete the outbox for it.</summary>
public sealed class OutboxKeyException : OutboxException
{
    internal OutboxKeyException(string message, Exception? inner = null) : base(message, inner)
    {
    }
}

/// <summary>A submission with the same id but other content stands in the outbox. Nothing was stored.</summary>
public sealed class SubmissionConflictException : OutboxException
{
    internal SubmissionConflictException(Guid submissionId)
        : base($"Submission {submissionId} stands in the outbox with other content. Use a new id or reference; to send a corrected version of a parked submission, discard the parked one first.") =>
        SubmissionId = submissionId;

    /// <summary>The id that is taken.</summary>
    public Guid SubmissionId { get; }
}

/// <summary>A submission is larger than the hub takes. Nothing was stored.</summary>
public sealed class SubmissionTooLargeException : OutboxException
{
    internal SubmissionTooLargeException(int size)
        : base($"The submission has {size} bytes; a hub takes at most {PreparedSubmission.LargestContact}.") => Size = size;

    /// <summary>Size in bytes, serialised.</summary>
    public int Size { get; }
}
