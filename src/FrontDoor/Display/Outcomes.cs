using Mash.V1;

namespace Mash.FrontDoor.Display;

/// <summary>States, levels and outcomes in the field's words.</summary>
internal static class Outcomes
{
    /// <summary>Such as "Level 4, specialist or protection".</summary>
    public static string Level(int level) => level switch
    {
        1 => "Level 1, universal",
        2 => "Level 2, early help",
        3 => "Level 3, targeted help",
        4 => "Level 4, specialist or protection",
        _ => "No level",
    };

    /// <summary>Such as "Strategy discussion".</summary>
    public static string Of(Outcome outcome) => outcome switch
    {
        Outcome.NoFurtherAction => "No further action",
        Outcome.Advice => "Information and advice",
        Outcome.Signpost => "Signpost to a service",
        Outcome.EarlyHelp => "Early help",
        Outcome.Referral => "Referral for assessment",
        Outcome.StrategyDiscussion => "Strategy discussion",
        Outcome.RoutedOpenCase => "To the worker of the open case",
        Outcome.Other => "Another outcome",
        _ => "Not decided",
    };

    /// <summary>What an outcome means, where its name does not say it; null where it does.</summary>
    public static string? Hint(Outcome outcome) => outcome switch
    {
        Outcome.StrategyDiscussion => "Reasonable cause to suspect significant harm (section 47)",
        Outcome.Referral => "Child in need assessment (section 17)",
        Outcome.Other => "Say in the reasons what it is",
        _ => null,
    };

    /// <summary>Level and outcome together: "Level 4, strategy discussion".</summary>
    public static string Short(int level, Outcome outcome) => $"Level {level}, {LowerFirst(Of(outcome))}";

    /// <summary>Such as "Ready for decision".</summary>
    public static string State(ContactState state) => state switch
    {
        ContactState.Received => "Received",
        ContactState.Screening => "Screening",
        ContactState.ReturnedForInformation => "Returned for information",
        ContactState.InformationGathering => "Waiting for replies",
        ContactState.ReadyForDecision => "Ready for decision",
        ContactState.AwaitingSecondSignOff => "Awaiting sign-off",
        ContactState.Decided => "Decided",
        ContactState.Actioned => "Actioned",
        ContactState.Closed => "Closed",
        ContactState.Withdrawn => "Withdrawn",
        ContactState.Voided => "Voided",
        _ => "State unknown",
    };

    /// <summary>True once a decision was recorded for the child, confirmed or not.</summary>
    public static bool IsDecided(ChildState state) =>
        state is ChildState.AwaitingSecondSignOff or ChildState.Decided or ChildState.Actioned or ChildState.Closed;

    /// <summary>True for the outcomes that a second manager may have to confirm. Never protection.</summary>
    public static bool MayNeedSecondManager(Outcome outcome) =>
        outcome is Outcome.NoFurtherAction or Outcome.Advice or Outcome.Signpost;

    /// <summary>The words with a small first letter, for the middle of a sentence.</summary>
    public static string LowerFirst(string words) => words.Length == 0 ? words : char.ToLowerInvariant(words[0]) + words[1..];
}
