namespace Mash.AgencyCli.Mapping;

/// <summary>White space that people do not see: trimmed for reading a value, kept in what is sent.</summary>
internal static class OddSpace
{
    private const char ZeroWidthSpace = '\u200B';
    private const char WordJoiner = '\u2060';
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>The text without white space and zero-width spaces at either end.</summary>
    public static string Trim(string text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && IsBlank(text[start])) start++;
        while (end > start && IsBlank(text[end - 1])) end--;
        return start == 0 && end == text.Length ? text : text[start..end];
    }

    /// <summary>Whether a short value carries white space that it should not: at an end, doubled, or of an unusual kind.</summary>
    public static bool IsIn(string text)
    {
        if (text.Length == 0) return false;
        if (IsBlank(text[0]) || IsBlank(text[^1])) return true;
        for (var i = 0; i < text.Length; i++)
        {
            if (IsBlank(text[i]) && (text[i] != ' ' || text[i - 1] == ' ')) return true;
        }
        return false;
    }

    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || c is ZeroWidthSpace or WordJoiner or ByteOrderMark;
}
