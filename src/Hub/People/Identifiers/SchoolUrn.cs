using System.Diagnostics.CodeAnalysis;

namespace Mash.Hub.People.Identifiers;

/// <summary>A school's Unique Reference Number in Get Information about Schools: 6 digits.</summary>
internal readonly record struct SchoolUrn
{
    private SchoolUrn(string value) => Value = value;

    public string Value { get; }

    /// <summary>Reads a URN. The reason is a sentence for the sender and holds no data.</summary>
    public static bool TryParse(string? text, out SchoolUrn value, [NotNullWhen(false)] out string? reason)
    {
        var digits = IdentifierText.Compact(text);
        if (digits is not { Length: 6 } || !IdentifierText.IsDigits(digits) || digits[0] == '0')
        {
            value = default;
            reason = "A school URN has 6 digits and does not begin with 0.";
            return false;
        }

        value = new(digits);
        reason = null;
        return true;
    }

    public override string ToString() => Value;
}
