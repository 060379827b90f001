namespace Mash.Hub.Contacts.States;

/// <summary>Rules of a threshold decision that do not depend on the state.</summary>
internal static class DecisionRules
{
    public const int LowestLevel = 1;
    public const int HighestLevel = 4;

    /// <summary>No further action, advice and signposting end at the front door: after them nobody else looks at the child.</summary>
    public static bool Ends(Outcome outcome) => outcome is Outcome.NoFurtherAction or Outcome.Advice or Outcome.Signpost;

    /// <summary>Which feedback rows apply to an outcome.</summary>
    public static TransitionCase Case(Outcome outcome) => Ends(outcome) ? TransitionCase.OutcomeEnds : TransitionCase.OutcomeContinues;

    /// <summary>
    /// Level and outcome go together: level 4 needs a statutory answer, level 1 cannot have one. A case that is already open, and
    /// other outcomes, fit every level.
    /// </summary>
    public static bool Fits(int level, Outcome outcome) => outcome switch
    {
        Outcome.RoutedOpenCase or Outcome.Other => level is >= LowestLevel and <= HighestLevel,
        Outcome.Referral or Outcome.StrategyDiscussion => level is > LowestLevel and <= HighestLevel,
        _ => level is >= LowestLevel and < HighestLevel,
    };

    /// <summary>Managers decide everything; the emergency duty team a strategy discussion only.</summary>
    public static bool MayDecide(ActorGroup by, Outcome outcome) =>
        by.HasFlag(ActorGroup.Manager) || by.HasFlag(ActorGroup.EmergencyDutyTeam) && outcome == Outcome.StrategyDiscussion;

    /// <summary>A red rating is lowered by a manager only. A referrer's red that the hub has not rated yet is no rating of the hub.</summary>
    public static bool MayRate(ActorGroup by, ReferenceData.Rag current, ReferenceData.Rag next) =>
        current != ReferenceData.Rag.Red || next == ReferenceData.Rag.Red || by.HasFlag(ActorGroup.Manager);
}
