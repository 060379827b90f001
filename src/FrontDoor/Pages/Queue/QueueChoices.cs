using Mash.FrontDoor.Display;
using Mash.V1;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Mash.FrontDoor.Pages.Queue;

/// <summary>What can be chosen in the filters, in words, and what each choice means to the hub.</summary>
internal static class QueueChoices
{
    /// <summary>Key of the choice that is no state: the referrer has not been told yet.</summary>
    public const string FeedbackDue = "feedback";

    private static readonly (string Key, string Words, ContactState[] States)[] KnownStates =
    [
        ("received", "Received", [ContactState.Received]),
        ("screening", "Screening", [ContactState.Screening, ContactState.ReturnedForInformation, ContactState.InformationGathering]),
        ("ready", "Ready for decision", [ContactState.ReadyForDecision]),
        ("sign-off", "Awaiting sign-off", [ContactState.AwaitingSecondSignOff]),
        (FeedbackDue, "Feedback due", []),
        ("decided", "Decided", [ContactState.Decided, ContactState.Actioned]),
        ("closed", "Closed", [ContactState.Closed]),
        ("withdrawn", "Withdrawn", [ContactState.Withdrawn]),
    ];

    private static readonly (string Key, string Words, AgeBand[] Bands)[] KnownAges =
    [
        ("unborn", "Unborn", [AgeBand.Unborn]),
        ("under-1", "Under 1", [AgeBand.Under1]),
        ("under-5", "Under 5", [AgeBand.Under1, AgeBand._1To4]),
        ("5-9", "5 to 9", [AgeBand._5To9]),
        ("10-15", "10 to 15", [AgeBand._10To15]),
        ("16", "16 and over", [AgeBand._16AndOver]),
        ("unknown", "Age not known", [AgeBand.Unknown]),
    ];

    public static IEnumerable<SelectListItem> States => KnownStates.Select(state => new SelectListItem(state.Words, state.Key));

    public static IEnumerable<SelectListItem> Ages => KnownAges.Select(age => new SelectListItem(age.Words, age.Key));

    public static IEnumerable<SelectListItem> From => Sources.Groups.Select(group => new SelectListItem(group.Words, group.Key));

    public static IEnumerable<SelectListItem> Rags =>
        new[] { Rag.Red, Rag.Amber, Rag.Green, Rag.Blue, Rag.Unrated }.Select(rag => new SelectListItem(rag.ToString(), rag.ToString()));

    public static IEnumerable<SelectListItem> Areas =>
        new[] { CouncilArea.North, CouncilArea.West, CouncilArea.Unknown, CouncilArea.OutOfArea }
            .Select(area => new SelectListItem(Characteristics.Area(area), area.ToString()));

    public static IEnumerable<SelectListItem> Repeats =>
        [new SelectListItem("2 or more in 12 months", "2"), new SelectListItem("3 or more in 12 months", "3")];

    public static IReadOnlyList<ContactState> StatesOf(string? key) => KnownStates.FirstOrDefault(state => state.Key == key).States ?? [];

    public static IReadOnlyList<AgeBand> AgesOf(string? key) => KnownAges.FirstOrDefault(age => age.Key == key).Bands ?? [];

    /// <summary>Each applied filter in words, with the filter that is left when it is removed.</summary>
    public static IEnumerable<(string Words, QueueFilter Without)> Applied(QueueFilter filter)
    {
        filter = filter with { After = null };
        if (KnownStates.FirstOrDefault(state => state.Key == filter.State) is { Key: not null } state)
            yield return (state.Words, filter with { State = null });
        if (filter.Clock is ClockState.Late or ClockState.Soon)
            yield return (filter.Clock == ClockState.Late ? "Late now" : "Due within 2 hours", filter with { Clock = null });
        if (filter.Unallocated)
            yield return ("Unallocated", filter with { Unallocated = false });
        if (filter.Rag is { } rag)
            yield return (rag.ToString(), filter with { Rag = null });
        if (Sources.Groups.FirstOrDefault(group => group.Key == filter.From) is { } group)
            yield return (group.Words, filter with { From = null });
        if (filter.Area is { } area)
            yield return (Characteristics.Area(area), filter with { Area = null });
        if (KnownAges.FirstOrDefault(age => age.Key == filter.Age) is { Key: not null } age)
            yield return (age.Words, filter with { Age = null });
        if (filter.Repeat is { } repeat)
            yield return ($"{repeat} or more in 12 months", filter with { Repeat = null });
        if (filter.Incident is not null)
            yield return ("Same incident", filter with { Incident = null });
        if (!string.IsNullOrWhiteSpace(filter.Reference))
            yield return ($"Reference {filter.Reference.Trim()}", filter with { Reference = null });
    }
}
