using System.Globalization;
using System.Text;

namespace Mash.Hub.Contacts.Content;

/// <summary>Makes received text fit for one line of a list. The received text itself is kept unchanged elsewhere.</summary>
internal static class DisplayText
{
    private const char FirstStrongIsolate = '\u2068';
    private const char PopIsolate = '\u2069';

    // A line is never cut at a space before this share of its length: one long word would leave almost nothing.
    private const double LeastShare = 0.6;

    /// <summary>
    /// White space and control characters collapsed to single spaces, bidirectional controls and other invisible characters removed. Where
    /// the text runs from right to left anywhere it is isolated (U+2068, U+2069), so that it cannot turn what stands beside it.
    /// </summary>
    public static string OneLine(string text) => Isolate(Collapse(text, text.Length));

    /// <summary>The same, cut at the end of a word after at most so many UTF-16 units, with an ellipsis where something was cut.</summary>
    public static string FirstWords(string text, int limit)
    {
        var line = Collapse(text, limit + 1);
        if (line.Length <= limit)
            return Isolate(line);
        var end = line.LastIndexOf(' ', limit);
        if (end < limit * LeastShare)
            end = EndOfCharacter(line, limit);
        return Isolate(line[..end].TrimEnd(' ', ',', ';', ':', '-', '–') + "…");
    }

    /// <param name="text">Any text.</param>
    /// <param name="enough">Stops once the line is longer than this, so that a long text costs no more than a short one.</param>
    private static string Collapse(string text, int enough)
    {
        var line = new StringBuilder(Math.Min(text.Length, enough + 16));
        var gap = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                gap = line.Length > 0;
                continue;
            }

            if (IsInvisible(rune))
                continue;
            if (gap)
                line.Append(' ');
            gap = false;
            line.Append(rune.ToString());
            if (line.Length > enough)
                break;
        }

        return line.ToString();
    }

    // Joiners stay: they shape letters and emoji and turn nothing.
    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format && rune.Value is not (0x200C or 0x200D);

    private static int EndOfCharacter(string line, int limit)
    {
        var end = 0;
        while (end < line.Length)
        {
            var next = end + StringInfo.GetNextTextElementLength(line, end);
            if (next > limit)
                break;
            end = next;
        }

        return end > 0 ? end : limit;
    }

    private static string Isolate(string line) =>
        line.EnumerateRunes().Any(RunsFromTheRight) ? $"{FirstStrongIsolate}{line}{PopIsolate}" : line;

    // The blocks of scripts that are written from right to left: Hebrew to Arabic Extended-A, their presentation forms, and the historic
    // scripts, Adlam and Hanifi Rohingya of the supplementary plane.
    private static bool RunsFromTheRight(Rune rune) => rune.Value
        is >= 0x0590 and <= 0x08FF
        or >= 0xFB1D and <= 0xFDFF
        or >= 0xFE70 and <= 0xFEFF
        or >= 0x10800 and <= 0x10FFF
        or >= 0x1E800 and <= 0x1EFFF;
}
