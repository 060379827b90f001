using System.Globalization;

namespace Mash.Identity.Pages;

/// <summary>Times as people in England read them.</summary>
internal static class UkWords
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>22 November 2026 at 2:20pm.</summary>
    public static string DateTime(DateTimeOffset time)
    {
        var local = TimeZoneInfo.ConvertTime(time, London);
        return local.ToString("d MMMM yyyy 'at' h:mm", CultureInfo.InvariantCulture) + (local.Hour < 12 ? "am" : "pm");
    }
}
