namespace Mash.Hub.Contacts.States;

/// <summary>
/// Applies events by the table. Pure: it looks at what it is told and answers with the row that applies or a refusal. It
/// denies by default: no row, no right; no guard said to hold, no guard met.
/// </summary>
internal static class ContactStateMachine
{
    /// <summary>What an event does to a whole contact.</summary>
    /// <param name="state">The contact's state as stored, derived states included; null for a contact not received yet.</param>
    /// <param name="happening">The event.</param>
    /// <param name="by">All groups of the actor.</param>
    /// <param name="met">The guards that hold.</param>
    public static TransitionResult<ContactState, ContactEvent> Apply(ContactState? state, ContactEvent happening, ActorGroup by, Guard met) =>
        Choose(ContactTransitions.Contact, state, happening, TransitionCase.Always, by, met, StateWords.Of(state), EventWords.Of(happening));

    /// <summary>What an event does to one child of a contact.</summary>
    /// <param name="state">The child's state.</param>
    /// <param name="happening">The event.</param>
    /// <param name="case">
    /// For <see cref="ChildEvent.Decide"/> whether a second manager is needed; for feedback whether the outcome ends here
    /// (<see cref="DecisionRules.Case"/>); otherwise <see cref="TransitionCase.Always"/>.
    /// </param>
    /// <param name="by">All groups of the actor.</param>
    /// <param name="met">The guards that hold.</param>
    public static TransitionResult<ChildState, ChildEvent> Apply(
        ChildState state, ChildEvent happening, TransitionCase @case, ActorGroup by, Guard met) =>
        Choose(ContactTransitions.Child, state, happening, @case, by, met, StateWords.Of(state), EventWords.Of(happening));

    private static TransitionResult<TState, TEvent> Choose<TState, TEvent>(
        IReadOnlyList<Transition<TState, TEvent>> table, TState? state, TEvent happening, TransitionCase @case,
        ActorGroup by, Guard met, string stateWords, string eventWords)
        where TState : struct, Enum
        where TEvent : struct, Enum
    {
        var rows = table.Where(row => Nullable.Equals(row.From, state)
            && EqualityComparer<TEvent>.Default.Equals(row.Event, happening)
            && (row.Case == TransitionCase.Always || row.Case == @case)).ToList();
        if (rows.Count == 0)
            return Refused(new(RefusalKind.WrongState, $"This is {stateWords}, so it cannot be {eventWords}."));

        var mine = rows.Where(row => (row.By & by) != 0).ToList();
        if (mine.Count == 0)
        {
            var may = rows.Aggregate(ActorGroup.None, (groups, row) => groups | row.By);
            return Refused(new(RefusalKind.WrongRole, $"Only {ActorGroups.Words(may)} can do this."));
        }

        // A person in several groups has the rights of each.
        var applied = mine.Find(row => (row.Guards & ~met) == 0);
        if (applied is not null)
            return new(applied, null);
        var unmet = mine[0].Guards & ~met;
        return Refused(new(RefusalKind.GuardNotMet, Guards.Sentence(Guards.Each(unmet).First()), unmet));

        static TransitionResult<TState, TEvent> Refused(Refusal refusal) => new(null, refusal);
    }
}
