using Mash.Hub.Contacts.Content;
using Mash.V1;

namespace Mash.Hub.Tests.Contacts.Content;

public class ContactKeysTests
{
    private static readonly byte[] Secret = [.. Enumerable.Range(1, 32).Select(value => (byte)value)];

    [Fact]
    public void Child_HasAKeyForEachExactIdentity()
    {
        var contact = SampleContacts.School();
        contact.Children[0].NhsNumber = "999 000 0018";

        KeysOf(contact).ShouldBe(
        [
            new(ContactKeyKind.ChildNhsNumber, SampleContacts.ChildNhsNumber),
            new(ContactKeyKind.ChildUpn, SampleContacts.Upn),
            new(ContactKeyKind.ChildNameAndBirth, "knight lucas|2011-10-14"),
        ]);
    }

    [Fact]
    public void SameNameWrittenOtherwise_GivesTheSameKey()
    {
        var school = SampleContacts.School();
        school.Children[0].Name = new() { Given = "SÁRA ", Family = "lakatos" };
        school.Children[0].DateOfBirth = SampleContacts.Day(2017, 8, 11);

        KeysOf(school).Intersect(KeysOf(SampleContacts.Police())).ShouldHaveSingleItem().Kind.ShouldBe(ContactKeyKind.ChildNameAndBirth);
    }

    [Fact]
    public void NameOrDateAlone_IsNotExact() => KeysOf(SampleContacts.Public()).ShouldBeEmpty();

    [Fact]
    public void UnbornChild_IsKnownByItsMotherAndTheMonthItIsDue()
    {
        KeysOf(SampleContacts.Unborn()).ShouldBe(
        [
            new(ContactKeyKind.UnbornByMothersNhsNumber, SampleContacts.MotherNhsNumber + "|2026-12"),
            new(ContactKeyKind.UnbornByMothersNhsNumber, SampleContacts.MotherNhsNumber + "|2027-01"),
            new(ContactKeyKind.UnbornByMothersNameAndBirth, "constantin elena|1999-03-02|2026-12"),
            new(ContactKeyKind.UnbornByMothersNameAndBirth, "constantin elena|1999-03-02|2027-01"),
        ]);
    }

    [Fact]
    public void DueDateThatMovedByDaysOrIsNotKnown_StillFindsTheSameChild()
    {
        var first = KeysOf(SampleContacts.Unborn());
        var moved = SampleContacts.Unborn();
        moved.Children[0].ExpectedDeliveryDate = SampleContacts.Day(2027, 1, 5);

        KeysOf(moved).Intersect(first).ShouldNotBeEmpty();
        KeysOf(SampleContacts.UnbornWithoutDueDate()).Intersect(first).ShouldNotBeEmpty();
    }

    [Fact]
    public void LaterPregnancy_IsAnotherChild()
    {
        var later = SampleContacts.Unborn();
        later.Children[0].ExpectedDeliveryDate = SampleContacts.Day(2027, 8, 5);

        KeysOf(later).Intersect(KeysOf(SampleContacts.Unborn())).ShouldBeEmpty();
    }

    [Fact]
    public void UnbornChildOfAnUnknownMother_HasNoKey()
    {
        var contact = SampleContacts.Unborn();
        contact.People[0].NhsNumber = "";
        contact.People[0].DateOfBirth = null;

        KeysOf(contact).ShouldBeEmpty();
    }

    [Fact]
    public void Household_IsTheSameWithAndWithoutTheTownInItsLine()
    {
        var school = SampleContacts.School();
        school.Children[0].Addresses[0] = SampleContacts.Home("4 WHINBERRY ROAD", "Northampton", "nn59ys");

        ContactKeys.HouseholdKey(school).ShouldBe(new ContactKey(ContactKeyKind.Household, "4 whinberry road|NN5 9YS"));
        ContactKeys.HouseholdKey(SampleContacts.Police()).ShouldBe(ContactKeys.HouseholdKey(school));
    }

    [Fact]
    public void FlatsOfOneHouse_AreDifferentHouseholds()
    {
        var one = SampleContacts.School();
        one.Children[0].Addresses[0].Lines[0] = "Flat 1, 10 Mill Court, Raunds";
        var two = SampleContacts.School();
        two.Children[0].Addresses[0].Lines[0] = "Flat 2, 10 Mill Court";

        ContactKeys.HouseholdKey(one)!.Value.Text.ShouldBe("flat 1 10 mill court|NN4 9XF");
        ContactKeys.HouseholdKey(two).ShouldNotBe(ContactKeys.HouseholdKey(one));
    }

    public static TheoryData<string> NoHousehold => ["confidential", "refuge", "no fixed abode", "pseudo postcode", "no postcode", "no line", "no address"];

    [Theory]
    [MemberData(nameof(NoHousehold))]
    public void ProtectedOrPartAddress_GivesNoHousehold(string why)
    {
        var contact = SampleContacts.School();
        var address = contact.Children[0].Addresses[0];
        switch (why)
        {
            case "confidential": address.Confidential = true; break;
            case "refuge": address.Type = AddressType.Refuge; break;
            case "no fixed abode": address.Type = AddressType.NoFixedAbode; break;
            case "pseudo postcode": address.Postcode = "ZZ99 3VZ"; break;
            case "no postcode": address.Postcode = ""; break;
            case "no line": address.Lines.Clear(); break;
            default: contact.Children[0].Addresses.Clear(); break;
        }

        ContactKeys.HouseholdKey(contact).ShouldBeNull();
    }

    [Fact]
    public void ProtectedPresentAddress_IsNotReplacedByAnotherOne()
    {
        var contact = SampleContacts.School();
        contact.Children[0].Addresses.Insert(0, new Address { Lines = { "1 Safe Street" }, Postcode = "NN1 9XF", Confidential = true });

        ContactKeys.HouseholdKey(contact).ShouldBeNull();
    }

    [Fact]
    public void Incident_BelongsToItsAgency()
    {
        var agency = Guid.Parse("0199aaaa-0000-7000-8000-000000000001");

        var key = ContactKeys.IncidentKey(agency, SampleContacts.Police());

        key.ShouldBe(new ContactKey(ContactKeyKind.Incident, "0199aaaa000070008000000000000001|NP-20261119-0500"));
        ContactKeys.IncidentKey(Guid.Empty, SampleContacts.Police()).ShouldNotBe(key);
        ContactKeys.IncidentKey(agency, SampleContacts.School()).ShouldBeNull();
    }

    [Fact]
    public void Token_FollowsItsPublishedVector() =>
        Convert.ToHexStringLower(ContactTokens.Of(Secret, new(ContactKeyKind.Household, "4 whinberry road|NN5 9YS")))
            .ShouldBe("1831ae3ffa00bddb53adf806cb69385c");

    [Fact]
    public void TokensOfTwoKinds_NeverMeet() =>
        ContactTokens.Of(Secret, new(ContactKeyKind.ChildUpn, "x")).ShouldNotBe(ContactTokens.Of(Secret, new(ContactKeyKind.Incident, "x")));

    [Fact]
    public void KeyAsText_SaysItsKindOnly() =>
        new ContactKey(ContactKeyKind.ChildNhsNumber, SampleContacts.ChildNhsNumber).ToString().ShouldBe("ChildNhsNumber");

    private static IReadOnlyList<ContactKey> KeysOf(ContactDetails contact) =>
        ContactKeys.StrongIdentityKeys(contact, contact.Children[0], SampleContacts.Received);
}
