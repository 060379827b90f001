using Mash.V1;

namespace Mash.FrontDoor.Display;

/// <summary>Codes about a person in words: ethnicity and disability (DfE), sex, age group, council area.</summary>
internal static class Characteristics
{
    private static readonly Dictionary<string, string> Ethnicities = new(StringComparer.OrdinalIgnoreCase)
    {
        ["WBRI"] = "White British", ["WIRI"] = "White Irish", ["WIRT"] = "Traveller of Irish heritage", ["WOTH"] = "Any other White background", ["WROM"] = "Gypsy or Roma",
        ["MWBC"] = "White and Black Caribbean", ["MWBA"] = "White and Black African", ["MWAS"] = "White and Asian", ["MOTH"] = "Any other Mixed background",
        ["AIND"] = "Indian", ["APKN"] = "Pakistani", ["ABAN"] = "Bangladeshi", ["AOTH"] = "Any other Asian background",
        ["BCRB"] = "Black Caribbean", ["BAFR"] = "Black African", ["BOTH"] = "Any other Black background", ["CHNE"] = "Chinese", ["OOTH"] = "Any other ethnic group",
        ["REFU"] = "Ethnicity refused", ["NOBT"] = "Ethnicity not yet obtained",
    };

    private static readonly Dictionary<string, string> Disabilities = new(StringComparer.OrdinalIgnoreCase)
    {
        ["NONE"] = "No disability", ["MOB"] = "Mobility", ["HAND"] = "Hand function", ["PC"] = "Personal care", ["INC"] = "Incontinence", ["COMM"] = "Communication",
        ["LD"] = "Learning", ["HEAR"] = "Hearing", ["VIS"] = "Vision", ["BEH"] = "Behaviour", ["CON"] = "Consciousness", ["AUT"] = "Autism", ["DDA"] = "Other disability",
    };

    /// <summary>Such as "White British"; an unknown code is shown as it came.</summary>
    public static string Ethnicity(string code) => Ethnicities.GetValueOrDefault(code, code);

    /// <summary>Such as "Hearing"; an unknown code is shown as it came.</summary>
    public static string Disability(string code) => Disabilities.GetValueOrDefault(code, code);

    /// <summary>Girl, boy or nothing where it is not known.</summary>
    public static string? Sex(Sex sex) => sex switch
    {
        V1.Sex.Male => "Boy",
        V1.Sex.Female => "Girl",
        _ => null,
    };

    /// <summary>Such as "Under 1".</summary>
    public static string AgeBand(AgeBand band) => band switch
    {
        V1.AgeBand.Unborn => "Unborn",
        V1.AgeBand.Under1 => "Under 1",
        V1.AgeBand._1To4 => "1 to 4",
        V1.AgeBand._5To9 => "5 to 9",
        V1.AgeBand._10To15 => "10 to 15",
        V1.AgeBand._16AndOver => "16 and over",
        _ => "Age not known",
    };

    /// <summary>Short name of a council area, such as "North".</summary>
    public static string Area(CouncilArea area) => area switch
    {
        CouncilArea.North => "North",
        CouncilArea.West => "West",
        CouncilArea.OutOfArea => "Out of area",
        _ => "Area unknown",
    };

    /// <summary>Whole name of a council area, such as "North Northamptonshire".</summary>
    public static string AreaName(CouncilArea area) => area switch
    {
        CouncilArea.North => "North Northamptonshire",
        CouncilArea.West => "West Northamptonshire",
        CouncilArea.OutOfArea => "out of area",
        _ => "council area unknown",
    };
}
