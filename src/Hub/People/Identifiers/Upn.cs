using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Mash.Hub.ReferenceData;

namespace Mash.Hub.People.Identifiers;

/// <summary>
/// Unique Pupil Number: check letter, local authority (3 digits), establishment (4), year (2), serial of three digits, or of
/// two digits and a letter when temporary (DfE UPN guide; CIN rules 1510 to 1550).
/// </summary>
internal readonly record struct Upn
{
    // The letters I, O and S are left out because they look like digits.
    private const string Alphabet = "ABCDEFGHJKLMNPQRTUVWXYZ";

    private static readonly FrozenSet<string> KnownAuthorities = LoadAuthorities();

    private Upn(string value) => Value = value;

    /// <summary>Thirteen characters, upper case.</summary>
    public string Value { get; }

    /// <summary>Given until the permanent number is known; ends in a letter.</summary>
    public bool IsTemporary => !char.IsAsciiDigit(Value[12]);

    /// <summary>The local authority's DfE number, three digits.</summary>
    public string AuthorityCode => Value[1..4];

    /// <summary>False calls for a warning, not a refusal: new authorities appear before lists are updated.</summary>
    public bool AuthorityIsKnown => KnownAuthorities.Contains(AuthorityCode);

    /// <summary>Reads a UPN. The reason is a sentence for the sender and holds no data.</summary>
    public static bool TryParse(string? text, out Upn value, [NotNullWhen(false)] out string? reason)
    {
        value = default;
        var upn = IdentifierText.Compact(text);
        if (upn is not { Length: 13 })
        {
            reason = "A UPN has 13 characters.";
            return false;
        }

        if (!IdentifierText.IsDigits(upn[1..12]))
        {
            reason = "A UPN has a letter, then 11 digits, then a digit or, when temporary, a letter.";
            return false;
        }

        if (Alphabet.IndexOf(upn[0], StringComparison.Ordinal) < 0
            || !char.IsAsciiDigit(upn[12]) && Alphabet.IndexOf(upn[12], StringComparison.Ordinal) < 0)
        {
            reason = "A UPN uses the letters A to Z without I, O and S.";
            return false;
        }

        var sum = 0;
        for (var position = 2; position <= 13; position++)
            sum += position * CharacterValue(upn[position - 1]);
        if (Alphabet[sum % 23] != upn[0])
        {
            reason = "The UPN's check letter does not fit. Copy the number again.";
            return false;
        }

        value = new(upn);
        reason = null;
        return true;
    }

    public override string ToString() => nameof(Upn);

    private static int CharacterValue(char character) =>
        char.IsAsciiDigit(character) ? character - '0' : Alphabet.IndexOf(character, StringComparison.Ordinal);

    private static FrozenSet<string> LoadAuthorities() =>
        EmbeddedData.Load<AuthorityFile>("upn-la-codes.json").Ranges
            .Select(range => range.Split('-').Select(code => int.Parse(code, CultureInfo.InvariantCulture)).ToArray())
            .SelectMany(bounds => Enumerable.Range(bounds[0], bounds[^1] - bounds[0] + 1))
            .Select(code => code.ToString("000", CultureInfo.InvariantCulture))
            .ToFrozenSet(StringComparer.Ordinal);

    private sealed record AuthorityFile(DateOnly EffectiveFrom, IReadOnlyList<string> Ranges);
}
