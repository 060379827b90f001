using System.Globalization;

namespace Mash.FrontDoor.Components;

/// <summary>Dates, times and durations as people here read them, in the time of England.</summary>
internal static class TimeWords
{
    private static readonly TimeZoneInfo England = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>Such as "19 November 2026".</summary>
    public static string Date(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>Such as "Friday 20 November 2026".</summary>
    public static string LongDate(DateTimeOffset at) => Local(at).ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>The day in England at an instant.</summary>
    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(Local(at).DateTime);

    /// <summary>Such as "2:20pm"; "midday" and "midnight" because 12 is read both ways.</summary>
    public static string Time(DateTimeOffset at)
    {
        var local = Local(at);
        return (local.Hour, local.Minute) switch
        {
            (0, 0) => "midnight",
            (12, 0) => "midday",
            _ => local.ToString("h:mmtt", CultureInfo.InvariantCulture).ToLowerInvariant(),
        };
    }

    /// <summary>Such as "19 November 2026, 2:20pm".</summary>
    public static string DateAndTime(DateTimeOffset at) => $"{Date(DayOf(at))}, {Time(at)}";

    /// <summary>Such as "3:31pm today", "1:10pm yesterday", "5:00pm on Monday" (within a week ahead) or "5:00pm on 8 October 2026".</summary>
    public static string When(DateTimeOffset at, DateTimeOffset now)
    {
        var days = DayOf(at).DayNumber - DayOf(now).DayNumber;
        return days switch
        {
            0 => $"{Time(at)} today",
            -1 => $"{Time(at)} yesterday",
            1 => $"{Time(at)} tomorrow",
            > 1 and < 7 => $"{Time(at)} on {Local(at).DayOfWeek}",
            _ => $"{Time(at)} on {Date(DayOf(at))}",
        };
    }

    /// <summary>As <see cref="When"/>, but only the time where it is today: for clocks, which are about today unless they say otherwise.</summary>
    public static string WhenShort(DateTimeOffset at, DateTimeOffset now) =>
        DayOf(at) == DayOf(now) ? Time(at) : When(at, now);

    /// <summary>Elapsed time in its two largest units, rounded down: "2 days 3 h", "5 h 40 min", "12 min", "less than 1 min".</summary>
    public static string Elapsed(TimeSpan span) => span.TotalDays < 1
        ? Hours(span)
        : Join((int)span.TotalDays == 1 ? "1 day" : $"{(int)span.TotalDays} days", span.Hours == 0 ? null : $"{span.Hours} h");

    /// <summary>Time in hours and minutes however long: a working day has no agreed length in words.</summary>
    public static string Hours(TimeSpan span) => span.TotalMinutes < 1
        ? "less than 1 min"
        : Join(span.TotalHours < 1 ? null : $"{(int)span.TotalHours} h", span.Minutes == 0 ? null : $"{span.Minutes} min");

    private static DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, England);

    private static string Join(params string?[] parts) => string.Join(' ', parts.Where(part => part is not null));
}
