namespace Mash.Hub.Contacts.States;

/// <summary>What a transition does to the clocks. Clocks are computed from the instants that the transition records.</summary>
[Flags]
internal enum ClockEffect
{
    None = 0,
    StartAcknowledge = 1 << 0,
    StopAcknowledge = 1 << 1,
    StartDecision = 1 << 2,
    StopDecision = 1 << 3,

    /// <summary>The RAG due time is computed anew, from receipt.</summary>
    RecomputeRag = 1 << 4,
    StopRag = 1 << 5,
    StartSignOff = 1 << 6,
    StopSignOff = 1 << 7,
    StartFeedback = 1 << 8,
    StopFeedback = 1 << 9,
    StopAll = 1 << 10,
}

/// <summary>What else a transition records.</summary>
[Flags]
internal enum RecordEffect
{
    None = 0,

    /// <summary>The contact is raised again: somebody must read what arrived before it can close.</summary>
    RaiseNewInformation = 1 << 0,

    /// <summary>The wish to withdraw is recorded; the contact stays open, because a concern once known cannot be unknown.</summary>
    RecordWithdrawalRequest = 1 << 1,
}

/// <summary>Which of several rows of one state and event applies.</summary>
internal enum TransitionCase
{
    Always,

    /// <summary>The decision needs a second manager.</summary>
    SignOffNeeded,
    SignOffNotNeeded,

    /// <summary>No further action, advice or signposting: nothing is left to do but tell the referrer.</summary>
    OutcomeEnds,

    /// <summary>Another service takes the child on.</summary>
    OutcomeContinues,
}

/// <summary>One row of the table.</summary>
/// <param name="From">The state it starts in; null before the contact exists.</param>
/// <param name="Event">What happens.</param>
/// <param name="Case">When the row applies.</param>
/// <param name="To">The state it leads to.</param>
/// <param name="By">Who may.</param>
/// <param name="Guards">What must hold.</param>
/// <param name="Clocks">What it does to the clocks.</param>
/// <param name="Records">What else it records.</param>
internal sealed record Transition<TState, TEvent>(
    TState? From,
    TEvent Event,
    TransitionCase Case,
    TState To,
    ActorGroup By,
    Guard Guards,
    ClockEffect Clocks,
    RecordEffect Records = RecordEffect.None)
    where TState : struct, Enum
    where TEvent : struct, Enum;

/// <summary>Why an event was refused.</summary>
internal enum RefusalKind
{
    WrongState,
    WrongRole,
    GuardNotMet,
}

/// <summary>A refusal in one sentence that holds no personal data.</summary>
/// <param name="Kind">What stood in the way first: state, then role, then guards in their order.</param>
/// <param name="Sentence">For the person who tried.</param>
/// <param name="Unmet">All guards of the row that do not hold.</param>
internal sealed record Refusal(RefusalKind Kind, string Sentence, Guard Unmet = Guard.None);

/// <summary>The row that applied, or the refusal.</summary>
internal sealed record TransitionResult<TState, TEvent>(Transition<TState, TEvent>? Applied, Refusal? Refusal)
    where TState : struct, Enum
    where TEvent : struct, Enum
{
    public bool IsAllowed => Applied is not null;
}
