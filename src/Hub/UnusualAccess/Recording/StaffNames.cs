using System.Collections.Frozen;
using Mash.Hub.Access;
using Mash.Hub.Contacts.Content;
using Mash.Hub.People.Identifiers;
using Mash.V1;

namespace Mash.Hub.UnusualAccess.Recording;

/// <summary>Names of staff in the form in which names of contacts are compared with them. In memory only.</summary>
internal sealed class StaffNames
{
    private readonly AccessDirectory directory;
    private volatile FrozenDictionary<string, Guid> bearers = FrozenDictionary<string, Guid>.Empty;

    public StaffNames(AccessDirectory directory)
    {
        this.directory = directory;
        directory.Changed += Load;
        Load();
    }

    /// <summary>What the names of a contact have to do with the person who opens it, and the colleague whose name an adult bears.</summary>
    public (AccessFlags Flags, Guid? ColleagueId) Compare(AccountStanding viewer, ContactDetails details)
    {
        var flags = AccessFlags.None;
        var own = FamilyNameOf(viewer.Name);
        var people = ContactPeople.PersonFactsOf(details);
        if (own.Length > 0 && people.Children.Concat(people.People).SelectMany(person => person.Names).Any(name => Folded(name.Family) == own))
            flags |= AccessFlags.OwnSurname;
        var (named, colleague) = CompareWhole(viewer, people.People.SelectMany(person => person.Names));
        return (flags | named, colleague);
    }

    /// <summary>The same for names that somebody looks for.</summary>
    public (AccessFlags Flags, Guid? ColleagueId) Compare(AccountStanding viewer, IReadOnlyCollection<FactName> searched)
    {
        var own = FamilyNameOf(viewer.Name);
        var flags = own.Length > 0 && searched.Any(name => Folded(name.Family) == own) ? AccessFlags.OwnSurname : AccessFlags.None;
        var (named, colleague) = CompareWhole(viewer, searched);
        return (flags | named, colleague);
    }

    private (AccessFlags Flags, Guid? ColleagueId) CompareWhole(AccountStanding viewer, IEnumerable<FactName> names)
    {
        var flags = AccessFlags.None;
        Guid? colleague = null;
        var own = Whole(FirstWord(viewer.Name), FamilyNameOf(viewer.Name));
        foreach (var whole in names.Select(name => Whole(FirstWord(name.Given), Folded(name.Family))).Where(whole => whole.Length > 0).Distinct())
        {
            if (whole == own)
                flags |= AccessFlags.OwnName;
            else if (bearers.TryGetValue(whole, out var bearer))
                colleague = bearer;
        }
        return (flags, colleague);
    }

    private void Load() => bearers = directory.Staff
        .Select(account => (Name: Whole(FirstWord(account.Name), FamilyNameOf(account.Name)), account.AccountId))
        .Where(account => account.Name.Length > 0)
        .OrderBy(account => account.AccountId)
        .DistinctBy(account => account.Name)
        .ToFrozenDictionary(account => account.Name, account => account.AccountId);

    /// <summary>First given name and family name; empty where one is missing.</summary>
    private static string Whole(string given, string family) => given.Length == 0 || family.Length == 0 ? "" : $"{given}|{family}";

    private static string FirstWord(string name) => MatchText.Fold(name).Split(' ')[0];

    /// <summary>Names of accounts are not split: the last word is the family name, which most forms of address keep last.</summary>
    private static string FamilyNameOf(string name) => MatchText.Fold(name).Split(' ') is [_, .., var last] ? last : "";

    private static string Folded(string name) => MatchText.Fold(name).Replace(" ", "", StringComparison.Ordinal);
}
