using Mash.V1;

namespace Mash.FrontDoor.Display;

/// <summary>One thing that is not known yet: about whom, what, and why.</summary>
/// <param name="About">Such as "Jessica"; empty for the contact as a whole.</param>
/// <param name="What">Such as "own words".</param>
internal sealed record MissingFact(string About, string What, GapReason Reason)
{
    /// <summary>As a sentence begins: "Jessica: own words", or "Risks to workers".</summary>
    public string Sentence => About.Length == 0 ? char.ToUpperInvariant(What[0]) + What[1..] : $"{About}: {What}";
}

/// <summary>
/// Everything a contact does not say: each gap the sender named, and the few facts that every contact should carry and
/// nobody mentioned. Gaps that somebody can close by asking come first.
/// </summary>
internal static class NotKnown
{
    public static IReadOnlyList<MissingFact> In(ContactDetails details)
    {
        var facts = new List<MissingFact>();
        foreach (var child in details.Children)
            AddChild(facts, child, People.FirstName(child, details));
        foreach (var person in details.People)
            AddPerson(facts, person);
        Add(facts, "Referrer", details.Referrer?.Gaps);
        Add(facts, "", details.Gaps);
        Need(facts, "", details.Gaps, "worker_risks", details.WorkerRisks.Count > 0);
        Need(facts, "", details.Gaps, "parent_views", details.ParentViews.Count > 0);
        Need(facts, "", details.Gaps, "family_awareness", details.FamilyAwareness is { HasAware: true });
        return [.. facts.Distinct().OrderBy(fact => Rank(fact.Reason))];
    }

    private static void AddChild(List<MissingFact> facts, Child child, string name)
    {
        Add(facts, name, child.Gaps);
        Add(facts, name, child.Voice?.Gaps);
        foreach (var address in child.Addresses)
            Add(facts, $"{name}’s address", address.Gaps);
        Need(facts, name, child.Voice?.Gaps ?? child.Gaps, "words", child.Unborn || HasVoice(child) || Gaps.IsExplained(child.Gaps, "voice"));
        Need(facts, name, child.Gaps, "date_of_birth", child.Unborn || child.DateOfBirth is not null);
        Need(facts, name, child.Gaps, "ethnicity", child.Unborn || child.Ethnicity.Length > 0);
        Need(facts, name, child.Gaps, "addresses", child.Unborn || child.Addresses.Count > 0);
    }

    private static void AddPerson(List<MissingFact> facts, NetworkPerson person)
    {
        var name = People.FullName(person.Name);
        var about = name.Length == 0 ? $"The {person.Relationship}" : name;
        Add(facts, about, person.Gaps);
        foreach (var address in person.Addresses)
            Add(facts, $"{about}, address", address.Gaps);
    }

    /// <summary>True where the child said something or somebody described how the child was.</summary>
    public static bool HasVoice(Child child) => child.Voice is { } voice
        && (voice.Words.Length > 0 || voice.ObservedBehaviour.Length > 0 || voice.Demeanour.Length > 0 || voice.DayInTheLife.Length > 0);

    private static void Add(List<MissingFact> facts, string about, IEnumerable<Gap>? gaps) =>
        facts.AddRange((gaps ?? []).Select(gap => new MissingFact(about, Fields.Of(gap.Field), gap.Reason)));

    private static void Need(List<MissingFact> facts, string about, IEnumerable<Gap>? gaps, string field, bool known)
    {
        if (!known && gaps?.Any(gap => gap.Field == field) != true)
            facts.Add(new MissingFact(about, Fields.Of(field), GapReason.NotSupplied));
    }

    private static int Rank(GapReason reason) => reason switch
    {
        GapReason.NotAsked => 0,
        GapReason.NotKnown => 1,
        GapReason.Refused => 2,
        _ => 3,
    };
}
