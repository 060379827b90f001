namespace Mash.Hub.Contacts.States;

/// <summary>The table of what can happen to a contact and to each of its children. A new process is new rows, not new code.</summary>
internal static class ContactTransitions
{
    private static readonly ContactState[] OpenAndShared =
    [
        ContactState.Received, ContactState.Screening, ContactState.ReturnedForInformation,
        ContactState.InformationGathering, ContactState.ReadyForDecision,
    ];

    private static readonly ContactState[] OpenAfterDecision =
        [ContactState.AwaitingSecondSignOff, ContactState.Decided, ContactState.Actioned];

    private const ActorGroup Deciders = ActorGroup.Manager | ActorGroup.EmergencyDutyTeam;

    private const ActorGroup TellsReferrers =
        ActorGroup.ContactOfficer | ActorGroup.SocialWorker | ActorGroup.FirstYearSocialWorker | ActorGroup.Manager;

    private const Guard DecisionGuards = Guard.ContactReady | Guard.NotSentByActor | Guard.WithinAuthority
        | Guard.RationaleGiven | Guard.OutcomeFitsLevel;

    private const ClockEffect DecisionTakesEffect = ClockEffect.StopDecision | ClockEffect.StopRag | ClockEffect.StartFeedback;

    /// <summary>Rows for the whole contact.</summary>
    public static IReadOnlyList<Transition<ContactState, ContactEvent>> Contact { get; } =
    [
        new(null, ContactEvent.Submit, TransitionCase.Always, ContactState.Received, ActorGroup.Submitters,
            Guard.ChildGiven | Guard.ConcernGiven | Guard.SourceGiven | Guard.ReferrerGiven,
            ClockEffect.StartAcknowledge | ClockEffect.StartDecision | ClockEffect.RecomputeRag),

        // Acknowledged is a flag: screening does not wait for it.
        .. Same(OpenAndShared, ContactEvent.Acknowledge, ActorGroup.FrontDoor | ActorGroup.System,
            Guard.NotAcknowledged, ClockEffect.StopAcknowledge),

        new(ContactState.Received, ContactEvent.StartScreening, TransitionCase.Always, ContactState.Screening,
            ActorGroup.Screeners, Guard.None, ClockEffect.None),

        .. Same(OpenAndShared[1..], ContactEvent.Rate, ActorGroup.Screeners,
            Guard.RatingGiven | Guard.RationaleGiven | Guard.RedKeptOrManager, ClockEffect.RecomputeRag),

        new(ContactState.Screening, ContactEvent.MarkReady, TransitionCase.Always, ContactState.ReadyForDecision,
            ActorGroup.Screeners, Guard.Rated, ClockEffect.None),
        new(ContactState.InformationGathering, ContactEvent.MarkReady, TransitionCase.Always, ContactState.ReadyForDecision,
            ActorGroup.Screeners, Guard.Rated, ClockEffect.None),

        .. Same([.. OpenAndShared, .. OpenAfterDecision], ContactEvent.AddInformation, ActorGroup.FrontDoor | ActorGroup.System,
            Guard.None, ClockEffect.None, RecordEffect.RaiseNewInformation),
        .. Same([.. OpenAndShared, .. OpenAfterDecision], ContactEvent.AddInformation, ActorGroup.Submitters & ~ActorGroup.FrontDoor,
            Guard.SentByActor, ClockEffect.None, RecordEffect.RaiseNewInformation),

        new(ContactState.Received, ContactEvent.Withdraw, TransitionCase.Always, ContactState.Withdrawn, ActorGroup.Submitters,
            Guard.SentByActor, ClockEffect.StopAll),
        .. Same([.. OpenAndShared[1..], .. OpenAfterDecision], ContactEvent.Withdraw, ActorGroup.Submitters,
            Guard.SentByActor, ClockEffect.None, RecordEffect.RecordWithdrawalRequest),
    ];

    /// <summary>Rows for one child of a contact.</summary>
    public static IReadOnlyList<Transition<ChildState, ChildEvent>> Child { get; } =
    [
        new(ChildState.AwaitingDecision, ChildEvent.Decide, TransitionCase.SignOffNotNeeded, ChildState.Decided,
            Deciders, DecisionGuards, DecisionTakesEffect),

        // Until a second manager confirms, nothing is decided: the decision and RAG clocks run on.
        new(ChildState.AwaitingDecision, ChildEvent.Decide, TransitionCase.SignOffNeeded, ChildState.AwaitingSecondSignOff,
            Deciders, DecisionGuards, ClockEffect.StartSignOff),

        new(ChildState.AwaitingSecondSignOff, ChildEvent.ConfirmDecision, TransitionCase.Always, ChildState.Decided,
            ActorGroup.Manager, Guard.AnotherManager | Guard.NotSentByActor | Guard.NewInformationRead,
            ClockEffect.StopSignOff | DecisionTakesEffect),
        new(ChildState.AwaitingSecondSignOff, ChildEvent.ReturnDecision, TransitionCase.Always, ChildState.AwaitingDecision,
            ActorGroup.Manager, Guard.AnotherManager | Guard.RationaleGiven, ClockEffect.StopSignOff),

        new(ChildState.Decided, ChildEvent.SendFeedback, TransitionCase.OutcomeEnds, ChildState.Closed,
            TellsReferrers, Guard.FeedbackOwed | Guard.FeedbackNotSent | Guard.NewInformationRead, ClockEffect.StopFeedback),
        new(ChildState.Decided, ChildEvent.SendFeedback, TransitionCase.OutcomeContinues, ChildState.Decided,
            TellsReferrers, Guard.FeedbackOwed | Guard.FeedbackNotSent, ClockEffect.StopFeedback),
        new(ChildState.Actioned, ChildEvent.SendFeedback, TransitionCase.OutcomeContinues, ChildState.Closed,
            TellsReferrers, Guard.FeedbackOwed | Guard.FeedbackNotSent | Guard.NewInformationRead, ClockEffect.StopFeedback),

        new(ChildState.Decided, ChildEvent.WaiveFeedback, TransitionCase.OutcomeEnds, ChildState.Closed,
            TellsReferrers | ActorGroup.System, Guard.FeedbackNotOwed | Guard.NewInformationRead, ClockEffect.None),
        new(ChildState.Actioned, ChildEvent.WaiveFeedback, TransitionCase.OutcomeContinues, ChildState.Closed,
            TellsReferrers | ActorGroup.System, Guard.FeedbackNotOwed | Guard.NewInformationRead, ClockEffect.None),
    ];

    private static IEnumerable<Transition<ContactState, ContactEvent>> Same(
        IEnumerable<ContactState> states, ContactEvent happening, ActorGroup by, Guard guards, ClockEffect clocks,
        RecordEffect records = RecordEffect.None) =>
        states.Select(state => new Transition<ContactState, ContactEvent>(
            state, happening, TransitionCase.Always, state, by, guards, clocks, records));
}
