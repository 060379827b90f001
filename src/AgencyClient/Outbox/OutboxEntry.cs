using Mash.V1;

namespace Mash.AgencyClient;

/// <summary>One submission as it stands in the outbox.</summary>
public sealed record OutboxEntry
{
    /// <summary>The submission's id.</summary>
    public required Guid SubmissionId { get; init; }

    /// <summary>Where it stands.</summary>
    public required SubmissionStatus Status { get; init; }

    /// <summary>When it was stored here, UTC.</summary>
    public required DateTimeOffset EnqueuedTime { get; init; }

    /// <summary>When it was accepted, parked or discarded, UTC; null before.</summary>
    public DateTimeOffset? SettledTime { get; init; }

    /// <summary>The content, while it is queued or parked; null afterwards, because it is erased then. Personal: do not log it.</summary>
    public ContactDetails? Contact { get; init; }

    /// <summary>How it ended; null while it is queued.</summary>
    public SubmissionOutcome? Outcome { get; init; }

    /// <summary>Its place in the order of acceptance here.</summary>
    internal long Position { get; init; }
}

/// <summary>How many submissions stand where.</summary>
public sealed record OutboxCounts
{
    /// <summary>Waiting or under way.</summary>
    public int Queued { get; init; }

    /// <summary>Waiting for a person.</summary>
    public int Parked { get; init; }

    /// <summary>Accepted and not yet forgotten, see <see cref="MashAgencyClientOptions.KeepSettledFor"/>.</summary>
    public int Accepted { get; init; }

    /// <summary>Discarded and not yet forgotten.</summary>
    public int Discarded { get; init; }

    /// <summary>When the longest waiting submission was stored, UTC; null where none waits.</summary>
    public DateTimeOffset? OldestQueuedTime { get; init; }
}
