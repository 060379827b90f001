using Mash.Hub.ReferenceData;

namespace Mash.Hub.Contacts.States;

/// <summary>Why a second manager must confirm.</summary>
internal enum SignOffTrigger
{
    HarmAlleged,
    UnbornOrUnder1,
    RepeatContacts,
    Red,
    FirstYearScreener,
}

/// <summary>A trigger and its sentence, for example <c>there are 5 contacts in 12 months</c>, to follow "because".</summary>
internal sealed record SignOffReason(SignOffTrigger Trigger, string Words);

/// <summary>What decides whether a second manager must confirm.</summary>
internal sealed record SignOffFacts
{
    /// <summary>Physical injury or sexual harm is alleged, by category or body map (<see cref="SignOffRules.AllegesHarm"/>).</summary>
    public required bool HarmAlleged { get; init; }

    /// <summary>On the day of the decision.</summary>
    public required bool UnbornOrUnder1 { get; init; }

    /// <summary>Contacts about this child in the 12 months up to now, this one included.</summary>
    public required int ContactsIn12Months { get; init; }

    public required Rag Rag { get; init; }

    /// <summary>A social worker in the first year screened the contact.</summary>
    public required bool ScreenedInFirstYear { get; init; }
}

/// <summary>The partnership's own limits for second sign-off, from a date on.</summary>
/// <param name="EffectiveFrom">First day.</param>
/// <param name="ContactsIn12Months">This many contacts, or more, are a trigger.</param>
/// <param name="HarmFactors">Categories of concern that allege physical injury or sexual harm.</param>
internal sealed record SignOffRules(DateOnly EffectiveFrom, int ContactsIn12Months, IReadOnlyList<string> HarmFactors)
{
    private static readonly SignOffRules[] Table =
        [.. EmbeddedData.Load<IReadOnlyList<SignOffRules>>("sign-off.json").OrderBy(rules => rules.EffectiveFrom)];

    /// <summary>The limits in force on a date.</summary>
    public static SignOffRules InForce(DateOnly date) => Array.FindLast(Table, rules => rules.EffectiveFrom <= date) ?? Table[0];

    /// <summary>True when a category of concern, or an injury on the body map, alleges physical injury or sexual harm.</summary>
    public bool AllegesHarm(IEnumerable<string> factors, bool injuryRecorded) => injuryRecorded || factors.Any(HarmFactors.Contains);

    /// <summary>
    /// Why another manager must confirm this outcome; empty when none must. Only no further action, advice and signposting are
    /// ever held back: protection is never delayed.
    /// </summary>
    public IReadOnlyList<SignOffReason> Reasons(Outcome outcome, SignOffFacts facts)
    {
        if (!DecisionRules.Ends(outcome))
            return [];

        var reasons = new List<SignOffReason>();
        if (facts.HarmAlleged)
            reasons.Add(new(SignOffTrigger.HarmAlleged, "physical injury or sexual harm is alleged"));
        if (facts.UnbornOrUnder1)
            reasons.Add(new(SignOffTrigger.UnbornOrUnder1, "the child is unborn or under 1"));
        if (facts.ContactsIn12Months >= ContactsIn12Months)
            reasons.Add(new(SignOffTrigger.RepeatContacts, $"there are {facts.ContactsIn12Months} contacts in 12 months"));
        if (facts.Rag == Rag.Red)
            reasons.Add(new(SignOffTrigger.Red, "the contact is red"));
        if (facts.ScreenedInFirstYear)
            reasons.Add(new(SignOffTrigger.FirstYearScreener, "a social worker in their first year screened it"));
        return reasons;
    }

    /// <summary>The case of <see cref="ChildEvent.Decide"/> that follows from the reasons.</summary>
    public static TransitionCase Case(IReadOnlyList<SignOffReason> reasons) =>
        reasons.Count == 0 ? TransitionCase.SignOffNotNeeded : TransitionCase.SignOffNeeded;
}
