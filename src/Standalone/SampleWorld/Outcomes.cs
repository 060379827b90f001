using Mash.V1;

namespace Mash.Standalone.SampleWorld;

/// <summary>What the sample managers decide: from the level of the record, the same in every replay.</summary>
internal static class Outcomes
{
    /// <summary>True where the answer for the first child is a strategy discussion.</summary>
    public static bool IsStrategy(SampleContact contact) => Of(contact, 0, []).Outcome == Outcome.StrategyDiscussion;

    /// <summary>Level and outcome for one child.</summary>
    /// <param name="contact">The contact, with its level.</param>
    /// <param name="child">Position of the child.</param>
    /// <param name="signOffReasons">Why ending here would need a second manager. Where there are some, most managers find something that helps instead.</param>
    public static (int Level, Outcome Outcome) Of(SampleContact contact, int child, IReadOnlyCollection<string> signOffReasons)
    {
        var chance = new Chance(contact.Reference + child);
        // A brother or sister may need less than the child whom the concern began with.
        var level = child > 0 && contact.Level!.Level is 2 or 3 && chance.In100("less", 40) ? contact.Level.Level - 1 : contact.Level!.Level;
        var waits = contact.ReceivedTime == SampleFiles.PoliceBatch && chance.In100("sign-off", 12);
        var mayEnd = signOffReasons.Count == 0 || waits;
        var outcome = level switch
        {
            1 when mayEnd => chance.Of("outcome", [Outcome.NoFurtherAction, Outcome.Advice, Outcome.Signpost]),
            2 when mayEnd && chance.In100("ends", 40) => chance.Of("outcome", [Outcome.Advice, Outcome.Signpost]),
            1 or 2 => Outcome.EarlyHelp,
            3 => chance.Of("outcome", [Outcome.EarlyHelp, Outcome.EarlyHelp, Outcome.Referral, Outcome.Referral, Outcome.Referral, Outcome.RoutedOpenCase]),
            _ => chance.In100("strategy", 60) ? Outcome.StrategyDiscussion : Outcome.Referral,
        };
        return (level, outcome);
    }

    /// <summary>Indicators of the threshold document that go with a level and the categories of concern.</summary>
    public static IReadOnlyList<string> Indicators(int level, IReadOnlyList<string> categories, bool unborn)
    {
        var chosen = categories.Select(category => Indicator(level, category, unborn)).Where(id => id is not null).Select(id => id!).Distinct().Take(2).ToList();
        if (chosen.Count == 0)
            chosen.Add(level switch { 4 => "4-PARENTING-02", 3 => "3-CHILD-01", 2 => "2-PARENTING-02", _ => "1-PARENTING-01" });
        return chosen;
    }

    private static string? Indicator(int level, string category, bool unborn) => (level, category) switch
    {
        (4, "3A" or "3B" or "3C") => unborn ? "4-FAMILY-03" : "4-FAMILY-01",
        (4, "18B" or "18C") => "4-CHILD-01",
        (4, "19B" or "19C") => "4-CHILD-02",
        (4, "10A" or "11A" or "12A" or "13A" or "24A") => "4-CHILD-03",
        (4, "15A" or "4A") => "4-CHILD-04",
        (4, "16A") => "4-PARENTING-02",
        (4, "17A") => "4-PARENTING-01",
        (4, "1B" or "2B" or "4B" or "5B") => "4-PARENTING-03",
        (4, "1C" or "2C") => "4-FAMILY-02",
        (3, "3A" or "3B" or "3C") => "3-FAMILY-01",
        (3, "10A") => "3-CHILD-02",
        (3, "14A" or "15A" or "4A" or "13A" or "24A" or "11A") => "3-CHILD-03",
        (3, "7A") => "3-CHILD-04",
        (3, "16A") => "3-PARENTING-01",
        (3, "1B" or "2B" or "4B") => "3-PARENTING-03",
        (3, "17A" or "18C" or "5B") => "3-PARENTING-02",
        (2, "3A" or "3B" or "3C") => "2-FAMILY-01",
        (2, "4A" or "15A") => "2-CHILD-03",
        (2, "16A" or "18C") => "2-PARENTING-02",
        (2, "1B" or "2B" or "4B") => "2-PARENTING-01",
        (1, "18C" or "16A") => "1-PARENTING-01",
        (1, _) => "1-PARENTING-02",
        _ => null,
    };
}
