using Mash.Hub.Calendar;
using Mash.V1;

namespace Mash.Standalone.SampleWorld;

/// <summary>What happens to a contact, in the order in which it can happen.</summary>
internal enum SampleActKind
{
    Submit,
    Screen,
    Rate,
    Decide,
    Feedback,
}

/// <summary>One act of the sample world.</summary>
/// <param name="Time">Domain time; acts of the same time may be done side by side, kind by kind.</param>
/// <param name="Kind">What is done.</param>
/// <param name="Contact">To which contact.</param>
/// <param name="By">Who does it; null where the agency does.</param>
internal sealed record SampleAct(DateTimeOffset Time, SampleActKind Kind, SampleContact Contact, SamplePerson? By);

/// <summary>
/// Who does what when: history is worked off in opening hours, the emergency duty team takes reds at night, and on the last day most of the
/// police's night is decided while some of every kind still waits.
/// </summary>
internal sealed class WorkPlan
{
    /// <summary>Where the hub's own clock starts to run: Friday 20 November 2026, 15:40 in England.</summary>
    public static readonly DateTimeOffset HandOver = new(2026, 11, 20, 15, 40, 0, TimeSpan.Zero);

    private static readonly TimeSpan Grain = TimeSpan.FromMinutes(5);
    private readonly Dictionary<string, SampleActKind> lastActs;

    /// <param name="contacts">Every contact; those without a level end with their submission.</param>
    public WorkPlan(IReadOnlyList<SampleContact> contacts)
    {
        lastActs = NightStages(contacts);
        // A record that repeats another, or contradicts it under the same reference, is sent and comes to nothing else.
        var first = contacts.DistinctBy(contact => contact.Reference).ToHashSet(ReferenceEqualityComparer.Instance);
        Acts = [.. contacts.SelectMany(contact => Plan(contact, first.Contains(contact))).Where(act => act.Time < HandOver).OrderBy(act => act.Time).ThenBy(act => act.Kind)];
    }

    /// <summary>Every act before the hand-over, in order.</summary>
    public IReadOnlyList<SampleAct> Acts { get; }

    /// <summary>Contacts about one child of whom nothing else is in the samples, told about at least 60 days before the hand-over: those of the least need first, which are closed.</summary>
    public IReadOnlyList<SampleContact> Earlier()
    {
        var children = Acts.Where(act => act.Kind == SampleActKind.Submit).SelectMany(act => act.Contact.Details.Children).ToLookup(Identity);
        return [.. Acts
            .Where(act => act.Kind == SampleActKind.Feedback && act.Time < HandOver.AddDays(-60))
            .Select(act => act.Contact)
            .Where(contact => contact.Details.Children is [{ Unborn: false } child] && children[Identity(child)].Count() == 1)
            .OrderBy(contact => contact.Level!.Level)];

        static (string?, string?, Date?) Identity(Child child) => (child.Name?.Family, child.Name?.Given, child.DateOfBirth);
    }

    private IEnumerable<SampleAct> Plan(SampleContact contact, bool isFirst)
    {
        yield return new SampleAct(contact.ReceivedTime, SampleActKind.Submit, contact, null);
        if (!isFirst || contact.Level is not { } level)
            yield break;
        var last = lastActs.GetValueOrDefault(contact.Reference, SampleActKind.Feedback);
        var acts = contact.ReceivedTime == SampleFiles.PoliceBatch ? Night(contact, level) : Day(contact, level);
        foreach (var act in acts.Where(act => act.Kind <= last))
            yield return act;
    }

    private static IEnumerable<SampleAct> Day(SampleContact contact, SampleLevel level)
    {
        var chance = new Chance(contact.Reference);
        var red = level.Rag == "Red";
        if (red && !WorkingCalendar.England.IsOpen(contact.ReceivedTime))
            return OutOfHours(contact, chance);
        var screened = Work(contact.ReceivedTime, chance.Between("screen", red ? 5 : 10, red ? 25 : 150));
        var rated = Work(screened, chance.Between("rate", 5, 25));
        var decided = Work(rated, chance.Between("decide", red ? 15 : 45, red ? 90 : 360) + (chance.In100("late", 7) ? chance.Between("delay", 240, 900) : 0));
        return Steps(contact, chance.Of("screener", SamplePeople.SocialWorkers), screened, rated, chance.Of("manager", SamplePeople.Managers), decided,
            Work(decided, chance.Between("feedback", 20, 300)));
    }

    private static IEnumerable<SampleAct> OutOfHours(SampleContact contact, Chance chance)
    {
        var screened = Elapsed(contact.ReceivedTime, chance.Between("screen", 10, 40));
        var rated = Elapsed(screened, chance.Between("rate", 5, 20));
        var strategy = Outcomes.IsStrategy(contact);
        var decided = strategy
            ? Elapsed(rated, chance.Between("decide", 15, 60))
            : Work(contact.ReceivedTime, chance.Between("decide", 15, 75));
        return Steps(contact, SamplePeople.OutOfHours, screened, rated, strategy ? SamplePeople.OutOfHours : chance.Of("manager", SamplePeople.Managers),
            decided < rated ? Elapsed(rated, 15) : decided, Work(decided, chance.Between("feedback", 15, 120)));
    }

    private static IEnumerable<SampleAct> Night(SampleContact contact, SampleLevel level)
    {
        var chance = new Chance(contact.Details.IncidentReference + contact.Details.SenderReference[..4]);
        var red = level.Rag == "Red";
        var opening = new DateTimeOffset(2026, 11, 20, 8, 45, 0, TimeSpan.Zero);
        var screened = red ? Elapsed(SampleFiles.PoliceBatch, chance.Between("screen", 10, 120)) : Elapsed(opening, chance.Between("screen", 0, 270));
        var rated = Elapsed(screened, chance.Between("rate", 5, 15));
        var decided = red ? Elapsed(opening, chance.Between("decide", 5, 70)) : Elapsed(rated, chance.Between("decide", 10, 80));
        return Steps(contact, red ? SamplePeople.OutOfHours : chance.Of("screener", SamplePeople.SocialWorkers), screened, rated,
            chance.Of("manager", SamplePeople.Managers), decided, Elapsed(decided, chance.Between("feedback", 10, 60)));
    }

    private static IEnumerable<SampleAct> Steps(
        SampleContact contact, SamplePerson screener, DateTimeOffset screened, DateTimeOffset rated, SamplePerson manager, DateTimeOffset decided, DateTimeOffset told) =>
    [
        new(screened, SampleActKind.Screen, contact, screener),
        new(rated, SampleActKind.Rate, contact, screener),
        new(decided, SampleActKind.Decide, contact, manager),
        new(told, SampleActKind.Feedback, contact, SamplePeople.ContactOfficer),
    ];

    /// <summary>How far some incidents of the night come by the hand-over. Children of one incident wait together.</summary>
    private static Dictionary<string, SampleActKind> NightStages(IReadOnlyList<SampleContact> contacts)
    {
        var waiting = new (string Rag, SampleActKind Last, int Contacts)[]
        {
            ("Red", SampleActKind.Rate, 3),
            ("Amber", SampleActKind.Submit, 5),
            ("Amber", SampleActKind.Screen, 3),
            ("Amber", SampleActKind.Rate, 9),
            ("Green", SampleActKind.Submit, 8),
            ("Green", SampleActKind.Rate, 8),
            ("Blue", SampleActKind.Submit, 4),
        };
        var stages = new Dictionary<string, SampleActKind>(StringComparer.Ordinal);
        var incidents = contacts
            .Where(contact => contact.ReceivedTime == SampleFiles.PoliceBatch && contact.Level is not null)
            .GroupBy(contact => contact.Details.IncidentReference, StringComparer.Ordinal)
            .OrderBy(incident => new Chance(incident.Key).Between("waits", 0, int.MaxValue))
            .ToList();
        foreach (var (rag, last, number) in waiting)
        {
            var left = number;
            foreach (var incident in incidents.Where(incident => Highest(incident) == rag && !stages.ContainsKey(incident.First().Reference) && incident.Count() <= 3))
            {
                if (left <= 0)
                    break;
                foreach (var contact in incident)
                    stages[contact.Reference] = last;
                left -= incident.Count();
            }
        }
        return stages;
    }

    private static string Highest(IEnumerable<SampleContact> incident) => incident.MaxBy(contact => contact.Level!.Level)!.Level!.Rag;

    private static DateTimeOffset Work(DateTimeOffset from, int minutes) => Round(WorkingCalendar.England.AddWorkingHours(from, TimeSpan.FromMinutes(minutes)));

    private static DateTimeOffset Elapsed(DateTimeOffset from, int minutes) => Round(from.AddMinutes(minutes));

    private static DateTimeOffset Round(DateTimeOffset time) => new((time.UtcTicks + Grain.Ticks - 1) / Grain.Ticks * Grain.Ticks, TimeSpan.Zero);
}
