using Mash.V1;

namespace Mash.FrontDoor.Display;

/// <summary>Names of people as they are read aloud, from names as the sender wrote them.</summary>
internal static class People
{
    /// <summary>Given and family name, or the name that the sender could not split; empty where there is none.</summary>
    public static string FullName(PersonName? name) => name switch
    {
        null => "",
        { Unsplit.Length: > 0 } => name.Unsplit,
        _ => $"{name.Given} {name.Family}".Trim(),
    };

    /// <summary>What to call a child in a sentence: the first given name, else the whole name.</summary>
    public static string FirstName(PersonName? name)
    {
        var given = name?.Given.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault();
        return given ?? FullName(name);
    }

    /// <summary>The child's whole name. An unborn child without one is named after the mother.</summary>
    public static string FullName(Child child, ContactDetails details)
    {
        var name = FullName(child.Name);
        if (name.Length > 0)
            return name;
        if (!child.Unborn)
            return "Child, name not known";
        var mother = details.People.FirstOrDefault(person => person.Relationship.Contains("mother", StringComparison.OrdinalIgnoreCase));
        return $"Unborn baby {mother?.Name?.Family}".TrimEnd();
    }

    /// <summary>What to call the child in a sentence.</summary>
    public static string FirstName(Child child, ContactDetails details)
    {
        var name = FirstName(child.Name);
        return name.Length > 0 ? name : FullName(child, details);
    }

    /// <summary>First words of a name of a list's row: the child's first name, or all of it for an unborn child.</summary>
    public static string FirstName(ChildSummary child) => child.AgeBand == AgeBand.Unborn
        ? child.DisplayName
        : child.DisplayName.Split(' ', 2, StringSplitOptions.TrimEntries)[0];

    /// <summary>Joins names as a sentence does: "A, B and C".</summary>
    public static string Join(IReadOnlyList<string> parts) => parts.Count switch
    {
        0 => "",
        1 => parts[0],
        _ => $"{string.Join(", ", parts.Take(parts.Count - 1))} and {parts[^1]}",
    };

    /// <summary>Joins parts that hold commas themselves: "Oscar, 7, Jessica, 12, and Brandon, 2".</summary>
    public static string JoinWithCommas(IReadOnlyList<string> parts) => parts.Count switch
    {
        0 => "",
        1 => parts[0],
        _ => $"{string.Join(", ", parts.Take(parts.Count - 1))}, and {parts[^1]}",
    };
}
