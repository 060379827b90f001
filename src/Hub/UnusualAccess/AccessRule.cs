namespace Mash.Hub.UnusualAccess;

/// <summary>Rules by which access is unusual. Findings are stored by these names.</summary>
internal enum AccessRule
{
    ManyChildren,
    NoCaseLink,
    OwnSurname,
    OwnAddress,
    DeclaredPerson,
    Colleague,
    HighProfile,
    AfterClosure,
    OutOfHours,
    SearchThenView,
}

/// <summary>What is counted for a person and compared with what is usual. Counts are stored by these names.</summary>
internal enum AccessMeasure
{
    /// <summary>Different children in the fullest hour of a shift.</summary>
    ChildrenInAnHour,

    /// <summary>Different children in a shift.</summary>
    ChildrenInAShift,

    /// <summary>Different children of a week whom no work explains.</summary>
    NoCaseLink,

    /// <summary>The same of the last four weeks: a little every day is as much in the end. Compared with four usual weeks.</summary>
    NoCaseLinkFourWeeks,

    /// <summary>Different children of a week whose contact had ended and whom no work explains.</summary>
    AfterClosure,

    /// <summary>Different children of a week opened outside hours and rota.</summary>
    OutOfHours,

    /// <summary>The same in the middle of the night.</summary>
    AtNight,

    /// <summary>Different children of a week opened after a search and whom no work explains.</summary>
    SearchThenView,
}

/// <summary>How much a finding weighs: in this order they are shown.</summary>
internal enum AccessSeverity
{
    Low,
    Medium,
    High,
}

/// <summary>With what a count was compared.</summary>
internal enum AccessBasis
{
    /// <summary>The person's own earlier shifts or weeks.</summary>
    Own,

    /// <summary>Those of people in the same role, as the person has too few.</summary>
    Role,

    /// <summary>The floor of the rule: too little is known of either.</summary>
    Floor,
}

/// <summary>A count that was more than usual, with what makes it so.</summary>
/// <param name="Measure">What was counted.</param>
/// <param name="Count">How many.</param>
/// <param name="Usual">The median of what it was compared with; null where nothing is known.</param>
/// <param name="Limit">More than this many is a finding.</param>
/// <param name="Basis">With what it was compared.</param>
internal sealed record AccessExcess(AccessMeasure Measure, int Count, double? Usual, int Limit, AccessBasis Basis);

/// <summary>What the detector has to say: new evidence for a finding of a person, rule and week.</summary>
internal sealed record AccessSignal
{
    public required Guid AccountId { get; init; }
    public required AccessRule Rule { get; init; }

    /// <summary>The Monday of the week.</summary>
    public required DateOnly Week { get; init; }

    public required AccessSeverity Severity { get; init; }

    /// <summary>Places in the audit log that it rests on.</summary>
    public required IReadOnlyList<long> Evidence { get; init; }

    /// <summary>One or more plain sentences.</summary>
    public required string Reason { get; init; }

    /// <summary>The count behind it; null for rules about single views.</summary>
    public AccessExcess? Excess { get; init; }
}
