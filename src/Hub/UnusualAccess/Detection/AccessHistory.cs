namespace Mash.Hub.UnusualAccess.Detection;

/// <summary>A finished count of a person: of a shift or a week.</summary>
/// <param name="AccountId">Whose.</param>
/// <param name="Role">The role they worked in.</param>
/// <param name="Measure">What was counted.</param>
/// <param name="Day">The shift's day or the week's Monday.</param>
/// <param name="Count">How many.</param>
internal sealed record AccessCount(Guid AccountId, string Role, AccessMeasure Measure, DateOnly Day, int Count);

/// <summary>
/// What is usual: finished counts of the last weeks, by person and by role. The middle is the median and the spread the median absolute
/// deviation, so that a few odd weeks, or a few odd people, do not move them.
/// </summary>
internal sealed class AccessHistory(UnusualAccessThresholds thresholds)
{
    /// <summary>Makes the median absolute deviation of a normal distribution its standard deviation.</summary>
    private const double NormalMad = 1.4826;

    private readonly Dictionary<(Guid, AccessMeasure), List<AccessCount>> own = [];
    private readonly Dictionary<(string, AccessMeasure), List<AccessCount>> roles = [];
    private readonly Dictionary<(Guid, AccessMeasure), Usual> ownUsual = [];
    private readonly Dictionary<(string, AccessMeasure), Usual> roleUsual = [];

    /// <summary>Takes a finished count.</summary>
    public void Add(AccessCount count)
    {
        Take(own, (count.AccountId, count.Measure), count);
        Take(roles, (count.Role, count.Measure), count);
        ownUsual.Remove((count.AccountId, count.Measure));
        roleUsual.Remove((count.Role, count.Measure));
    }

    /// <summary>Compares a count with what is usual for the person, else for the role.</summary>
    /// <param name="factor">How much busier than usual this shift is for everybody in the role; 1 where it is not.</param>
    public AccessExcess Compare(Guid accountId, string role, AccessMeasure measure, int count, double factor = 1)
    {
        var threshold = thresholds.For(measure);
        var floor = threshold.FloorFor(role);
        var (usual, basis) = UsualOf(accountId, role, measure);
        var limit = usual is null ? floor : Math.Max(floor, (int)Math.Ceiling(usual.Median + (threshold.Spread * usual.Spread)));
        return new AccessExcess(measure, count, usual?.Median, (int)Math.Ceiling(limit * factor), basis);
    }

    /// <summary>Compares children without a case link of four weeks with four usual weeks, whose spread is twice that of one.</summary>
    public AccessExcess CompareFourWeeks(Guid accountId, string role, int count)
    {
        var threshold = thresholds.For(AccessMeasure.NoCaseLinkFourWeeks);
        var (week, basis) = UsualOf(accountId, role, AccessMeasure.NoCaseLink);
        var floor = threshold.FloorFor(role);
        var limit = week is null ? floor : Math.Max(floor, (int)Math.Ceiling((4 * week.Median) + (threshold.Spread * 2 * week.Spread)));
        return new AccessExcess(AccessMeasure.NoCaseLinkFourWeeks, count, 4 * week?.Median, limit, basis);
    }

    private (Usual? Usual, AccessBasis Basis) UsualOf(Guid accountId, string role, AccessMeasure measure)
    {
        var ofRole = OfRole(role, measure);
        return OfPerson(accountId, measure) switch
        {
            { } person when ofRole is { } peers => (person.Bounded(peers, thresholds.OwnAgainstRole), AccessBasis.Own),
            { } person => (person, AccessBasis.Own),
            null when ofRole is { } peers => (peers, AccessBasis.Role),
            null => (null, AccessBasis.Floor),
        };
    }

    /// <summary>The person's median of a measure; null where they have too little history.</summary>
    public double? MedianOf(Guid accountId, AccessMeasure measure) => OfPerson(accountId, measure)?.Median;

    private Usual? OfPerson(Guid accountId, AccessMeasure measure) =>
        UsualOf(own, ownUsual, (accountId, measure), IsOfShift(measure) ? thresholds.LeastShifts : thresholds.LeastWeeks);

    private Usual? OfRole(string role, AccessMeasure measure) => UsualOf(roles, roleUsual, (role, measure), thresholds.LeastRolePeriods);

    private static Usual? UsualOf<TKey>(Dictionary<TKey, List<AccessCount>> all, Dictionary<TKey, Usual> worked, TKey key, int least)
        where TKey : notnull
    {
        if (worked.TryGetValue(key, out var usual))
            return usual;
        if (!all.TryGetValue(key, out var counts) || counts.Count < least)
            return null;
        return worked[key] = Usual.Of(counts);
    }

    /// <summary>True for measures of a shift; the others are of a week.</summary>
    public static bool IsOfShift(AccessMeasure measure) => measure is AccessMeasure.ChildrenInAnHour or AccessMeasure.ChildrenInAShift;

    private void Take<TKey>(Dictionary<TKey, List<AccessCount>> all, TKey key, AccessCount count)
        where TKey : notnull
    {
        if (!all.TryGetValue(key, out var counts))
            all[key] = counts = [];
        counts.RemoveAll(earlier => earlier.Day < count.Day.AddDays(-7 * thresholds.HistoryWeeks));
        counts.Add(count);
    }

    private sealed record Usual(double Median, double Spread)
    {
        public static Usual Of(List<AccessCount> counts)
        {
            var values = counts.Select(count => (double)count.Count).ToList();
            var median = MedianOf(values);
            var deviation = NormalMad * MedianOf([.. values.Select(value => Math.Abs(value - median))]);
            // Counts vary by chance alone by about the root of their mean; a few equal weeks must not look like no spread at all.
            return new Usual(median, Math.Max(deviation, Math.Sqrt(Math.Max(median, 1))));
        }

        /// <summary>The person's own, at most a multiple of the role's.</summary>
        public Usual Bounded(Usual role, double times)
        {
            var most = Math.Max(1, role.Median) * times;
            return Median <= most ? this : new Usual(most, Math.Min(Spread, role.Spread * times));
        }

        private static double MedianOf(List<double> values)
        {
            values.Sort();
            var middle = values.Count / 2;
            return values.Count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
        }
    }
}
