using System.Diagnostics.CodeAnalysis;

namespace Mash.Hub.People.Identifiers;

/// <summary>A GP practice's code in the NHS Organisation Data Service: a letter and 5 digits.</summary>
internal readonly record struct GpPracticeCode
{
    private GpPracticeCode(string value) => Value = value;

    /// <summary>Upper case.</summary>
    public string Value { get; }

    /// <summary>Reads a code. The reason is a sentence for the sender and holds no data.</summary>
    public static bool TryParse(string? text, out GpPracticeCode value, [NotNullWhen(false)] out string? reason)
    {
        var code = IdentifierText.Compact(text);
        if (code is not { Length: 6 } || !char.IsAsciiLetterUpper(code[0]) || !IdentifierText.IsDigits(code[1..]))
        {
            value = default;
            reason = "A GP practice code has a letter and 5 digits.";
            return false;
        }

        value = new(code);
        reason = null;
        return true;
    }

    public override string ToString() => Value;
}
