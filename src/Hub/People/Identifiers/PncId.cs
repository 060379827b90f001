using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Mash.Hub.People.Identifiers;

/// <summary>
/// Police National Computer identifier: year, serial of seven digits, check letter. Restricted to the police: stored only
/// in what the police sent.
/// </summary>
internal readonly partial record struct PncId
{
    private const string CheckLetters = "ZABCDEFGHJKLMNPQRTUVWXY";

    private PncId(string value) => Value = value;

    /// <summary>Canonical form <c>YYYY/NNNNNNND</c>.</summary>
    public string Value { get; }

    /// <summary>Reads the long and the short form, with or without the slash. The reason is a sentence for the sender and holds no data.</summary>
    /// <param name="text">What was sent.</param>
    /// <param name="today">Decides the century of a two-digit year.</param>
    /// <param name="value">The identifier.</param>
    /// <param name="reason">Why it is none.</param>
    public static bool TryParse(string? text, DateOnly today, out PncId value, [NotNullWhen(false)] out string? reason)
    {
        value = default;
        var compact = IdentifierText.Compact(text);
        var match = compact is null ? null : Form().Match(compact);
        if (match is not { Success: true })
        {
            reason = "A PNC ID has a year, up to 7 digits and a check letter, for example YYYY/NNNNNNNL.";
            return false;
        }

        var (year, serial) = Split(match.Groups["digits"].Value);
        if (year.Length is not (2 or 4) || serial.Length is < 1 or > 7)
        {
            reason = "A PNC ID has a year of 2 or 4 digits and a serial of up to 7 digits.";
            return false;
        }

        serial = serial.PadLeft(7, '0');
        var number = long.Parse(year[^2..] + serial, CultureInfo.InvariantCulture);
        if (CheckLetters[(int)(number % 23)] != match.Groups["check"].Value[0])
        {
            reason = "The PNC ID's check letter does not fit. Copy it again.";
            return false;
        }

        value = new($"{FullYear(year, today)}/{serial}{match.Groups["check"].Value}");
        reason = null;
        return true;
    }

    public override string ToString() => nameof(PncId);

    private static (string Year, string Serial) Split(string digits)
    {
        var slash = digits.IndexOf('/', StringComparison.Ordinal);
        if (slash >= 0)
            return (digits[..slash], digits[(slash + 1)..]);

        // Without a slash the length tells: two digits of year and seven of serial are the longest short form.
        const int longestShortForm = 9;
        var yearLength = digits.Length > longestShortForm ? 4 : 2;
        return digits.Length <= yearLength ? ("", "") : (digits[..yearLength], digits[yearLength..]);
    }

    private static string FullYear(string year, DateOnly today)
    {
        if (year.Length == 4)
            return year;
        var twoDigits = int.Parse(year, CultureInfo.InvariantCulture);
        return (twoDigits <= today.Year % 100 ? "20" : "19") + year;
    }

    [GeneratedRegex("^(?<digits>[0-9]{2,4}/[0-9]{1,7}|[0-9]{3,11})(?<check>[A-HJ-NP-RT-Z])$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
