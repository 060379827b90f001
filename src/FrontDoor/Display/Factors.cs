namespace Mash.FrontDoor.Display;

/// <summary>Presenting concerns in words: the factors of the children in need census, with A child, B parent or carer, C other person in the home.</summary>
internal static class Factors
{
    private static readonly Dictionary<string, string> Whole = new(StringComparer.OrdinalIgnoreCase)
    {
        ["7A"] = "Young carer",
        ["8B"] = "Privately fostered, returning overseas", ["8C"] = "Privately fostered, staying from overseas", ["8D"] = "Privately fostered, UK education",
        ["8E"] = "Privately fostered, UK family arrangement", ["8F"] = "Privately fostered, other",
        ["9A"] = "Unaccompanied asylum-seeking child", ["10A"] = "Missing", ["11A"] = "Child sexual exploitation", ["12A"] = "Trafficking", ["13A"] = "Gangs",
        ["14A"] = "Socially unacceptable behaviour", ["15A"] = "Self-harm", ["16A"] = "Neglect", ["17A"] = "Emotional abuse",
        ["18B"] = "Physical abuse by a child", ["18C"] = "Physical abuse by an adult", ["19B"] = "Sexual abuse by a child", ["19C"] = "Sexual abuse by an adult",
        ["20"] = "Other concern", ["21"] = "No factors", ["22A"] = "Female genital mutilation", ["23A"] = "Abuse linked to faith or belief",
        ["24A"] = "Child criminal exploitation",
    };

    private static readonly Dictionary<char, string> Kinds = new()
    {
        ['1'] = "Alcohol", ['2'] = "Drugs", ['3'] = "Domestic abuse", ['4'] = "Mental health", ['5'] = "Learning disability", ['6'] = "Physical disability or illness",
    };

    /// <summary>Such as "Domestic abuse (parent or carer)"; an unknown code is shown as it came.</summary>
    public static string Of(string code)
    {
        if (Whole.TryGetValue(code, out var words))
            return words;
        if (code.Length != 2 || !Kinds.TryGetValue(code[0], out var kind))
            return code;
        return char.ToUpperInvariant(code[1]) switch
        {
            'A' => $"{kind} (child)",
            'B' => $"{kind} (parent or carer)",
            'C' => $"{kind} (other person in the home)",
            _ => code,
        };
    }
}
