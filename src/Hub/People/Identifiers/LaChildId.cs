using System.Diagnostics.CodeAnalysis;

namespace Mash.Hub.People.Identifiers;

/// <summary>A child's number in a local authority's case system: up to 20 letters and digits (CIN rules 1570 and 1580).</summary>
internal readonly record struct LaChildId
{
    public const int MaxLength = 20;

    private LaChildId(string value) => Value = value;

    /// <summary>Upper case.</summary>
    public string Value { get; }

    /// <summary>Reads a number. The reason is a sentence for the sender and holds no data.</summary>
    public static bool TryParse(string? text, out LaChildId value, [NotNullWhen(false)] out string? reason)
    {
        var id = IdentifierText.Compact(text);
        if (id is null || id.Length > MaxLength || !id.All(char.IsAsciiLetterOrDigit))
        {
            value = default;
            reason = "A local authority child ID has up to 20 letters and digits.";
            return false;
        }

        value = new(id);
        reason = null;
        return true;
    }

    public override string ToString() => nameof(LaChildId);
}
