using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Mash.Hub.People.Identifiers;

/// <summary>
/// Postcode in the Royal Mail's format, or one of the ZZ99 pseudo postcodes of the NHS and ONS (ZZ99 3VZ: no fixed abode).
/// The format is checked, not whether it was ever allocated.
/// </summary>
internal readonly partial record struct Postcode
{
    private Postcode(string value) => Value = value;

    /// <summary>Upper case with one space.</summary>
    public string Value { get; }

    /// <summary>The part before the space, for example <c>NN16</c>.</summary>
    public string District => Value[..^4];

    /// <summary>A ZZ99 code: says something about a person, nothing about a place.</summary>
    public bool IsPseudo => Value.StartsWith("ZZ99 ", StringComparison.Ordinal);

    /// <summary>Reads a postcode with or without its space. The reason is a sentence for the sender and holds no data.</summary>
    public static bool TryParse(string? text, out Postcode value, [NotNullWhen(false)] out string? reason)
    {
        var compact = IdentifierText.Compact(text);
        if (compact is null || !Format().IsMatch(compact))
        {
            value = default;
            reason = "This is not a full postcode. For no fixed abode use ZZ99 3VZ.";
            return false;
        }

        value = new($"{compact[..^3]} {compact[^3..]}");
        reason = null;
        return true;
    }

    public override string ToString() => nameof(Postcode);

    [GeneratedRegex("^(GIR0AA|ZZ99[0-9][A-Z]{2}|[A-PR-UWYZ]([0-9]{1,2}|[A-HK-Y][0-9]([0-9]|[ABEHMNPRV-Y])?|[0-9][A-HJKPS-UW])[0-9][ABD-HJLNP-UW-Z]{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Format();
}
