using Mash.V1;

namespace Mash.AgencyClient;

/// <summary>How one submission is named and ordered.</summary>
public sealed record SubmitOptions
{
    /// <summary>Id of the submission, where the caller keeps ids of its own. Never reuse one for other content. Wins over <see cref="SenderReference"/>.</summary>
    public Guid? SubmissionId { get; init; }

    /// <summary>
    /// The sender's own reference. The submission id is then a UUIDv8 of agency and reference, so that the same record can be
    /// submitted again after any crash and arrives once. Default: the contact's <c>sender_reference</c>; where that is empty too, the id is new each time.
    /// </summary>
    public string? SenderReference { get; init; }

    /// <summary>Submissions with the same key are sent in the order of their acceptance here, one after the other. Null: no order. Stored as a keyed hash only.</summary>
    public string? OrderingKey { get; init; }
}

/// <summary>One submission of a bulk.</summary>
/// <param name="Contact">The content.</param>
/// <param name="Options">Names and order; null for the defaults.</param>
public sealed record Submission(ContactDetails Contact, SubmitOptions? Options = null);

/// <summary>What became of one submission of a bulk: a handle, or why it was not stored.</summary>
public sealed record EnqueueResult
{
    /// <summary>The handle of a stored submission; null where it was refused.</summary>
    public SubmissionHandle? Handle { get; init; }

    /// <summary>Why it was not stored: <see cref="SubmissionConflictException"/> or <see cref="SubmissionTooLargeException"/>; null where it was.</summary>
    public OutboxException? Error { get; init; }
}
