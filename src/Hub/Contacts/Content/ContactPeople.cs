using Google.Protobuf.Collections;
using Mash.Hub.People.Identifiers;
using Mash.V1;

namespace Mash.Hub.Contacts.Content;

/// <summary>What is known of everybody in a contact, as far as finding the same people again needs it.</summary>
/// <param name="Children">One per child, in the order sent.</param>
/// <param name="People">One per person of the network, in the order sent.</param>
internal sealed record ContactPersonFacts(IReadOnlyList<PersonFacts> Children, IReadOnlyList<PersonFacts> People);

/// <summary>Reads the people of a contact for matching. Protected addresses are left out: a refuge must not connect the people in it.</summary>
internal static class ContactPeople
{
    /// <summary>The facts of everybody in a content that the rules accepted.</summary>
    public static ContactPersonFacts PersonFactsOf(ContactDetails contact) =>
        new([.. contact.Children.Select(child => FactsOf(contact, child))], [.. contact.People.Select(FactsOf)]);

    /// <summary>The facts of one child. An unborn child carries its mother's name.</summary>
    public static PersonFacts FactsOf(ContactDetails contact, Child child) => new()
    {
        Names = NamesOf(child.Name),
        DateOfBirth = ContactDates.DayOrNull(child.DateOfBirth),
        ExpectedDateOfDelivery = ContactDates.DayOrNull(child.ExpectedDeliveryDate),
        NhsNumber = NhsNumberOf(child.NhsNumber),
        Upn = Upn.TryParse(child.Upn, out var upn, out _) ? upn : null,
        Addresses = AddressesOf(child.Addresses),
        Mother = child.Unborn && MotherOf(contact) is { } mother && NamesOf(mother.Name) is [var name, ..] ? name : null,
    };

    /// <summary>The facts of an adult or other person around the children.</summary>
    public static PersonFacts FactsOf(NetworkPerson person) => new()
    {
        Names = NamesOf(person.Name),
        DateOfBirth = ContactDates.DayOrNull(person.DateOfBirth),
        NhsNumber = NhsNumberOf(person.NhsNumber),
        Addresses = AddressesOf(person.Addresses),
    };

    /// <summary>The mother among the people; null where nobody is called so.</summary>
    public static NetworkPerson? MotherOf(ContactDetails contact) =>
        contact.People.FirstOrDefault(person => Relationships.IsMother(person.Relationship));

    private static NhsNumber? NhsNumberOf(string text) => NhsNumber.TryParse(text, out var number, out _) ? number : null;

    private static List<FactName> NamesOf(PersonName? name)
    {
        var names = new List<FactName>();
        if (name is null)
            return names;
        if (!MatchText.IsBlank(name.Given) || !MatchText.IsBlank(name.Family))
            names.Add(new(name.Given, name.Family));
        names.AddRange(FactName.FromUnsplit(name.Unsplit, ""));
        foreach (var other in name.AlsoKnownAs.Concat(name.Former))
            names.AddRange(FactName.FromUnsplit(other, name.Family));
        return names;
    }

    private static List<FactAddress> AddressesOf(RepeatedField<Address> addresses) =>
    [
        .. addresses
            .Where(address => !ContactAddresses.IsProtected(address) && address.Type != AddressType.NoFixedAbode)
            .Select(address => new FactAddress(
                ContactAddresses.PremisesLine(address),
                Postcode.TryParse(address.Postcode, out var postcode, out _) ? postcode : null,
                Uprn.TryParse(address.Uprn, out var uprn, out _) ? uprn : null)),
    ];
}
