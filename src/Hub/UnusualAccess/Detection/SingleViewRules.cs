namespace Mash.Hub.UnusualAccess.Detection;

/// <summary>A view with what the detector worked out about it.</summary>
/// <param name="View">The fact.</param>
/// <param name="Explained">True where work explains it: on this contact, in the queue, or on the same family.</param>
/// <param name="Search">The search that led to it, or null.</param>
/// <param name="Outside">True outside hours, rota and night roles.</param>
/// <param name="Ended">True where the contact ended long before.</param>
internal sealed record SeenView(AccessFact View, bool Explained, AccessFact? Search, bool Outside, bool Ended);

/// <summary>Rules for which one view is enough.</summary>
internal sealed class SingleViewRules(UnusualAccessThresholds thresholds, AccountWatch watch, Func<Guid, HashSet<Guid>> namesakes)
{
    public void Judge(SeenView seen, List<AccessSignal> signals)
    {
        var view = seen.View;
        if (view.Has(AccessFlags.OwnAddress))
            signals.Add(Single(seen, AccessRule.OwnAddress, AccessSeverity.High, AccessWords.OwnAddress));
        if (view.Has(AccessFlags.DeclaredPerson))
            signals.Add(Single(seen, AccessRule.DeclaredPerson, AccessSeverity.High, AccessWords.DeclaredPerson));
        if (SameName(seen) is { } sameName)
            signals.Add(sameName);
        if (Colleague(seen) is { } colleague)
            signals.Add(colleague);
        JudgeHighProfile(seen, signals);
    }

    /// <summary>
    /// A same-named family without a case link is shown, but where the name is common here only with something added: a search for it, the
    /// hour, coming back to it, or that it ended long before. In the queue something must be added to every name.
    /// </summary>
    private AccessSignal? SameName(SeenView seen)
    {
        var view = seen.View;
        var whole = view.Has(AccessFlags.OwnName);
        if ((!whole && !view.Has(AccessFlags.OwnSurname)) || view.Has(AccessFlags.OwnWork))
            return null;
        var severity = whole ? AccessSeverity.High : AccessSeverity.Medium;
        if (!seen.Explained)
        {
            var times = watch.Opened(view);
            // Whoever names a reference has it from a caller or a letter: a name alone then says nothing.
            if (!whole && (seen.Search?.Has(AccessFlags.ByReference) ?? false) && !seen.Ended && !seen.Outside && times == 1)
                return null;
            var searched = seen.Search?.Has(AccessFlags.OwnSurname) ?? false;
            var common = !whole && watch.SameNamedWork(view, thresholds.FamilyDays) >= thresholds.CommonName;
            return !common || searched || seen.Outside || seen.Ended || times > 1
                ? Single(seen, AccessRule.OwnSurname, severity, AccessWords.SameName(whole, AccessWords.NoLink))
                : null;
        }
        if (!view.Has(AccessFlags.InQueue))
            return null;
        var days = watch.SameNameDays(view);
        var added = seen switch
        {
            { Search: { } search } when search.Has(AccessFlags.OwnSurname) => AccessWords.SearchedFor,
            { Outside: true } => AccessWords.OutsideHours,
            _ when days >= thresholds.RepeatedDays => AccessWords.Returned(days),
            _ => null,
        };
        return added is null ? null : Single(seen, AccessRule.OwnSurname, whole ? AccessSeverity.High : AccessSeverity.Low, AccessWords.SameName(whole, added));
    }

    /// <summary>
    /// A name alone is weak: it counts where the name itself was looked for. Without a case link it counts beside a colleague's declared
    /// address, or on a record that ended long ago where few others here bear the name.
    /// </summary>
    private AccessSignal? Colleague(SeenView seen)
    {
        var view = seen.View;
        if (view.Has(AccessFlags.ColleagueAddress) && !seen.Explained)
            return Single(seen, AccessRule.Colleague, AccessSeverity.High, AccessWords.ColleagueAddress);
        if (view.ColleagueId is not { } colleague || colleague == view.AccountId)
            return null;
        var contacts = namesakes(colleague);
        var others = contacts.Count - (contacts.Contains(view.ContactId!.Value) ? 1 : 0);
        contacts.Add(view.ContactId.Value);
        if (view.Has(AccessFlags.OwnWork))
            return null;
        if (seen.Search?.ColleagueId == colleague)
            return Single(seen, AccessRule.Colleague, AccessSeverity.High, AccessWords.Colleague(AccessWords.LookedForByName));
        return !seen.Explained && seen.Ended && others <= thresholds.Namesakes
            ? Single(seen, AccessRule.Colleague, AccessSeverity.Medium, AccessWords.Colleague(AccessWords.NoLink))
            : null;
    }

    /// <summary>Looking for one's own name or a colleague's is told by the search itself, whatever it finds.</summary>
    public static AccessSignal? OfSearch(AccessFact search)
    {
        if (search.Has(AccessFlags.OwnName))
            return Alone(search, AccessRule.OwnSurname, AccessSeverity.High, AccessWords.LookedForThemselves);
        return search.ColleagueId is { } colleague && colleague != search.AccountId
            ? Alone(search, AccessRule.Colleague, AccessSeverity.Medium, AccessWords.LookedForColleague)
            : null;
    }

    private void JudgeHighProfile(SeenView seen, List<AccessSignal> signals)
    {
        var view = seen.View;
        if (!view.Has(AccessFlags.HighProfile) || view.Has(AccessFlags.OwnWork) || thresholds.SampleRoles.Contains(view.Role))
            return;
        if (view.Has(AccessFlags.InQueue) || view.Has(AccessFlags.Routed))
            watch.Waiting.Add(view);
        else
            signals.Add(HighProfile(view, AccessWords.HighProfileNoLink));
    }

    public static AccessSignal HighProfile(AccessFact view, string reason) => Alone(view, AccessRule.HighProfile, AccessSeverity.High, reason);

    private static AccessSignal Single(SeenView seen, AccessRule rule, AccessSeverity severity, string reason)
    {
        var signal = Alone(seen.View, rule, severity, reason);
        return seen.Search is { } search ? signal with { Evidence = [search.Sequence, seen.View.Sequence] } : signal;
    }

    private static AccessSignal Alone(AccessFact fact, AccessRule rule, AccessSeverity severity, string reason) => new()
    {
        AccountId = fact.AccountId,
        Rule = rule,
        Week = AccessHours.WeekOf(AccessHours.ShiftOf(fact.Time)),
        Severity = severity,
        Evidence = [fact.Sequence],
        Reason = reason,
    };
}
