using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Mash.Hub.People.Identifiers;

/// <summary>A telephone number in E.164 form; numbers without a country code are read as United Kingdom numbers.</summary>
internal readonly partial record struct Telephone
{
    private Telephone(string value, string? extension) => (Value, Extension) = (value, extension);

    /// <summary>Plus, country code and number, for example <c>+447700900123</c>.</summary>
    public string Value { get; }

    /// <summary>Digits to dial after the call is answered, where given.</summary>
    public string? Extension { get; }

    /// <summary>Reads the ways people write a number: spaces, hyphens, dots, brackets, 0044, +44 (0), ext. The reason is a sentence for the sender and holds no data.</summary>
    public static bool TryParse(string? text, out Telephone value, [NotNullWhen(false)] out string? reason)
    {
        value = default;
        var compact = IdentifierText.Compact(text, "-.()/\u2010\u2011\u2012\u2013");
        var match = compact is null ? null : Form().Match(compact);
        if (match is not { Success: true })
        {
            reason = "This is not a telephone number. Write it with its area code, for example 01632 960 001.";
            return false;
        }

        var digits = match.Groups["number"].Value;
        var isInternational = match.Groups["plus"].Success;
        if (!isInternational && digits.StartsWith("00", StringComparison.Ordinal))
            (digits, isInternational) = (digits[2..], true);

        if (isInternational && !digits.StartsWith("44", StringComparison.Ordinal))
        {
            if (digits.Length is < 8 or > 15 || digits[0] == '0')
            {
                reason = "An international number has a country code and 8 to 15 digits altogether.";
                return false;
            }

            return Accept("+" + digits, out value, out reason);
        }

        var national = isInternational ? digits[2..].TrimStart('0') : digits.StartsWith('0') ? digits[1..] : "";
        if (!UkNational().IsMatch(national))
        {
            reason = "A United Kingdom number begins with 0 and has 10 or 11 digits.";
            return false;
        }

        return Accept("+44" + national, out value, out reason);

        bool Accept(string number, out Telephone accepted, out string? none)
        {
            accepted = new(number, match.Groups["ext"] is { Success: true } ext ? ext.Value : null);
            none = null;
            return true;
        }
    }

    public override string ToString() => nameof(Telephone);

    [GeneratedRegex("^(?<plus>\\+)?(?<number>[0-9]{7,17})((EXTENSION|EXTN|EXT|X|#):?(?<ext>[0-9]{1,6}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    // Ten digits; nine in a few places and on old freephone numbers; seven for helplines such as 0800 1111.
    [GeneratedRegex("^([1235789][0-9]{9}|1[0-9]{8}|800[0-9]{6}|8(00|45)[0-9]{4})$", RegexOptions.CultureInvariant)]
    private static partial Regex UkNational();
}
