using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Mash.Hub.People.Identifiers;

/// <summary>What every identifier parser does first: drop what people and systems add around the characters that count.</summary>
internal static class IdentifierText
{
    /// <summary>
    /// Upper case without white space, invisible characters and the given separators; null when nothing is left or the
    /// text is longer than any identifier.
    /// </summary>
    public static string? Compact(string? text, string separators = "")
    {
        const int longest = 100;
        if (text is null || text.Length > longest)
            return null;

        var kept = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (!IsInvisible(character) && !separators.Contains(character, StringComparison.Ordinal))
                kept.Append(char.ToUpperInvariant(character));
        }

        return kept.Length == 0 ? null : kept.ToString();
    }

    /// <summary>White space of any kind, control characters, and characters without width.</summary>
    public static bool IsInvisible(char character) =>
        char.IsWhiteSpace(character)
        || char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format;

    /// <summary>True when every character is an ASCII digit.</summary>
    public static bool IsDigits([NotNullWhen(true)] string? text) =>
        !string.IsNullOrEmpty(text) && text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;
}
