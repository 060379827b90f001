using System.Globalization;
using System.Text;

namespace Mash.EndToEnd.Canary;

/// <summary>
/// Texts that occur nowhere else, put into everything personal, and the search for them. A search looks for the letters that all of them
/// begin with, in any case, as UTF-8, as UTF-16, and as the hexadecimal text in which databases print bytes.
/// </summary>
internal sealed class Markers
{
    private readonly string prefix = "zq" + Guid.NewGuid().ToString("N")[..8];
    private readonly List<string> numbers = [];
    private int count;

    /// <summary>How many texts were given out.</summary>
    public int Count => count;

    /// <summary>A new text of letters and digits, 13 characters long.</summary>
    public string Next() => prefix + (++count).ToString("D3", CultureInfo.InvariantCulture);

    /// <summary>Notes an identifier whose form a rule demands, so that it is looked for as it is.</summary>
    public string Note(string identifier)
    {
        numbers.Add(identifier);
        return identifier;
    }

    /// <summary>The places of a file, or of a text, in which any of them stands; empty where none does.</summary>
    /// <param name="content">Any bytes.</param>
    public IEnumerable<string> In(byte[] content)
    {
        var lower = Array.ConvertAll(content, one => one is >= (byte)'A' and <= (byte)'Z' ? (byte)(one | 0x20) : one);
        foreach (var sought in numbers.Append(prefix).Select(text => text.ToLowerInvariant()))
        {
            foreach (var (form, bytes) in Forms(sought))
            {
                var at = lower.AsSpan().IndexOf(bytes);
                if (at >= 0)
                    yield return $"{(sought == prefix ? "a marker" : "an identifier")} as {form} at byte {at}";
            }
        }
    }

    private static IEnumerable<(string Form, byte[] Bytes)> Forms(string text)
    {
        yield return ("UTF-8", Encoding.UTF8.GetBytes(text));
        yield return ("UTF-16", Encoding.Unicode.GetBytes(text));
        yield return ("hexadecimal", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text))));
    }
}
