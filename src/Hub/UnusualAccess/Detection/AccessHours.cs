using Mash.Hub.Calendar;

namespace Mash.Hub.UnusualAccess.Detection;

/// <summary>Which shift and week a moment belongs to, and whether ordinary work is done then.</summary>
internal sealed class AccessHours(UnusualAccessThresholds thresholds, WorkingCalendar calendar)
{
    /// <summary>A night's work belongs to the day on which it began: days change at six in the morning.</summary>
    public static readonly TimeSpan DayBegins = TimeSpan.FromHours(6);

    /// <summary>The day of the shift.</summary>
    public static DateOnly ShiftOf(DateTimeOffset time) => DateOnly.FromDateTime(UkTime.ToLocal(time).DateTime - DayBegins);

    /// <summary>The Monday of the week of a shift.</summary>
    public static DateOnly WeekOf(DateOnly shift) => shift.AddDays(-(((int)shift.DayOfWeek + 6) % 7));

    /// <summary>The moment at which a shift's day begins.</summary>
    public static DateTimeOffset BeginningOf(DateOnly shift) => UkTime.Resolve(shift.ToDateTime(TimeOnly.FromTimeSpan(DayBegins))).Instant;

    /// <summary>True outside opening hours with their margins.</summary>
    public bool IsOutside(DateTimeOffset time) =>
        !calendar.IsOpen(time)
        && !calendar.IsOpen(time.AddMinutes(thresholds.EarlyMinutes))
        && !calendar.IsOpen(time.AddMinutes(-thresholds.LateMinutes));

    /// <summary>True in the middle of the night.</summary>
    public bool IsNight(DateTimeOffset time)
    {
        var hour = UkTime.ToLocal(time).Hour;
        return thresholds.NightFromHour > thresholds.NightToHour
            ? hour >= thresholds.NightFromHour || hour < thresholds.NightToHour
            : hour >= thresholds.NightFromHour && hour < thresholds.NightToHour;
    }
}
