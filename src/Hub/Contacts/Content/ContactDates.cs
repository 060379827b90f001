using Google.Protobuf.WellKnownTypes;
using Mash.V1;

namespace Mash.Hub.Contacts.Content;

/// <summary>Reads dates and instants of mash.v1 without throwing.</summary>
internal static class ContactDates
{
    private const int FirstYear = 1900;
    private const int LastYear = 2199;
    private const int NanosPerSecond = 1_000_000_000;

    /// <summary>True where the three parts name a real day of the years 1900 to 2199.</summary>
    public static bool TryRead(Date date, out DateOnly day)
    {
        day = default;
        if (date.Year is < FirstYear or > LastYear || date.Month is < 1 or > 12)
            return false;
        if (date.Day < 1 || date.Day > DateTime.DaysInMonth(date.Year, date.Month))
            return false;
        day = new DateOnly(date.Year, date.Month, date.Day);
        return true;
    }

    /// <summary>True where the timestamp lies in the years 1 to 9999 and is normal, as the protobuf specification asks.</summary>
    public static bool TryRead(Timestamp timestamp, out DateTimeOffset instant)
    {
        instant = default;
        if (timestamp.Seconds < DateTimeOffset.MinValue.ToUnixTimeSeconds() || timestamp.Seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
            return false;
        if (timestamp.Nanos is < 0 or >= NanosPerSecond)
            return false;
        instant = DateTimeOffset.FromUnixTimeSeconds(timestamp.Seconds).AddTicks(timestamp.Nanos / TimeSpan.NanosecondsPerTick);
        return true;
    }

    /// <summary>The day, or null where none is given or it does not exist.</summary>
    public static DateOnly? DayOrNull(Date? date) => date is not null && TryRead(date, out var day) ? day : null;

    /// <summary>The date as mash.v1 carries it.</summary>
    public static Date ToProto(DateOnly day) => new() { Year = day.Year, Month = day.Month, Day = day.Day };
}
