using System.Globalization;

namespace Mash.Hub.Calendar;

/// <summary>Instants in the words of the GOV.UK style, in the time of England.</summary>
internal static class UkWords
{
    private static readonly CultureInfo England = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>For example <c>5pm on Monday 23 November 2026</c>, <c>2:20pm on Friday 20 November 2026</c>.</summary>
    public static string DayAndTime(DateTimeOffset instant)
    {
        var local = UkTime.ToLocal(instant);
        var time = local.ToString(local.Minute == 0 ? "%h" : "h:mm", England) + (local.Hour < 12 ? "am" : "pm");
        return $"{time} on {local.ToString("dddd d MMMM yyyy", England)}";
    }
}
