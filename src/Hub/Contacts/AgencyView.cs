using Mash.Hub.Contacts.States;

namespace Mash.Hub.Contacts;

/// <summary>
/// What an agency may know of where its contact stands: a child's decision from its feedback on. Until then the child looks undecided,
/// so that neither a state nor a stopped clock tells an outcome, a second sign-off or a sibling's decision early.
/// </summary>
internal static class AgencyView
{
    /// <summary>The contact's state as its agency sees it, from the clear columns alone.</summary>
    public static ContactState StateOf(ContactRow row) => IsHeldBack(row) ? ContactState.ReadyForDecision : row.State;

    /// <summary>The children as their agency sees them: copies without a decision that was not told.</summary>
    public static IReadOnlyList<ContactChildRow> ChildrenOf(ContactRow row, IEnumerable<ContactChildRow> children) =>
        [.. children.Select(child => Knows(row, child) ? child : Undecided(child))];

    /// <summary>Narrows to rows that an agency sees in one of these states.</summary>
    public static IQueryable<ContactRow> InStates(IQueryable<ContactRow> rows, IReadOnlyCollection<ContactState> states)
    {
        var ready = states.Contains(ContactState.ReadyForDecision);
        return rows.Where(row =>
            row.State == ContactState.AwaitingSecondSignOff
            || (row.FeedbackDue && (row.State == ContactState.Decided || row.State == ContactState.Actioned || row.State == ContactState.Closed))
                ? ready
                : states.Contains(row.State));
    }

    private static bool IsHeldBack(ContactRow row) =>
        row.State == ContactState.AwaitingSecondSignOff
        || (row.FeedbackDue && row.State is (ContactState.Decided or ContactState.Actioned or ContactState.Closed));

    private static bool Knows(ContactRow row, ContactChildRow child) =>
        child.FeedbackTime is not null || (!row.FeedbackOwed && child.State > ChildState.AwaitingSecondSignOff);

    private static ContactChildRow Undecided(ContactChildRow child) => new()
    {
        ContactChildId = child.ContactChildId,
        ContactId = child.ContactId,
        Ordinal = child.Ordinal,
        State = ChildState.AwaitingDecision,
        AgeBand = child.AgeBand,
        CouncilArea = child.CouncilArea,
        ContactsIn12Months = child.ContactsIn12Months,
        KeyId = child.KeyId,
        Summary = child.Summary,
    };
}
