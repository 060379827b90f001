using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Mash.Hub.People.Identifiers;

/// <summary>Text made fit to keep and text made fit to compare. What the sender wrote is stored beside both, unchanged.</summary>
internal static class MatchText
{
    // Letters that do not decompose into a base letter and a mark.
    private static readonly FrozenDictionary<Rune, string> Spelled = new Dictionary<Rune, string>
    {
        [new('ß')] = "ss", [new('æ')] = "ae", [new('œ')] = "oe", [new('ø')] = "o", [new('ł')] = "l", [new('đ')] = "d",
        [new('ð')] = "d", [new('þ')] = "th", [new('ı')] = "i", [new('ħ')] = "h", [new('ŧ')] = "t", [new('ŋ')] = "ng",
    }.ToFrozenDictionary();

    /// <summary>True for null and for text of white space and invisible characters only.</summary>
    public static bool IsBlank(string? text) => text is null || text.All(IdentifierText.IsInvisible);

    /// <summary>
    /// Without white space and invisible characters at either end, in Unicode form C. Broken surrogates become U+FFFD. Empty when blank.
    /// </summary>
    public static string Clean(string? text)
    {
        if (text is null)
            return "";
        var start = 0;
        var end = text.Length;
        while (start < end && IdentifierText.IsInvisible(text[start]))
            start++;
        while (end > start && IdentifierText.IsInvisible(text[end - 1]))
            end--;
        return Whole(text[start..end]).Normalize(NormalizationForm.FormC);
    }

    /// <summary>
    /// For comparing only: lower case, without diacritics and invisible characters, apostrophes closed up (O'Brien is
    /// obrien), all other punctuation and white space one space. Letters of other scripts stay. Empty when nothing is left.
    /// </summary>
    public static string Fold(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";

        var folded = new StringBuilder(text.Length);
        var gap = false;
        // The acute accent as an apostrophe would decompose into a space and a mark.
        var decomposed = Whole(text).Replace('\u00B4', '\'').Normalize(NormalizationForm.FormKD);
        foreach (var rune in decomposed.EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format:
                case var _ when IsApostrophe(rune):
                    continue;
                case var category when !IsKept(category):
                    gap = folded.Length > 0;
                    continue;
            }

            if (gap)
                folded.Append(' ');
            gap = false;
            var lower = Rune.ToLowerInvariant(rune);
            folded.Append(Spelled.TryGetValue(lower, out var spelled) ? spelled : lower.ToString());
        }

        return folded.ToString();
    }

    private static bool IsKept(UnicodeCategory category) => category
        is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.SpacingCombiningMark
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    // ASCII, typographic, grave, and the letters that stand for the same in Pacific and Semitic names.
    private static bool IsApostrophe(Rune rune) => rune.Value
        is '\'' or '\u2018' or '\u2019' or '`' or '\u02B9' or '\u02BB' or '\u02BC' or '\u02BE' or '\u02BF' or '\uFF07';

    // Normalize throws on a surrogate without its pair.
    private static string Whole(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
            return text;
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            whole.Append(rune.ToString());
        return whole.ToString();
    }
}
