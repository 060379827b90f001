using System.Diagnostics.CodeAnalysis;

namespace Mash.Hub.People.Identifiers;

/// <summary>A school's number: local authority (3 digits) and establishment (4 digits).</summary>
internal readonly record struct Laestab
{
    private Laestab(string value) => Value = value;

    /// <summary>Seven digits.</summary>
    public string Value { get; }

    /// <summary>The local authority's DfE number.</summary>
    public string AuthorityCode => Value[..3];

    /// <summary>Reads it with or without a slash between its parts. The reason is a sentence for the sender and holds no data.</summary>
    public static bool TryParse(string? text, out Laestab value, [NotNullWhen(false)] out string? reason)
    {
        var digits = IdentifierText.Compact(text, "/");
        if (digits is not { Length: 7 } || !IdentifierText.IsDigits(digits))
        {
            value = default;
            reason = "A LAESTAB has 7 digits: 3 of the local authority and 4 of the school.";
            return false;
        }

        value = new(digits);
        reason = null;
        return true;
    }

    public override string ToString() => Value;
}
