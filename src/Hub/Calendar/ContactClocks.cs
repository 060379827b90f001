using Mash.Hub.ReferenceData;

namespace Mash.Hub.Calendar;

/// <summary>The recorded instants of one contact child from which its clocks follow.</summary>
internal sealed record ClockFacts
{
    /// <summary>When the hub received the contact; never changes.</summary>
    public required DateTimeOffset ReceivedTime { get; init; }

    /// <summary>The hub's own rating.</summary>
    public Rag Rag { get; init; } = Rag.Unrated;

    /// <summary>The referrer's own rating, where one was sent.</summary>
    public Rag ReferrerRag { get; init; } = Rag.Unrated;

    public DateTimeOffset? AcknowledgedTime { get; init; }

    /// <summary>When next steps were recorded for this child (decided, routed, or a MASH enquiry opened).</summary>
    public DateTimeOffset? NextStepsTime { get; init; }

    /// <summary>When a decision was put to a second manager; absent when none waits or waited.</summary>
    public DateTimeOffset? SignOffRequestedTime { get; init; }

    /// <summary>When the second manager confirmed or returned it.</summary>
    public DateTimeOffset? SignOffAnsweredTime { get; init; }

    /// <summary>When the decision for this child took effect.</summary>
    public DateTimeOffset? DecidedTime { get; init; }

    public DateTimeOffset? FeedbackSentTime { get; init; }

    /// <summary>False when nobody can be told, for example an anonymous caller.</summary>
    public bool FeedbackOwed { get; init; } = true;

    /// <summary>When the contact was withdrawn or voided: every clock stops then.</summary>
    public DateTimeOffset? EndedTime { get; init; }
}

/// <summary>The clocks of one contact child, and the arithmetic that reads them.</summary>
internal sealed class ContactClocks
{
    private ContactClocks(IReadOnlyList<ContactClock> all) => All = all;

    /// <summary>All clocks that apply, in the order of <see cref="ClockKind"/>.</summary>
    public IReadOnlyList<ContactClock> All { get; }

    /// <summary>The running clock that is due first; absent when none runs. The queue sorts by it.</summary>
    public ContactClock? Earliest => All.Where(clock => clock.IsRunning).MinBy(clock => clock.DueTime);

    /// <summary>One clock, or null when it does not apply (blue or unrated have no RAG clock; feedback starts with the decision).</summary>
    public ContactClock? Find(ClockKind kind) => All.FirstOrDefault(clock => clock.Kind == kind);

    /// <summary>The rating that counts: a referrer's red stands until the hub has rated the contact itself.</summary>
    public static Rag EffectiveRag(Rag rag, Rag referrerRag) =>
        rag == Rag.Unrated && referrerRag == Rag.Red ? Rag.Red : rag;

    /// <summary>Computes every clock of one contact child.</summary>
    /// <param name="calendar">The calendar in use.</param>
    /// <param name="table">The limits; those in force at receipt apply.</param>
    /// <param name="facts">The child's recorded instants.</param>
    public static ContactClocks Of(WorkingCalendar calendar, ClockTable table, ClockFacts facts)
    {
        var rules = table.InForce(facts.ReceivedTime);
        var received = facts.ReceivedTime;
        var clocks = new List<ContactClock>(5);

        Add(ClockKind.Acknowledge, ClockMeasure.Working, received,
            calendar.AddWorkingDays(received, rules.AcknowledgeWorkingDays), facts.AcknowledgedTime);
        Add(ClockKind.Decision, ClockMeasure.Working, received,
            calendar.AddWorkingDays(received, rules.DecisionWorkingDays), facts.NextStepsTime ?? facts.DecidedTime);

        var rag = EffectiveRag(facts.Rag, facts.ReferrerRag);
        if (RagDue(calendar, rules, received, rag) is { } ragDue)
            Add(ClockKind.Rag, rag == Rag.Red ? ClockMeasure.Elapsed : ClockMeasure.Working, received, ragDue, facts.DecidedTime);

        if (facts.SignOffRequestedTime is { } requested)
            Add(ClockKind.SignOff, ClockMeasure.Working, requested,
                calendar.AddWorkingHours(requested, TimeSpan.FromHours(rules.SignOffWorkingHours)), facts.SignOffAnsweredTime);

        if (facts.FeedbackOwed && facts.DecidedTime is { } decided)
            Add(ClockKind.Feedback, ClockMeasure.Working, decided,
                calendar.AddWorkingDays(decided, rules.FeedbackWorkingDays), facts.FeedbackSentTime);

        return new ContactClocks(clocks);

        void Add(ClockKind kind, ClockMeasure measure, DateTimeOffset start, DateTimeOffset due, DateTimeOffset? stopped) =>
            clocks.Add(new ContactClock(kind, measure, start, due, stopped ?? facts.EndedTime,
                measure == ClockMeasure.Working && calendar.IsProvisional(due)));
    }

    /// <summary>When the RAG clock of a contact received at this instant is due; null for blue and unrated.</summary>
    public static DateTimeOffset? RagDue(WorkingCalendar calendar, ClockRules rules, DateTimeOffset receivedTime, Rag rag) => rag switch
    {
        Rag.Red => receivedTime.ToUniversalTime().AddHours(rules.RedElapsedHours),
        Rag.Amber => calendar.AddWorkingHours(receivedTime, TimeSpan.FromHours(rules.AmberWorkingHours)),
        Rag.Green => calendar.AddWorkingHours(receivedTime, TimeSpan.FromHours(rules.GreenWorkingHours)),
        Rag.Blue or Rag.Unrated => null,
        _ => throw new ArgumentOutOfRangeException(nameof(rag)),
    };
}
