namespace Mash.AgencyClient;

/// <summary>Told when a submission is parked. The one place where people learn of it: show it, mail it, page somebody.</summary>
public interface IParkedSubmissionHandler
{
    /// <summary>
    /// A submission was parked. Called again after a restart until it ends without an exception, so one may be reported twice.
    /// Later submissions go on meanwhile.
    /// </summary>
    /// <param name="submission">Which, why, and the telephone number to ring.</param>
    /// <param name="cancellationToken">Cancelled when the client closes.</param>
    /// <returns>Done when a person will learn of it.</returns>
    Task OnParkedAsync(ParkedSubmission submission, CancellationToken cancellationToken);
}

/// <summary>Told when submissions wait for a reason that will not go away by itself.</summary>
public interface IAgencyAlarmHandler
{
    /// <summary>Something keeps submissions or events from flowing. Repeated every five minutes while it lasts.</summary>
    /// <param name="alarm">What, and how many wait.</param>
    /// <param name="cancellationToken">Cancelled when the client closes.</param>
    /// <returns>Done when a person will learn of it.</returns>
    Task OnAlarmAsync(AgencyAlarm alarm, CancellationToken cancellationToken);
}

/// <summary>Why an alarm was raised.</summary>
public enum AgencyAlarmKind
{
    /// <summary>The agency's key or token is refused: revoked, expired, wrong agency id, or a clock is wrong.</summary>
    NotAuthenticated,

    /// <summary>The agency may not do this: suspended, or a scope is missing.</summary>
    NotPermitted,

    /// <summary>The other side does not know the call: wrong address, or a hub of another version.</summary>
    NotUnderstood,

    /// <summary>Submissions have waited for longer than <see cref="MashAgencyClientOptions.StalledAfter"/>.</summary>
    Stalled,

    /// <summary>An event number is missing in the hub's stream.</summary>
    EventGap,
}

/// <summary>An alarm. Submissions are safe in the outbox meanwhile, but the hub does not know of them.</summary>
public sealed record AgencyAlarm
{
    /// <summary>Why.</summary>
    public required AgencyAlarmKind Kind { get; init; }

    /// <summary>The last failure.</summary>
    public required HubFailure Failure { get; init; }

    /// <summary>How many submissions wait.</summary>
    public required int Waiting { get; init; }

    /// <summary>Since when the longest of them waits, UTC; null where none does.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>The hub's telephone number, from the options.</summary>
    public required string HubTelephone { get; init; }
}
