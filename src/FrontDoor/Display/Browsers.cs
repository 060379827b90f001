namespace Mash.FrontDoor.Display;

/// <summary>What a browser says it is, in the words people use.</summary>
internal static class Browsers
{
    // Order matters: most browsers also claim to be the ones further down.
    private static readonly (string Mark, string Name)[] Names =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux")];

    /// <summary>Such as "Firefox on Windows"; what it said, where that is in no known form.</summary>
    public static string Of(string userAgent)
    {
        if (userAgent.Length == 0)
            return "Browser not named";
        var name = Find(Names, userAgent);
        var system = Find(Systems, userAgent);
        return (name, system) switch
        {
            (null, _) => userAgent,
            (_, null) => name,
            _ => $"{name} on {system}",
        };
    }

    private static string? Find((string Mark, string Name)[] known, string text) =>
        known.FirstOrDefault(entry => text.Contains(entry.Mark, StringComparison.Ordinal)).Name;
}
