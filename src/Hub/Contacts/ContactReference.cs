using System.Security.Cryptography;

namespace Mash.Hub.Contacts;

/// <summary>The short reference of a contact that people say on the telephone: <c>C-7K3M9-2QDXA</c>, 50 random bits without I, L, O and U.</summary>
internal static class ContactReference
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string Create() => string.Create(13, RandomNumberGenerator.GetBytes(10), static (text, random) =>
    {
        "C-".CopyTo(text);
        for (var index = 0; index < 5; index++)
        {
            text[2 + index] = Alphabet[random[index] & 31];
            text[8 + index] = Alphabet[random[5 + index] & 31];
        }
        text[7] = '-';
    });

    /// <summary>What somebody typed, as a reference: upper case, look-alike letters replaced, hyphens set; null where it is none.</summary>
    public static string? TryParse(string typed)
    {
        var letters = typed.Trim().ToUpperInvariant().Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal)
            .Replace('O', '0').Replace('I', '1').Replace('L', '1');
        if (letters.StartsWith('C') && letters.Length == 11)
            letters = letters[1..];
        return letters.Length == 10 && letters.All(Alphabet.Contains) ? $"C-{letters[..5]}-{letters[5..]}" : null;
    }
}
