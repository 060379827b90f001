namespace Mash.Hub.UnusualAccess.Detection;

/// <summary>What the detector keeps of one person: the present shift and week, and which families their work is about.</summary>
internal sealed class AccountWatch(Guid accountId)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly Dictionary<SubjectToken, DateTimeOffset> families = [];
    private readonly Queue<AccessFact> lastHour = [];
    private readonly Dictionary<Guid, HashSet<DateOnly>> sameName = [];
    private readonly Dictionary<Guid, DateTimeOffset> sameNamedWork = [];
    private readonly Dictionary<Guid, int> opened = [];
    private readonly List<(DateOnly Week, ChildTally Children)> unlinkedWeeks = [];

    public Guid AccountId => accountId;

    public string Role { get; set; } = "";

    /// <summary>Day of the shift that is being counted.</summary>
    public DateOnly Shift { get; private set; }

    /// <summary>Monday of the week that is being counted.</summary>
    public DateOnly Week => AccessHours.WeekOf(Shift);

    public ChildTally ShiftChildren { get; } = new();

    /// <summary>Names outside the queue that lists showed in this shift.</summary>
    public int Listed { get; set; }

    /// <summary>The most different children of an hour in this shift.</summary>
    public int FullestHour { get; private set; }

    /// <summary>Counts of the week.</summary>
    public IReadOnlyDictionary<AccessMeasure, ChildTally> Weekly { get; } = new[]
    {
        AccessMeasure.NoCaseLink, AccessMeasure.AfterClosure, AccessMeasure.OutOfHours, AccessMeasure.AtNight, AccessMeasure.SearchThenView,
    }.ToDictionary(measure => measure, _ => new ChildTally());

    /// <summary>When the person searched last, and where it stands in the log.</summary>
    public AccessFact? LastSearch { get; set; }

    /// <summary>Looks at high-profile records that wait for work to explain them.</summary>
    public List<AccessFact> Waiting { get; } = [];

    /// <summary>True where a finding of this week shows children whom no work explains.</summary>
    public bool UnlinkedIsShown { get; set; }

    public bool HasShift => Shift != default;

    public void BeginShift(DateOnly shift)
    {
        Shift = shift;
        ShiftChildren.Clear();
        Listed = 0;
        FullestHour = 0;
        lastHour.Clear();
    }

    public void BeginWeek()
    {
        // What a finding has shown is not counted towards another.
        if (UnlinkedIsShown)
            unlinkedWeeks.Clear();
        else
            unlinkedWeeks.Add((Week, Weekly[AccessMeasure.NoCaseLink].Copy()));
        UnlinkedIsShown = false;
        foreach (var tally in Weekly.Values)
            tally.Clear();
        sameName.Clear();
        opened.Clear();
    }

    /// <summary>Notes that the person's work is about this family, and explains what was seen of it before.</summary>
    public void WorkedOn(AccessFact view)
    {
        foreach (var token in TokensOf(view))
            families[token] = view.Time;
        if (view.Has(AccessFlags.OwnSurname))
            sameNamedWork[view.ContactId!.Value] = view.Time;
        foreach (var measure in new[] { AccessMeasure.NoCaseLink, AccessMeasure.AfterClosure, AccessMeasure.SearchThenView })
            Weekly[measure].Remove(view.Children);
    }

    /// <summary>True where the person's work in these days was about one of the children, or about their household.</summary>
    public bool WorksWithFamily(AccessFact view, int days) =>
        TokensOf(view).Any(token => families.TryGetValue(token, out var last) && view.Time - last <= TimeSpan.FromDays(days));

    /// <summary>Different children of the hour that ends with this view, with their places in the log.</summary>
    public (int Count, IReadOnlyList<long> Evidence) HourWith(AccessFact view)
    {
        lastHour.Enqueue(view);
        while (view.Time - lastHour.Peek().Time > Hour)
            lastHour.Dequeue();
        var count = lastHour.SelectMany(fact => fact.Children).Distinct().Count();
        FullestHour = Math.Max(FullestHour, count);
        return (count, [.. lastHour.Select(fact => fact.Sequence)]);
    }

    /// <summary>Children whom no work explains, of this week and the three before.</summary>
    public ChildTally UnlinkedOfFourWeeks()
    {
        unlinkedWeeks.RemoveAll(earlier => earlier.Week < Week.AddDays(-21));
        var all = Weekly[AccessMeasure.NoCaseLink].Copy();
        foreach (var (_, children) in unlinkedWeeks)
            all.Add(children);
        return all;
    }

    /// <summary>How many other contacts with the person's own name their work of these days was about.</summary>
    public int SameNamedWork(AccessFact view, int days) =>
        sameNamedWork.Count(work => work.Key != view.ContactId && view.Time - work.Value <= TimeSpan.FromDays(days));

    /// <summary>How often the contact was opened this week, this time included.</summary>
    public int Opened(AccessFact view) => opened[view.ContactId!.Value] = opened.GetValueOrDefault(view.ContactId.Value) + 1;

    /// <summary>On how many days of the week a contact was opened that bears the person's name.</summary>
    public int SameNameDays(AccessFact view)
    {
        if (!sameName.TryGetValue(view.ContactId!.Value, out var days))
            sameName[view.ContactId.Value] = days = [];
        days.Add(Shift);
        return days.Count;
    }

    /// <summary>Forgets families whose work lies too far back.</summary>
    public void Forget(DateTimeOffset before)
    {
        foreach (var token in families.Where(family => family.Value < before).Select(family => family.Key).ToList())
            families.Remove(token);
        foreach (var contact in sameNamedWork.Where(work => work.Value < before).Select(work => work.Key).ToList())
            sameNamedWork.Remove(contact);
    }

    private static IEnumerable<SubjectToken> TokensOf(AccessFact view) =>
        view.Household is { } household ? view.Children.Append(household) : view.Children;
}
