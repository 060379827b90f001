namespace Mash.Hub.Contacts.States;

/// <summary>Derives the state of a contact from what its children share and where each of them stands.</summary>
internal static class ContactProgress
{
    /// <summary>
    /// The state to store for the contact: its shared state until it is ready for decision, then that of its least finished child.
    /// </summary>
    /// <param name="current">The contact's state now, shared or derived.</param>
    /// <param name="children">Every child's state; a contact has at least one.</param>
    /// <exception cref="ArgumentException">There are no children.</exception>
    public static ContactState Derive(ContactState current, IEnumerable<ChildState> children)
    {
        if (current is not (ContactState.ReadyForDecision or ContactState.AwaitingSecondSignOff or ContactState.Decided
            or ContactState.Actioned or ContactState.Closed))
            return current;

        var states = children.ToList();
        if (states.Count == 0)
            throw new ArgumentException("A contact has at least one child.", nameof(children));
        return states.Min() switch
        {
            ChildState.AwaitingDecision => ContactState.ReadyForDecision,
            ChildState.AwaitingSecondSignOff => ContactState.AwaitingSecondSignOff,
            ChildState.Decided => ContactState.Decided,
            ChildState.Actioned => ContactState.Actioned,
            ChildState.Closed => ContactState.Closed,
            _ => throw new ArgumentOutOfRangeException(nameof(children)),
        };
    }

    /// <summary>True while somebody at the front door still has to do something with the contact.</summary>
    public static bool IsOpen(ContactState state) =>
        state is not (ContactState.Closed or ContactState.Withdrawn or ContactState.Voided);
}
