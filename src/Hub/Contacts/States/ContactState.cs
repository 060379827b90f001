namespace Mash.Hub.Contacts.States;

/// <summary>
/// Where a contact stands. Up to <see cref="ReadyForDecision"/> its children share the state; the four states after it are
/// those of its least finished child (<see cref="ContactProgress"/>).
/// </summary>
internal enum ContactState
{
    Received,
    Screening,
    ReturnedForInformation,
    InformationGathering,
    ReadyForDecision,
    AwaitingSecondSignOff,
    Decided,
    Actioned,
    Closed,

    /// <summary>Taken back by its sender before screening began.</summary>
    Withdrawn,

    /// <summary>A duplicate or the wrong person; kept, with its record.</summary>
    Voided,
}

/// <summary>Where one child of a contact stands, in the order of progress.</summary>
internal enum ChildState
{
    AwaitingDecision,
    AwaitingSecondSignOff,
    Decided,
    Actioned,
    Closed,
}

/// <summary>What a threshold decision leads to.</summary>
internal enum Outcome
{
    NoFurtherAction,
    Advice,
    Signpost,
    EarlyHelp,
    Referral,
    StrategyDiscussion,
    RoutedOpenCase,
    Other,
}

/// <summary>What can happen to a whole contact.</summary>
internal enum ContactEvent
{
    Submit,
    Acknowledge,
    StartScreening,
    Rate,
    MarkReady,
    AddInformation,
    Withdraw,
}

/// <summary>What can happen to one child of a contact.</summary>
internal enum ChildEvent
{
    Decide,
    ConfirmDecision,
    ReturnDecision,
    SendFeedback,

    /// <summary>Nobody can be told, for example an anonymous caller: the child is finished without feedback.</summary>
    WaiveFeedback,
}
