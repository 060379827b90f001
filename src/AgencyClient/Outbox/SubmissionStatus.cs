namespace Mash.AgencyClient;

/// <summary>Where a submission stands.</summary>
public enum SubmissionStatus
{
    /// <summary>Safe in the outbox, waits to be sent.</summary>
    Queued,

    /// <summary>Under way to the hub.</summary>
    Sending,

    /// <summary>The hub has it, durably.</summary>
    Accepted,

    /// <summary>It can never succeed as it is; a person must look. It is kept and not sent again by itself.</summary>
    Parked,

    /// <summary>A person decided not to send it. Its content is erased.</summary>
    Discarded,
}
