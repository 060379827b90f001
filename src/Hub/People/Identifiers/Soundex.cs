namespace Mash.Hub.People.Identifiers;

/// <summary>
/// American Soundex (US National Archives rules) of a folded name. It is coarse, which is right for finding candidates: a
/// finer code such as Double Metaphone is many times the rules and is not needed before scoring.
/// </summary>
internal static class Soundex
{
    // For a to z. 0 is a vowel, which separates equal codes; h and w do not, and are skipped.
    private const string Codes = "01230120022455012623010202";

    /// <summary>
    /// A letter and three digits. Spaces are ignored. A name that is not written in the letters a to z has no sound here and
    /// comes back as it is, so that it still finds itself. Empty for empty.
    /// </summary>
    /// <param name="folded">From <see cref="MatchText.Fold"/>.</param>
    public static string Of(string folded)
    {
        var letters = folded.Replace(" ", "", StringComparison.Ordinal);
        if (letters.Length == 0 || letters.AsSpan().IndexOfAnyExceptInRange('a', 'z') >= 0)
            return letters;

        Span<char> code = ['0', '0', '0', '0'];
        code[0] = char.ToUpperInvariant(letters[0]);
        var filled = 1;
        var previous = Code(letters[0]);
        foreach (var letter in letters.AsSpan(1))
        {
            if (filled == code.Length)
                break;
            if (letter is 'h' or 'w')
                continue;
            var current = Code(letter);
            if (current != '0' && current != previous)
                code[filled++] = current;
            previous = current;
        }

        return new string(code);
    }

    private static char Code(char letter) => Codes[letter - 'a'];
}
