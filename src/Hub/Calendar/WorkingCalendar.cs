namespace Mash.Hub.Calendar;

/// <summary>
/// Working time of the hub: Monday to Friday without the bank holidays of England, between opening and closing time in
/// Europe/London. Pure and immutable; safe to share. Instants come and go in UTC.
/// </summary>
/// <remarks>
/// All opening windows are laid out once, with the working time before each, so that every question is a binary search
/// and adding and measuring working time are exact inverses. Questions outside 2015 to 2075 throw.
/// </remarks>
internal sealed class WorkingCalendar
{
    private const int FirstTabledYear = 2015;
    private const int LastTabledYear = 2075;

    private readonly BankHolidays holidays;
    private readonly long[] opens;
    private readonly long[] closes;
    private readonly long[] workedBefore;
    private readonly DateOnly[] dates;
    private readonly DateTimeOffset tableStart = new(FirstTabledYear, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly DateTimeOffset tableEnd = new(LastTabledYear, 12, 1, 0, 0, 0, TimeSpan.Zero);

    public WorkingCalendar(BankHolidays holidays, OpeningHours hours)
    {
        this.holidays = holidays;
        Version = $"{holidays.Version}+{hours.Version}";

        var last = new DateOnly(LastTabledYear, 12, 31);
        var capacity = (LastTabledYear - FirstTabledYear + 1) * 262;
        var openList = new List<long>(capacity);
        var closeList = new List<long>(capacity);
        var workedList = new List<long>(capacity);
        var dateList = new List<DateOnly>(capacity);
        long worked = 0;
        for (var date = new DateOnly(FirstTabledYear, 1, 1); date <= last; date = date.AddDays(1))
        {
            if (!IsWorkingDay(date))
                continue;
            var period = hours.InForce(date);
            var open = UkTime.Resolve(date.ToDateTime(period.Opens)).Instant.UtcTicks;
            var close = UkTime.Resolve(date.ToDateTime(period.Closes)).Instant.UtcTicks;
            openList.Add(open);
            closeList.Add(close);
            workedList.Add(worked);
            dateList.Add(date);
            worked += close - open;
        }

        opens = [.. openList];
        closes = [.. closeList];
        workedBefore = [.. workedList];
        dates = [.. dateList];
    }

    /// <summary>The calendar of the assembly's bank holidays and the default opening hours.</summary>
    public static WorkingCalendar England { get; } = new(BankHolidays.England, OpeningHours.Default);

    /// <summary>Which holidays and hours were used; stored with each due time.</summary>
    public string Version { get; }

    /// <summary>Monday to Friday and not a bank holiday.</summary>
    public bool IsWorkingDay(DateOnly date) =>
        date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !holidays.Contains(date);

    /// <summary>True when an answer that ends at this instant rests on a year whose bank holidays are not known.</summary>
    public bool IsProvisional(DateTimeOffset instant) => !holidays.Covers(UkTime.DateOf(instant));

    /// <summary>True from opening time until just before closing time of a working day.</summary>
    public bool IsOpen(DateTimeOffset instant)
    {
        var index = WindowAtOrBefore(Ticks(instant));
        return index >= 0 && instant.UtcTicks < closes[index];
    }

    /// <summary>The instant itself when open, else the next opening time.</summary>
    public DateTimeOffset NextOpening(DateTimeOffset instant)
    {
        var index = WindowAtOrBefore(Ticks(instant));
        if (index >= 0 && instant.UtcTicks < closes[index])
            return instant.ToUniversalTime();
        return Instant(opens[index + 1]);
    }

    /// <summary>The date <paramref name="days"/> working days after a date, which counts as day 0 whether it is a working day or not.</summary>
    /// <param name="date">Day 0.</param>
    /// <param name="days">1 or more.</param>
    public DateOnly AddWorkingDays(DateOnly date, int days) => dates[DayIndex(date, days)];

    /// <summary>
    /// Closing time of the working day <paramref name="days"/> working days after the local date of <paramref name="start"/>, which is day 0.
    /// </summary>
    /// <param name="start">The event that starts the clock.</param>
    /// <param name="days">1 or more.</param>
    public DateTimeOffset AddWorkingDays(DateTimeOffset start, int days)
    {
        _ = Ticks(start);
        return Instant(closes[DayIndex(UkTime.DateOf(start), days)]);
    }

    /// <summary>The instant at which <paramref name="amount"/> of opening time has passed since <paramref name="start"/>. Nothing to add gives <paramref name="start"/>.</summary>
    /// <param name="start">May lie outside opening hours; counting begins at the next opening.</param>
    /// <param name="amount">Zero or more.</param>
    public DateTimeOffset AddWorkingHours(DateTimeOffset start, TimeSpan amount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, TimeSpan.Zero);
        if (amount == TimeSpan.Zero)
            return start.ToUniversalTime();

        var target = Worked(Ticks(start)) + amount.Ticks;
        // The window in which the target is reached: the last that begins with less than the target behind it.
        var index = Array.BinarySearch(workedBefore, target);
        index = (index >= 0 ? index : ~index) - 1;
        var end = opens[index] + (target - workedBefore[index]);
        if (end > closes[index])
            throw new ArgumentOutOfRangeException(nameof(amount), "The result lies outside the calendar.");
        return Instant(end);
    }

    /// <summary>Opening time between two instants; zero when <paramref name="end"/> is not after <paramref name="start"/>.</summary>
    public TimeSpan WorkingTimeBetween(DateTimeOffset start, DateTimeOffset end) =>
        end <= start ? TimeSpan.Zero : new TimeSpan(Worked(Ticks(end)) - Worked(Ticks(start)));

    private static DateTimeOffset Instant(long utcTicks) => new(utcTicks, TimeSpan.Zero);

    private int DayIndex(DateOnly date, int days)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        var index = Array.BinarySearch(dates, date);
        var dayZero = index >= 0 ? index : ~index - 1;
        var found = dayZero + days;
        if (dayZero < -1 || found >= dates.Length || date.Year < FirstTabledYear)
            throw new ArgumentOutOfRangeException(nameof(days), "The result lies outside the calendar.");
        return found;
    }

    private long Worked(long ticks)
    {
        var index = WindowAtOrBefore(ticks);
        return index < 0 ? 0 : workedBefore[index] + (Math.Min(ticks, closes[index]) - opens[index]);
    }

    private int WindowAtOrBefore(long ticks)
    {
        var index = Array.BinarySearch(opens, ticks);
        return index >= 0 ? index : ~index - 1;
    }

    private long Ticks(DateTimeOffset instant)
    {
        if (instant < tableStart || instant > tableEnd)
            throw new ArgumentOutOfRangeException(nameof(instant), "The instant lies outside the calendar.");
        return instant.UtcTicks;
    }
}
