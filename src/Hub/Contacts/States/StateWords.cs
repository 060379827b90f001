namespace Mash.Hub.Contacts.States;

/// <summary>States in words that fit after "This is".</summary>
internal static class StateWords
{
    public static string Of(ContactState? state) => state switch
    {
        null => "not received yet",
        ContactState.Received => "waiting to be screened",
        ContactState.Screening => "in screening",
        ContactState.ReturnedForInformation => "returned to the referrer for information",
        ContactState.InformationGathering => "waiting for agencies' information",
        ContactState.ReadyForDecision => "ready for decision",
        ContactState.AwaitingSecondSignOff => "waiting for a second manager",
        ContactState.Decided => "decided",
        ContactState.Actioned => "decided and acted on",
        ContactState.Closed => "closed",
        ContactState.Withdrawn => "withdrawn",
        ContactState.Voided => "void",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string Of(ChildState state) => state switch
    {
        ChildState.AwaitingDecision => "waiting for a decision",
        ChildState.AwaitingSecondSignOff => "waiting for a second manager",
        ChildState.Decided => "decided",
        ChildState.Actioned => "decided and acted on",
        ChildState.Closed => "closed",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}

/// <summary>Events in words that fit after "it cannot be".</summary>
internal static class EventWords
{
    public static string Of(ContactEvent happening) => happening switch
    {
        ContactEvent.Submit => "submitted again",
        ContactEvent.Acknowledge => "acknowledged",
        ContactEvent.StartScreening => "taken into screening now",
        ContactEvent.Rate => "rated",
        ContactEvent.MarkReady => "made ready for decision",
        ContactEvent.AddInformation => "added to; send a new contact that names this one",
        ContactEvent.Withdraw => "withdrawn",
        _ => throw new ArgumentOutOfRangeException(nameof(happening)),
    };

    public static string Of(ChildEvent happening) => happening switch
    {
        ChildEvent.Decide => "decided now",
        ChildEvent.ConfirmDecision => "confirmed",
        ChildEvent.ReturnDecision => "returned to the first manager",
        ChildEvent.SendFeedback => "fed back to the referrer",
        ChildEvent.WaiveFeedback => "closed without feedback",
        _ => throw new ArgumentOutOfRangeException(nameof(happening)),
    };
}
