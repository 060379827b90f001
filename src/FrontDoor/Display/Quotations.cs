namespace Mash.FrontDoor.Display;

/// <summary>Puts somebody's own words into quotation marks, unless the sender has done so already.</summary>
internal static class Quotations
{
    private const string Opening = "\"“”‘'«";
    private const string Closing = "\"”“’'»";

    /// <summary>For example <c>I sort them.</c> and <c>"I sort them."</c> both give “I sort them.”; words around a quotation stay as they are, in marks.</summary>
    public static string Of(string words)
    {
        var text = words.Trim();
        var isQuoted = text.Length > 1 && Opening.Contains(text[0]) && Closing.Contains(text[^1])
            && text.AsSpan(1, text.Length - 2).IndexOfAny("\"“”«»") < 0;
        return isQuoted ? $"“{text[1..^1]}”" : $"“{words}”";
    }
}
