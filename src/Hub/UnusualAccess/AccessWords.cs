using System.Globalization;

namespace Mash.Hub.UnusualAccess;

/// <summary>What a rule has to say, in plain words. Never a name, a number or an address.</summary>
internal static class AccessWords
{
    public const string OwnAddress = "Opened a contact with an address that they declared as one of their own.";
    public const string DeclaredPerson = "Opened a contact with a person whom they declared as a relative or another interest.";
    public const string ColleagueAddress = "Opened a contact with an address or a person that a colleague declared as an interest. None of their work is about this family.";
    public const string HighProfileNoLink = "Opened a high-profile record that none of their work is about.";
    public const string NoLink = "None of their work is about this family.";
    public const string LookedForByName = "They looked for that name first.";
    public const string LookedForThemselves = "Looked for their own name.";
    public const string LookedForColleague = "Looked for a name that a colleague has.";
    public const string SearchedFor = "It was in the queue, and they looked for that name by itself.";
    public const string OutsideHours = "It was in the queue, and they opened it outside working hours.";

    public static string Returned(int days) => string.Create(CultureInfo.InvariantCulture,
        $"It was in the queue. They opened it on {days} days of the week and did no work on it.");

    public static string HighProfileNotWorked(int hours) => string.Create(CultureInfo.InvariantCulture,
        $"Opened a high-profile record in the queue and did no work on it within {hours} hours.");

    public static string SameName(bool whole, string added) => whole
        ? "Opened a contact in which an adult has the same name as themselves. " + added
        : "Opened a contact in which a child or a person of the household has their own family name. " + added;

    public static string Colleague(string added) => "Opened a contact in which an adult has the name of a colleague. " + added;

    /// <summary>What was true of a look or a search when it happened.</summary>
    public static IEnumerable<string> Circumstances(V1.EvidenceAct act, AccessFlags flags, DateTimeOffset? ended, DateTimeOffset time)
    {
        var searched = act == V1.EvidenceAct.Searched;
        if (ended is { } end)
            yield return Ended((time - end).Days);
        if ((flags & AccessFlags.OwnName) != 0)
            yield return searched ? "Looked for their own name" : "An adult has their own name";
        else if ((flags & AccessFlags.OwnSurname) != 0)
            yield return searched ? "Looked for their own family name" : "Their own family name";
        if ((flags & AccessFlags.ByReference) != 0)
            yield return "By a reference";
        if ((flags & AccessFlags.OwnAddress) != 0)
            yield return "An address they declared";
        if ((flags & AccessFlags.DeclaredPerson) != 0)
            yield return "A person they declared";
        if ((flags & AccessFlags.ColleagueAddress) != 0)
            yield return "An address a colleague declared";
        if ((flags & AccessFlags.HighProfile) != 0)
            yield return "High-profile record";
        if ((flags & AccessFlags.OwnWork) != 0)
            yield return "They worked on it";
        if ((flags & AccessFlags.InQueue) != 0)
            yield return "In the queue";
        if ((flags & AccessFlags.Routed) != 0)
            yield return "Routed to their role";
        if ((flags & AccessFlags.OnDuty) != 0)
            yield return "On the duty rota";
    }

    private static string Ended(int days) => days switch
    {
        0 => "Ended on the same day",
        1 => "Ended 1 day before",
        _ => string.Create(CultureInfo.InvariantCulture, $"Ended {days} days before"),
    };

    /// <summary>A count beside what is usual.</summary>
    public static string Of(AccessExcess excess)
    {
        var children = excess.Count == 1 ? "1 child" : string.Create(CultureInfo.InvariantCulture, $"{excess.Count} different children");
        var what = excess.Measure switch
        {
            AccessMeasure.ChildrenInAnHour => $"Opened records of {children} within one hour.",
            AccessMeasure.ChildrenInAShift => $"Opened records of {children} in one shift.",
            AccessMeasure.NoCaseLink => $"Opened records of {children} in one week that none of their work is about.",
            AccessMeasure.NoCaseLinkFourWeeks => $"Opened records of {children} in four weeks that none of their work is about.",
            AccessMeasure.AfterClosure => $"Opened records of {children} in one week whose contact had ended long before, and that none of their work is about.",
            AccessMeasure.OutOfHours => $"Opened records of {children} in one week outside working hours and the duty rota.",
            AccessMeasure.AtNight => $"Opened records of {children} in one week in the middle of the night, outside the duty rota.",
            AccessMeasure.SearchThenView => $"Looked for and opened records of {children} in one week that none of their work is about.",
            _ => throw new ArgumentOutOfRangeException(nameof(excess)),
        };
        var compared = excess.Basis switch
        {
            AccessBasis.Own => string.Create(CultureInfo.InvariantCulture, $" Usual for this person: {excess.Usual:0.#}."),
            AccessBasis.Role => string.Create(CultureInfo.InvariantCulture, $" Usual in this role: {excess.Usual:0.#}."),
            _ => "",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{what}{compared} More than {excess.Limit} is shown here.");
    }
}
