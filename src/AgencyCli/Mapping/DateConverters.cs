using System.Globalization;
using System.Text.RegularExpressions;
using Google.Protobuf.WellKnownTypes;
using Mash.V1;

namespace Mash.AgencyCli.Mapping;

/// <summary>Readers of dates and times in a fixed format.</summary>
internal static partial class DateConverters
{
    /// <summary>A calendar date.</summary>
    public static ValueConverter Date(string format) => (text, _) =>
        DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? Conversion.Of(new Date { Year = date.Year, Month = date.Month, Day = date.Day })
            : Conversion.Wrong(Reason(text, format, "date"));

    /// <summary>A local time in a zone. Of a time that occurs twice the first is taken, with a warning; one that the clocks skip is refused.</summary>
    public static ValueConverter LocalTime(string format, TimeZoneInfo zone) => (text, _) =>
    {
        if (!DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return Conversion.Wrong(Reason(text, format, "time"));
        if (zone.IsInvalidTime(local))
            return Conversion.Wrong("does not exist: the clocks go forward over this hour on that night");
        if (!zone.IsAmbiguousTime(local))
            return Conversion.Of(Timestamp.FromDateTime(TimeZoneInfo.ConvertTimeToUtc(local, zone)));
        var first = new DateTimeOffset(local, zone.GetAmbiguousTimeOffsets(local).Max());
        return Conversion.Of(Timestamp.FromDateTimeOffset(first),
            "occurs twice on the night the clocks go back; the first was taken");
    };

    /// <summary>An instant in ISO 8601 with an offset or Z.</summary>
    public static ValueConverter Instant() => (text, _) =>
        IsoInstant().IsMatch(text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            ? Conversion.Of(Timestamp.FromDateTimeOffset(instant))
            : Conversion.Wrong("is not a time in the form yyyy-MM-ddTHH:mm:ss with an offset");

    private static string Reason(string text, string format, string kind) =>
        HasShape(text, format)
            ? $"names a {kind} that does not exist"
            : $"is not a {kind} in the form {format}";

    private static bool HasShape(string text, string format) =>
        text.Length == format.Length
        && text.Zip(format).All(pair => char.IsAsciiLetter(pair.Second) ? char.IsAsciiDigit(pair.First) : pair.First == pair.Second);

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex IsoInstant();
}
