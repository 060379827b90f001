using Mash.Hub.Access;
using Mash.Hub.Calendar;
using Mash.Hub.Contacts;
using Mash.Hub.Contacts.States;
using Mash.Hub.ReferenceData;

namespace Mash.Hub.Decisions;

/// <summary>A decision that is thought about, with all that its consequences follow from.</summary>
internal sealed record DecisionProspect
{
    public required ContactRow Contact { get; init; }
    public required ContactChildRow Child { get; init; }
    public required string ChildName { get; init; }

    /// <summary>Names of the other children who are not decided.</summary>
    public required IReadOnlyList<string> UndecidedSiblings { get; init; }

    /// <summary>1 to 4; 0 where not chosen yet.</summary>
    public required int Level { get; init; }

    /// <summary>Null where not chosen yet.</summary>
    public required Outcome? Outcome { get; init; }

    /// <summary>Why a second manager must confirm, each to follow "because".</summary>
    public required IReadOnlyList<string> SignOffReasons { get; init; }

    /// <summary>The agency that sent the contact.</summary>
    public required AgencyStanding? Agency { get; init; }

    public required DateTimeOffset Now { get; init; }
}

/// <summary>Says in plain sentences what follows from a decision: what happens, which clocks stop, who is told, who must confirm.</summary>
internal static class DecisionOutlook
{
    /// <summary>The sentences, in the order to be read.</summary>
    public static IReadOnlyList<string> Sentences(DecisionProspect prospect)
    {
        if (prospect.Outcome is not { } outcome)
            return ["Choose what happens to see what follows from it."];
        var sentences = new List<string>();
        if (prospect.Level != 0 && !DecisionRules.Fits(prospect.Level, outcome))
            sentences.Add($"This cannot be recorded yet. {Guards.Sentence(Guard.OutcomeFitsLevel)}");
        sentences.Add(WhatHappens(prospect.ChildName, outcome));
        if (prospect.SignOffReasons.Count > 0)
            sentences.Add($"It takes effect only when another MASH manager confirms it, by {UkWords.DayAndTime(SignOffDue(prospect))}, because {And(prospect.SignOffReasons)}.");
        sentences.Add(Clocks(prospect));
        if (prospect.UndecidedSiblings.Count > 0)
            sentences.Add($"The contact stays open for {And(prospect.UndecidedSiblings)}.");
        sentences.Add(WhoIsTold(prospect));
        sentences.Add("Recording this does not tell the family.");
        if (prospect.SignOffReasons.Count == 0)
            sentences.Add("Nobody else has to confirm.");
        return sentences;
    }

    private static string WhatHappens(string child, Outcome outcome) => outcome switch
    {
        Outcome.NoFurtherAction => $"No further action for {child}: the hub does nothing more than tell the referrer.",
        Outcome.Advice => $"Information and advice for {child}: the hub gives it with the outcome and does nothing more.",
        Outcome.Signpost => $"{child} is pointed to a universal or single-agency service, and the hub does nothing more.",
        Outcome.EarlyHelp => $"{child} is offered early help, which needs the family’s agreement.",
        Outcome.Referral => $"{child} is referred for assessment under section 17.",
        Outcome.StrategyDiscussion => $"A strategy discussion is held about {child}, with police and health at the least.",
        Outcome.RoutedOpenCase => $"The contact goes to the worker of {child}’s open case.",
        Outcome.Other => $"What happens for {child} is what you write in the rationale.",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    private static string Clocks(DecisionProspect prospect)
    {
        var running = ContactClockBook.Of(prospect.Contact, prospect.Child).All
            .Where(clock => clock.IsRunning && clock.Kind is (ClockKind.Decision or ClockKind.Rag))
            .ToList();
        if (prospect.SignOffReasons.Count > 0)
            return $"Clocks: {prospect.ChildName}’s {And([.. running.Select(clock => NameOf(clock, prospect.Contact))])} run on until it is confirmed.";
        return "Clocks: " + string.Join(" ", running.Select((clock, index) =>
            $"{(index == 0 ? $"{prospect.ChildName}’s" : "The")} {NameOf(clock, prospect.Contact)} stops, {Lateness(clock, prospect)}."));
    }

    private static string NameOf(ContactClock clock, ContactRow contact) => clock.Kind == ClockKind.Decision
        ? "decision clock"
        : $"{ContactClocks.EffectiveRag(contact.Rag, contact.ReferrerRag).ToString().ToLowerInvariant()} clock";

    private static string Lateness(ContactClock clock, DecisionProspect prospect)
    {
        if (prospect.Now <= clock.DueTime)
            return "in time";
        var late = ClockReading.At(WorkingCalendar.England, RulesOf(prospect), clock, prospect.Now).LateBy;
        return late < TimeSpan.FromMinutes(1) ? "late" : $"{InWords(late)}{(clock.Measure == ClockMeasure.Working ? " of opening time" : "")} late";
    }

    private static string WhoIsTold(DecisionProspect prospect)
    {
        if (!prospect.Contact.FeedbackOwed)
            return "Nobody is told the outcome: the person who reported left no name or no way to be reached.";
        var who = prospect.Agency is { Kind: not Agencies.AgencyKind.Hub } agency ? agency.Name : "The person who reported";
        if (prospect.SignOffReasons.Count > 0)
            return $"{who} is not told before it is confirmed. Then they see level and next step, not your reasons.";
        var due = WorkingCalendar.England.AddWorkingDays(prospect.Now, RulesOf(prospect).FeedbackWorkingDays);
        return $"{who} must be told the outcome by {UkWords.DayAndTime(due)}: level and next step, not your reasons.";
    }

    private static DateTimeOffset SignOffDue(DecisionProspect prospect) =>
        WorkingCalendar.England.AddWorkingHours(prospect.Now, TimeSpan.FromHours(RulesOf(prospect).SignOffWorkingHours));

    private static ClockRules RulesOf(DecisionProspect prospect) => ClockTable.Default.InForce(prospect.Contact.ReceivedTime);

    private static string InWords(TimeSpan span)
    {
        var hours = (int)span.TotalHours;
        var parts = new List<string>();
        if (hours > 0)
            parts.Add(hours == 1 ? "1 hour" : $"{hours} hours");
        if (span.Minutes > 0)
            parts.Add(span.Minutes == 1 ? "1 minute" : $"{span.Minutes} minutes");
        return string.Join(" ", parts);
    }

    private static string And(IReadOnlyList<string> words) =>
        words.Count < 2 ? string.Concat(words) : $"{string.Join(", ", words.Take(words.Count - 1))} and {words[^1]}";
}
