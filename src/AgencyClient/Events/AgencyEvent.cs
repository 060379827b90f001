using Mash.V1;

namespace Mash.AgencyClient;

/// <summary>Something that happened to one of the agency's contacts. Match on the derived types; ignore those you do not know.</summary>
public abstract record AgencyEvent
{
    private protected AgencyEvent()
    {
    }

    /// <summary>Number in the agency's sequence: 1, 2, 3, without gaps. 0 for <see cref="ContactListed"/>.</summary>
    public required long Sequence { get; init; }

    /// <summary>UUID of the event; empty for <see cref="ContactListed"/> and <see cref="ContactsResynchronised"/>.</summary>
    public string EventId { get; init; } = "";

    /// <summary>When it happened, by the hub's clock, UTC.</summary>
    public DateTimeOffset? EventTime { get; init; }

    /// <summary>The contact's id; empty for <see cref="ContactsResynchronised"/>.</summary>
    public string ContactId { get; init; } = "";

    /// <summary>The contact's short reference for people.</summary>
    public string Reference { get; init; } = "";

    /// <summary>The submission it came from; null where the contact was not submitted by a system.</summary>
    public Guid? SubmissionId { get; init; }

    /// <summary>The sender's own reference.</summary>
    public string SenderReference { get; init; } = "";

    /// <summary>A sentence for people.</summary>
    public string Message { get; init; } = "";

    internal static AgencyEvent From(Event e)
    {
        AgencyEvent result = e.Kind switch
        {
            EventKind.Received => new ContactReceived { Sequence = e.Sequence },
            EventKind.Acknowledged => new ContactAcknowledged
            {
                Sequence = e.Sequence,
                DecisionDueTime = e.DecisionDueTime?.ToDateTimeOffset(),
            },
            EventKind.ScreeningStarted => new ContactScreeningStarted { Sequence = e.Sequence },
            EventKind.Outcome => new ContactOutcome { Sequence = e.Sequence, Outcomes = [.. e.Outcomes], Feedback = e.Feedback },
            EventKind.InformationAdded => new ContactInformationAdded { Sequence = e.Sequence },
            EventKind.Withdrawn => new ContactWithdrawn { Sequence = e.Sequence },
            _ => new OtherEvent { Sequence = e.Sequence, Kind = (int)e.Kind },
        };
        return result with
        {
            EventId = e.EventId,
            EventTime = e.EventTime?.ToDateTimeOffset(),
            ContactId = e.ContactId,
            Reference = e.Reference,
            SubmissionId = Guid.TryParse(e.SubmissionRequestId, out var id) ? id : null,
            SenderReference = e.SenderReference,
            Message = e.Message,
        };
    }
}

/// <summary>The hub has the contact, durably.</summary>
public sealed record ContactReceived : AgencyEvent;

/// <summary>The hub says what happens next and by when.</summary>
public sealed record ContactAcknowledged : AgencyEvent
{
    /// <summary>When a decision is due, UTC.</summary>
    public DateTimeOffset? DecisionDueTime { get; init; }
}

/// <summary>A worker began to screen the contact.</summary>
public sealed record ContactScreeningStarted : AgencyEvent;

/// <summary>The outcome for one or more children, with feedback.</summary>
public sealed record ContactOutcome : AgencyEvent
{
    /// <summary>One for each child that the event is about.</summary>
    public IReadOnlyList<ChildOutcome> Outcomes { get; init; } = [];

    /// <summary>What the worker writes to the referrer. Personal: do not log it.</summary>
    public string Feedback { get; init; } = "";
}

/// <summary>Information was added.</summary>
public sealed record ContactInformationAdded : AgencyEvent;

/// <summary>The contact was withdrawn.</summary>
public sealed record ContactWithdrawn : AgencyEvent;

/// <summary>A kind of event that this version of the client does not know.</summary>
public sealed record OtherEvent : AgencyEvent
{
    /// <summary>The kind's number in mash.v1.EventKind.</summary>
    public int Kind { get; init; }
}

/// <summary>
/// A contact as it stands, where the cursor was outside the hub's kept events. Each contact of the agency comes once, then
/// <see cref="ContactsResynchronised"/>. The cursor moves only with that one.
/// </summary>
public sealed record ContactListed : AgencyEvent
{
    /// <summary>The contact as it stands now. Personal: do not log it.</summary>
    public required ContactSummary Contact { get; init; }
}

/// <summary>Every contact was listed; events follow from here on without a gap. Its sequence is the last number that will not come.</summary>
public sealed record ContactsResynchronised : AgencyEvent;
