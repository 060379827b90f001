using Mash.Hub.Contacts.Content;
using Mash.Hub.People.Identifiers;
using Mash.Hub.Storage.Keys;
using Mash.V1;

namespace Mash.Hub.Access.Interests;

/// <summary>A token of an interest. Household tokens meet a contact's household, the others its people.</summary>
internal readonly record struct InterestToken(Guid Value, bool Household)
{
    /// <summary>The token as it is stored.</summary>
    public byte[] Bytes => Value.ToByteArray(bigEndian: true);

    /// <summary>A stored token in the form that sets look up.</summary>
    public static Guid Of(ReadOnlySpan<byte> token) => new(token, bigEndian: true);
}

/// <summary>
/// The tokens of what a person declared, made exactly as those of contacts: a person meets by each full name with the date of birth; a home
/// by the household (line and postcode), by its UPRN where that is known, and by line and family name of everybody whom the owner declared, which
/// finds adults without a date of birth. Confidential addresses have no tokens, so that nothing tells where they are.
/// </summary>
internal static class InterestTokens
{
    /// <summary>The tokens of one interest.</summary>
    /// <param name="interest">The interest.</param>
    /// <param name="all">Every interest of the same owner, this one among them.</param>
    /// <param name="ring">The hub's secrets.</param>
    public static IReadOnlyList<InterestToken> Of(Interest interest, IReadOnlyList<Interest> all, KeyRing ring) =>
        [.. (interest.Subject == InterestSubject.Home ? OfHome(interest, all, ring) : OfPerson(interest, ring)).Distinct()];

    private static IEnumerable<InterestToken> OfPerson(Interest interest, KeyRing ring) =>
        BlockingKeys.Of(new PersonFacts { Names = NamesOf(interest), DateOfBirth = ContactDates.DayOrNull(interest.DateOfBirth) })
            .Where(key => key.Kind == BlockingKind.NameBirthDate)
            .Select(key => Person(key, ring));

    private static IEnumerable<InterestToken> OfHome(Interest home, IReadOnlyList<Interest> all, KeyRing ring)
    {
        var address = new Address { Lines = { home.AddressLine }, Postcode = home.Postcode };
        var household = new ContactDetails { Children = { new Child { Addresses = { address } } } };
        if (ContactKeys.HouseholdKey(household) is { } key)
            yield return new InterestToken(InterestToken.Of(ContactTokens.Of(ring.Blocking, key)), Household: true);
        if (Uprn.TryParse(home.Uprn, out var uprn, out _))
            yield return Person(new BlockingKey(BlockingKind.Uprn, uprn.Value), ring);
        var people = new PersonFacts
        {
            Names = [.. all.Where(other => other.Subject != InterestSubject.Home).SelectMany(NamesOf)],
            Addresses = [new FactAddress(ContactAddresses.PremisesLine(address), null)],
        };
        foreach (var named in BlockingKeys.Of(people).Where(candidate => candidate.Kind == BlockingKind.AddressSurname))
            yield return Person(named, ring);
    }

    private static InterestToken Person(BlockingKey key, KeyRing ring) => new(InterestToken.Of(BlockingTokens.Of(ring.Blocking, key)), Household: false);

    private static List<FactName> NamesOf(Interest interest) =>
        [new(interest.GivenName, interest.FamilyName), .. interest.OtherNames.SelectMany(name => FactName.FromUnsplit(name, interest.FamilyName))];
}
