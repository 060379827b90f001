using System.Diagnostics.CodeAnalysis;

namespace Mash.Hub.People.Identifiers;

/// <summary>
/// NHS number: ten digits, the last a check digit with weights 10 to 2 modulo 11 (NHS Data Dictionary). A valid number says
/// nothing about whose it is; whether it was traced is kept beside it.
/// </summary>
internal readonly record struct NhsNumber
{
    private NhsNumber(string value) => Value = value;

    /// <summary>Ten digits without spaces.</summary>
    public string Value { get; }

    /// <summary>In the reserved range for test data, 999.</summary>
    public bool IsTestRange => Value.StartsWith("999", StringComparison.Ordinal);

    /// <summary>As people read it: 3-3-4 with spaces.</summary>
    public string Display => $"{Value[..3]} {Value[3..6]} {Value[6..]}";

    /// <summary>Reads a number with or without spaces and hyphens. The reason is a sentence for the sender and holds no data.</summary>
    public static bool TryParse(string? text, out NhsNumber value, [NotNullWhen(false)] out string? reason)
    {
        value = default;
        var digits = IdentifierText.Compact(text, "-");
        if (digits is not { Length: 10 } || !IdentifierText.IsDigits(digits))
        {
            reason = "An NHS number has 10 digits.";
            return false;
        }

        // 9999999999 and others pass the arithmetic; they are what people type to get past a field.
        if (digits.AsSpan().IndexOfAnyExcept(digits[0]) < 0)
        {
            reason = "The same digit ten times is not an NHS number. Leave it out and say that it is not known.";
            return false;
        }

        var sum = 0;
        for (var index = 0; index < 9; index++)
            sum += (digits[index] - '0') * (10 - index);
        var check = (11 - sum % 11) % 11;
        if (check != digits[9] - '0')
        {
            reason = "The NHS number's check digit does not fit. Copy the number again.";
            return false;
        }

        value = new(digits);
        reason = null;
        return true;
    }

    public override string ToString() => nameof(NhsNumber);
}
