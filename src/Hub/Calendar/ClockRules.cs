using Mash.Hub.ReferenceData;

namespace Mash.Hub.Calendar;

/// <summary>
/// Time limits of the front door from a date on. Acknowledgement and decision within one working day are from Working
/// Together to Safeguard Children; the hours by RAG, sign-off and feedback are local.
/// </summary>
/// <param name="EffectiveFrom">First local date on which a contact received is measured by these limits.</param>
/// <param name="AcknowledgeWorkingDays">From receipt to acknowledgement.</param>
/// <param name="DecisionWorkingDays">From receipt to recorded next steps.</param>
/// <param name="FeedbackWorkingDays">From decision to feedback.</param>
/// <param name="RedElapsedHours">From receipt; runs through nights and weekends.</param>
/// <param name="AmberWorkingHours">From receipt, opening hours only.</param>
/// <param name="GreenWorkingHours">From receipt, opening hours only.</param>
/// <param name="SignOffWorkingHours">From the decision that needs a second manager.</param>
/// <param name="SoonHours">A running clock with less than this left is due soon.</param>
internal sealed record ClockRules(
    DateOnly EffectiveFrom,
    int AcknowledgeWorkingDays,
    int DecisionWorkingDays,
    int FeedbackWorkingDays,
    int RedElapsedHours,
    int AmberWorkingHours,
    int GreenWorkingHours,
    int SignOffWorkingHours,
    int SoonHours);

/// <summary>The dated table of <see cref="ClockRules"/>.</summary>
internal sealed class ClockTable
{
    private readonly ClockRules[] rules;

    /// <exception cref="ArgumentException">The table is empty.</exception>
    public ClockTable(IEnumerable<ClockRules> rules)
    {
        this.rules = [.. rules.OrderBy(rule => rule.EffectiveFrom)];
        if (this.rules.Length == 0)
            throw new ArgumentException("The clock table is empty.", nameof(rules));
    }

    /// <summary>The table in the assembly.</summary>
    public static ClockTable Default { get; } = new(EmbeddedData.Load<IReadOnlyList<ClockRules>>("clocks.json"));

    /// <summary>The limits for a contact received at this instant: a later change of the table never moves its due times.</summary>
    public ClockRules InForce(DateTimeOffset receivedTime)
    {
        var date = UkTime.DateOf(receivedTime);
        return Array.FindLast(rules, rule => rule.EffectiveFrom <= date) ?? rules[0];
    }
}
