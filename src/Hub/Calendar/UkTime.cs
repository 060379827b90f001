namespace Mash.Hub.Calendar;

/// <summary>What had to be decided to turn a local time into an instant.</summary>
internal enum LocalTimeNote
{
    /// <summary>The time occurs once.</summary>
    Plain,

    /// <summary>The time occurs twice, on the night the clocks go back; the first was taken.</summary>
    Ambiguous,

    /// <summary>The time does not occur, on the night the clocks go forward; it was read as if the clocks had not changed yet.</summary>
    Skipped,
}

/// <summary>An instant read from a local time, and whether the reading needs a warning.</summary>
internal readonly record struct LocalTimeReading(DateTimeOffset Instant, LocalTimeNote Note);

/// <summary>Local time in England: Europe/London with its two clock changes a year.</summary>
internal static class UkTime
{
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>Reads a wall-clock time (its <see cref="DateTime.Kind"/> is ignored). The instant is in UTC.</summary>
    public static LocalTimeReading Resolve(DateTime local)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (Zone.IsInvalidTime(local))
        {
            // The gap lies between the offset before the change (winter) and the one after it (summer).
            var before = Zone.GetUtcOffset(local.AddHours(-3));
            return new(Utc(local, before), LocalTimeNote.Skipped);
        }

        if (Zone.IsAmbiguousTime(local))
        {
            var first = Zone.GetAmbiguousTimeOffsets(local).Max();
            return new(Utc(local, first), LocalTimeNote.Ambiguous);
        }

        return new(Utc(local, Zone.GetUtcOffset(local)), LocalTimeNote.Plain);
    }

    /// <summary>The same instant as a wall clock in England shows it.</summary>
    public static DateTimeOffset ToLocal(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>The date in England at this instant.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(ToLocal(instant).DateTime);

    private static DateTimeOffset Utc(DateTime local, TimeSpan offset) => new DateTimeOffset(local, offset).ToUniversalTime();
}
