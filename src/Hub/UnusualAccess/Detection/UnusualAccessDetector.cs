using Mash.Hub.Calendar;

namespace Mash.Hub.UnusualAccess.Detection;

/// <summary>
/// Finds unusual access in a stream of facts, in the order of the log. Pure: the same facts and figures give the same signals, and every
/// signal says in words which rule spoke, on what evidence, and what is usual. docs/unusual-access.md explains each rule.
/// </summary>
internal sealed class UnusualAccessDetector(UnusualAccessThresholds thresholds, WorkingCalendar calendar)
{
    private readonly AccessHistory history = new(thresholds);
    private readonly AccessHours hours = new(thresholds, calendar);
    private readonly Dictionary<Guid, AccountWatch> accounts = [];
    private readonly Dictionary<Guid, HashSet<Guid>> namesakes = [];
    private readonly List<AccessCount> finished = [];
    private DateOnly shift;

    /// <summary>Takes a finished count of the past, before the first fact.</summary>
    public void Remember(AccessCount count) => history.Add(count);

    /// <summary>Takes a contact of the past in which a colleague's name stood, before the first fact.</summary>
    public void RememberNamesake(Guid colleagueId, Guid contactId) => Namesakes(colleagueId).Add(contactId);

    /// <summary>Counts of shifts and weeks that ended since this was asked last: they are to be stored.</summary>
    public IReadOnlyList<AccessCount> TakeFinished()
    {
        AccessCount[] counts = [.. finished];
        finished.Clear();
        return counts;
    }

    /// <summary>Takes the next fact and answers what follows from it.</summary>
    public IReadOnlyList<AccessSignal> Take(AccessFact fact)
    {
        var signals = new List<AccessSignal>();
        var day = AccessHours.ShiftOf(fact.Time);
        EndShifts(day, signals);
        var watch = Watch(fact, day);
        EndWaiting(watch, fact.Time, signals);
        switch (fact.Kind)
        {
            case AccessKind.Act:
                watch.Waiting.RemoveAll(view => view.ContactId == fact.ContactId);
                break;
            case AccessKind.Search:
                watch.LastSearch = fact;
                watch.Listed += fact.Listed;
                if (SingleViewRules.OfSearch(fact) is { } looked)
                    signals.Add(looked);
                break;
            default:
                TakeView(watch, fact, signals);
                break;
        }
        return signals;
    }

    /// <summary>Says what time it is, so that shifts that are over are judged though nothing happens any more.</summary>
    public IReadOnlyList<AccessSignal> AdvanceTo(DateTimeOffset now)
    {
        var signals = new List<AccessSignal>();
        EndShifts(AccessHours.ShiftOf(now), signals);
        foreach (var watch in accounts.Values.OrderBy(account => account.AccountId))
            EndWaiting(watch, now, signals);
        return signals;
    }

    private AccountWatch Watch(AccessFact fact, DateOnly day)
    {
        if (!accounts.TryGetValue(fact.AccountId, out var watch))
            accounts[fact.AccountId] = watch = new AccountWatch(fact.AccountId);
        if (day > watch.Shift)
            watch.BeginShift(day);
        watch.Role = fact.Role;
        return watch;
    }

    private void TakeView(AccountWatch watch, AccessFact view, List<AccessSignal> signals)
    {
        var linked = view.Has(AccessFlags.OwnWork) || view.Has(AccessFlags.InQueue) || view.Has(AccessFlags.Routed);
        if (linked)
            watch.WorkedOn(view);
        var explained = linked || watch.WorksWithFamily(view, thresholds.FamilyDays) || thresholds.SampleRoles.Contains(view.Role);
        var search = watch.LastSearch is { } last && view.Time - last.Time <= TimeSpan.FromMinutes(thresholds.SearchMinutes) ? last : null;
        var outside = hours.IsOutside(view.Time) && !view.Has(AccessFlags.OnDuty) && !thresholds.NightRoles.Contains(view.Role);
        var seen = new SeenView(view, explained, search, outside, view.EndedTime is { } ended && view.Time - ended > TimeSpan.FromDays(thresholds.EndedDays));

        CountView(watch, seen, signals);
        new SingleViewRules(thresholds, watch, Namesakes).Judge(seen, signals);
    }

    private void CountView(AccountWatch watch, SeenView seen, List<AccessSignal> signals)
    {
        var view = seen.View;
        watch.ShiftChildren.Add(view);
        var (inHour, evidence) = watch.HourWith(view);
        var fullest = history.Compare(watch.AccountId, watch.Role, AccessMeasure.ChildrenInAnHour, inHour);
        if (inHour > fullest.Limit)
            signals.Add(Excess(watch, AccessRule.ManyChildren, fullest, evidence));

        if (!seen.Explained)
        {
            if (Count(watch, AccessMeasure.NoCaseLink, AccessRule.NoCaseLink, view, signals))
                CountFourWeeks(watch, signals);
            if (seen.Ended)
                Count(watch, AccessMeasure.AfterClosure, AccessRule.AfterClosure, view, signals);
            if (seen.Search is not null)
                Count(watch, AccessMeasure.SearchThenView, AccessRule.SearchThenView, view, signals);
        }
        if (!seen.Outside || view.Has(AccessFlags.OwnWork))
            return;
        Count(watch, AccessMeasure.OutOfHours, AccessRule.OutOfHours, view, signals);
        if (hours.IsNight(view.Time))
            Count(watch, AccessMeasure.AtNight, AccessRule.OutOfHours, view, signals);
    }

    /// <summary>Counts a view; true where a child is new in it.</summary>
    private bool Count(AccountWatch watch, AccessMeasure measure, AccessRule rule, AccessFact view, List<AccessSignal> signals)
    {
        var tally = watch.Weekly[measure];
        if (!tally.Add(view))
            return false;
        var excess = history.Compare(watch.AccountId, watch.Role, measure, tally.Count);
        if (tally.Count > excess.Limit)
            signals.Add(Excess(watch, rule, excess, tally.Evidence));
        return true;
    }

    private void CountFourWeeks(AccountWatch watch, List<AccessSignal> signals)
    {
        var tally = watch.UnlinkedOfFourWeeks();
        var excess = history.CompareFourWeeks(watch.AccountId, watch.Role, tally.Count);
        if (tally.Count > excess.Limit)
            signals.Add(Excess(watch, AccessRule.NoCaseLink, excess, tally.Evidence));
        watch.UnlinkedIsShown |= signals.Any(signal => signal.Rule == AccessRule.NoCaseLink);
    }

    /// <summary>Judges and stores the shifts before a day; with the last of a week, the week.</summary>
    private void EndShifts(DateOnly day, List<AccessSignal> signals)
    {
        if (shift == default)
            shift = day;
        if (day <= shift)
            return;
        var working = accounts.Values.Where(watch => watch.Shift == shift && watch.HasShift).OrderBy(watch => watch.AccountId).ToList();
        var factors = working.GroupBy(watch => watch.Role).ToDictionary(role => role.Key, role => Busyness(role));
        foreach (var watch in working)
        {
            var children = ChildrenOf(watch);
            var excess = history.Compare(watch.AccountId, watch.Role, AccessMeasure.ChildrenInAShift, children, factors[watch.Role]);
            if (children > excess.Limit)
                signals.Add(Excess(watch, AccessRule.ManyChildren, excess, watch.ShiftChildren.Evidence));
            Finish(new AccessCount(watch.AccountId, watch.Role, AccessMeasure.ChildrenInAShift, shift, children));
            Finish(new AccessCount(watch.AccountId, watch.Role, AccessMeasure.ChildrenInAnHour, shift, watch.FullestHour));
        }
        if (AccessHours.WeekOf(day) > AccessHours.WeekOf(shift))
            EndWeek(AccessHours.WeekOf(shift));
        shift = day;
    }

    /// <summary>Stores the counts of everybody who worked in the week, noughts too: they are what is usual.</summary>
    private void EndWeek(DateOnly week)
    {
        foreach (var watch in accounts.Values.Where(watch => watch.Week == week).OrderBy(watch => watch.AccountId))
        {
            foreach (var (measure, tally) in watch.Weekly)
                Finish(new AccessCount(watch.AccountId, watch.Role, measure, week, tally.Count));
            watch.BeginWeek();
            watch.Forget(AccessHours.BeginningOf(week.AddDays(7 - thresholds.FamilyDays)));
        }
    }

    private void Finish(AccessCount count)
    {
        history.Add(count);
        finished.Add(count);
    }

    private int ChildrenOf(AccountWatch watch) => watch.ShiftChildren.Count + (watch.Listed / thresholds.ListedForOne);

    /// <summary>How much busier the shift was for the middle one of a role than their usual; never below 1.</summary>
    private double Busyness(IEnumerable<AccountWatch> role)
    {
        const int fewest = 5;
        var ratios = role
            .Select(watch => (Count: ChildrenOf(watch), Usual: history.MedianOf(watch.AccountId, AccessMeasure.ChildrenInAShift)))
            .Where(watch => watch.Usual > 0).Select(watch => watch.Count / watch.Usual!.Value).Order().ToList();
        return ratios.Count < fewest ? 1 : Math.Max(1, ratios[ratios.Count / 2]);
    }

    private void EndWaiting(AccountWatch watch, DateTimeOffset now, List<AccessSignal> signals)
    {
        foreach (var view in watch.Waiting.Where(view => now - view.Time > TimeSpan.FromHours(thresholds.WorkWithinHours)).ToList())
        {
            watch.Waiting.Remove(view);
            signals.Add(SingleViewRules.HighProfile(view, AccessWords.HighProfileNotWorked(thresholds.WorkWithinHours)));
        }
    }

    private HashSet<Guid> Namesakes(Guid colleagueId)
    {
        if (!namesakes.TryGetValue(colleagueId, out var contacts))
            namesakes[colleagueId] = contacts = [];
        return contacts;
    }

    private static AccessSignal Excess(AccountWatch watch, AccessRule rule, AccessExcess excess, IReadOnlyList<long> evidence) => new()
    {
        AccountId = watch.AccountId,
        Rule = rule,
        Week = watch.Week,
        Severity = excess.Count > 2 * excess.Limit || excess.Measure == AccessMeasure.AtNight ? AccessSeverity.High : AccessSeverity.Medium,
        Evidence = evidence,
        Reason = AccessWords.Of(excess),
        Excess = excess,
    };
}
