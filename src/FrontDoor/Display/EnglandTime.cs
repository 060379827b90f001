using System.Globalization;

namespace Mash.FrontDoor.Display;

/// <summary>Times of day in England as people type them, and the instants that they mean.</summary>
internal static class EnglandTime
{
    private static readonly TimeZoneInfo England = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    private static readonly string[] Forms = ["H:mm", "HH:mm", "H.mm", "HHmm", "h:mmtt", "h.mmtt", "htt", "h:mm tt", "h tt"];

    /// <summary>Reads a time such as "08:45", "8.45" or "5pm"; null where it is none.</summary>
    public static TimeOnly? Read(string? text) =>
        TimeOnly.TryParseExact(text?.Trim().ToUpperInvariant(), Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    /// <summary>The instant of a day and time. In the hour that the clocks skip it is the instant after; in the hour that comes twice, the first.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        if (England.IsInvalidTime(local))
            local = local.AddHours(1);
        var offset = England.IsAmbiguousTime(local) ? England.GetAmbiguousTimeOffsets(local).Max() : England.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }
}
