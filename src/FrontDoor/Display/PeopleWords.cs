using Mash.V1;

namespace Mash.FrontDoor.Display;

/// <summary>People around a child in words.</summary>
internal static class PeopleWords
{
    public static bool IsNamed(NetworkPerson person) => People.FullName(person.Name).Length > 0;

    /// <summary>The name; the relationship with a capital where there is none.</summary>
    public static string Name(NetworkPerson person) => IsNamed(person)
        ? People.FullName(person.Name)
        : person.Relationship.Length == 0 ? "Somebody" : char.ToUpperInvariant(person.Relationship[0]) + person.Relationship[1..];

    public static string NameAndAge(NetworkPerson person, DateOnly today) =>
        Ages.Of(person, today) is { } age ? $"{Name(person)}, {age}" : Name(person);

    /// <summary>Relationship, and what else says who they are.</summary>
    public static string Who(NetworkPerson person)
    {
        var parts = new[]
        {
            person.Relationship.Length == 0 ? "" : char.ToUpperInvariant(person.Relationship[0]) + person.Relationship[1..],
            person.AbsentParent ? "does not live with the child" : "",
            person.PrivateFosterCarer ? "private foster carer" : "",
            person.SchoolOrWork,
        };
        return string.Join(", ", parts.Where(part => part.Length > 0));
    }

    /// <summary>What is said against them, and where they are near children.</summary>
    public static IEnumerable<string> Risks(NetworkPerson person)
    {
        if (person.AllegedToHaveHarmed)
            yield return "Said to have caused the harm";
        if (person.PosesRisk)
            yield return "Said to be a risk to children";
        if (person.PositionOfTrust.Length > 0)
            yield return $"Works with children: {person.PositionOfTrust}";
    }

    /// <summary>True where somebody wrote down what this person says.</summary>
    public static bool WasHeard(NetworkPerson person, ContactDetails details)
    {
        var first = People.FirstName(person.Name);
        return details.ParentViews.Any(view => view.Account.Length > 0
            && (view.Who.Contains(person.Relationship, StringComparison.OrdinalIgnoreCase)
                || first.Length > 0 && view.Who.Contains(first, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Why a fact about the person is absent, in words.</summary>
    public static string Reason(NetworkPerson person, string field) => Gaps.Of(person.Gaps, field) switch
    {
        GapReason.NotKnown => "Not known",
        GapReason.NotAsked => "Not asked",
        GapReason.Refused => "Refused",
        _ => "Not supplied",
    };
}
