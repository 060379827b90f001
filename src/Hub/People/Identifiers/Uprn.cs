using System.Diagnostics.CodeAnalysis;

namespace Mash.Hub.People.Identifiers;

/// <summary>Unique Property Reference Number: up to 12 digits, positive, without a check digit.</summary>
internal readonly record struct Uprn
{
    private Uprn(string value) => Value = value;

    /// <summary>Digits without leading zeros.</summary>
    public string Value { get; }

    /// <summary>Reads a UPRN. The reason is a sentence for the sender and holds no data.</summary>
    public static bool TryParse(string? text, out Uprn value, [NotNullWhen(false)] out string? reason)
    {
        var digits = IdentifierText.Compact(text);
        var significant = IdentifierText.IsDigits(digits) ? digits.TrimStart('0') : "";
        if (significant.Length is 0 or > 12)
        {
            value = default;
            reason = "A UPRN has up to 12 digits.";
            return false;
        }

        value = new(significant);
        reason = null;
        return true;
    }

    public override string ToString() => nameof(Uprn);
}
