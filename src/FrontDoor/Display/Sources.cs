namespace Mash.FrontDoor.Display;

/// <summary>The 22 sources of a contact (children in need census) in words, and the groups people filter by.</summary>
internal static class Sources
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["1A"] = "Family or carer", ["1B"] = "Neighbour or friend", ["1C"] = "Child themself", ["1D"] = "Public",
        ["2A"] = "School", ["2B"] = "Education service",
        ["3A"] = "GP", ["3B"] = "Health visitor", ["3C"] = "School nurse", ["3D"] = "Primary health",
        ["3E"] = "Emergency department", ["3F"] = "Other health",
        ["4"] = "Housing",
        ["5A"] = "Council social care", ["5B"] = "Council, other", ["5C"] = "Another council", ["5D"] = "Early help",
        ["6"] = "Police", ["7"] = "Court or probation", ["8"] = "Voluntary or other", ["9"] = "Anonymous", ["10"] = "Source unknown",
    };

    /// <summary>Groups by key as it stands in an address, the words for it and the codes it holds.</summary>
    public static IReadOnlyList<SourceGroup> Groups { get; } =
    [
        new("police", "Police", ["6"]),
        new("schools", "Schools and education", ["2A", "2B"]),
        new("health", "Health", ["3A", "3B", "3C", "3D", "3E", "3F"]),
        new("housing", "Housing", ["4"]),
        new("council", "Councils and early help", ["5A", "5B", "5C", "5D"]),
        new("public", "Family and public", ["1A", "1B", "1C", "1D", "9"]),
        new("other", "Courts, voluntary and other", ["7", "8", "10"]),
    ];

    /// <summary>Every code with its words, in the order of the census.</summary>
    public static IEnumerable<KeyValuePair<string, string>> All => Words;

    /// <summary>Short words for a code, such as "Police"; an unknown code is shown as it came.</summary>
    public static string Of(string code) => Words.GetValueOrDefault(code, code);
}

/// <summary>Sources that people filter by together.</summary>
internal sealed record SourceGroup(string Key, string Words, IReadOnlyList<string> Codes);
