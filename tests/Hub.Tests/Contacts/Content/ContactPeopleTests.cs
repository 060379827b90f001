using Mash.Hub.Contacts.Content;
using Mash.Hub.People.Identifiers;
using Mash.V1;

namespace Mash.Hub.Tests.Contacts.Content;

public class ContactPeopleTests
{
    [Fact]
    public void Child_IsReadWithNamesNumbersAndAddresses()
    {
        var contact = SampleContacts.School();
        contact.Children[0].NhsNumber = SampleContacts.ChildNhsNumber;
        contact.Children[0].Name.AlsoKnownAs.Add("Luke");
        contact.Children[0].Name.Former.Add("Lucas Smith");

        var facts = ContactPeople.PersonFactsOf(contact).Children.ShouldHaveSingleItem();

        facts.Names.ShouldBe([new("Lucas", "Knight"), new("Luke", "Knight"), new("Lucas", "Smith"), new("Smith", "Lucas")]);
        facts.DateOfBirth.ShouldBe(new DateOnly(2011, 10, 14));
        facts.NhsNumber!.Value.Value.ShouldBe(SampleContacts.ChildNhsNumber);
        facts.Upn!.Value.Value.ShouldBe(SampleContacts.Upn);
        var address = facts.Addresses.ShouldHaveSingleItem();
        address.Line.ShouldBe("95 Hayrick Way");
        address.Postcode!.Value.Value.ShouldBe("NN4 9XF");
        facts.Mother.ShouldBeNull();
    }

    [Fact]
    public void UnbornChild_CarriesItsMothersName()
    {
        var facts = ContactPeople.PersonFactsOf(SampleContacts.Unborn());

        facts.Children[0].ExpectedDateOfDelivery.ShouldBe(new DateOnly(2026, 12, 22));
        facts.Children[0].Mother.ShouldBe(new FactName("Elena", "Constantin"));
        facts.Children[0].NhsNumber.ShouldBeNull();
        facts.People[0].NhsNumber!.Value.Value.ShouldBe(SampleContacts.MotherNhsNumber);
        facts.People[0].DateOfBirth.ShouldBe(new DateOnly(1999, 3, 2));
    }

    [Fact]
    public void WholeName_IsReadBothWays() =>
        ContactPeople.PersonFactsOf(SampleContacts.School()).People[0].Names
            .ShouldBe([new("Millie", "Knight"), new("Knight", "Millie")]);

    [Fact]
    public void ProtectedAddresses_ConnectNobody()
    {
        var contact = SampleContacts.School();
        contact.Children[0].Addresses[0].Confidential = true;
        contact.Children[0].Addresses.Add(new Address { Lines = { "1 Refuge" }, Postcode = "NN1 9XF", Type = AddressType.Refuge });
        contact.Children[0].Addresses.Add(new Address { Postcode = "ZZ99 3VZ", Type = AddressType.NoFixedAbode });

        ContactPeople.PersonFactsOf(contact).Children[0].Addresses.ShouldBeEmpty();
    }

    [Fact]
    public void PersonWithoutAName_HasNoNames() =>
        ContactPeople.PersonFactsOf(SampleContacts.Public()).People[0].Names.ShouldBeEmpty();

    [Fact]
    public void ValuesThatCannotBeRead_AreLeftOut()
    {
        var contact = new ContactDetails
        {
            Children = { new Child { NhsNumber = "1", Upn = "2", DateOfBirth = SampleContacts.Day(2015, 2, 30), Addresses = { new Address { Postcode = "?" } } } },
        };

        var facts = ContactPeople.PersonFactsOf(contact).Children[0];

        (facts.NhsNumber, facts.Upn, facts.DateOfBirth).ShouldBe((null, null, null));
        facts.Addresses.ShouldHaveSingleItem().Postcode.ShouldBeNull();
    }
}
