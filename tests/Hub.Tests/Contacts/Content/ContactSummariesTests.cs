using Mash.Hub.Contacts.Content;
using Mash.V1;

namespace Mash.Hub.Tests.Contacts.Content;

public class ContactSummariesTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    [Fact]
    public void SchoolContact_IsSummarised()
    {
        var parts = ContactSummaries.Of(SampleContacts.School(), SampleContacts.Received);

        parts.Headline.ShouldBe(new ContactHeadline
        {
            FirstWords = "Lucas showed a friend messages from \"Josh, 14\".",
            SenderReference = "SCH-20261116-001",
        });
        parts.Children.ShouldBe(
        [
            new ChildSummary
            {
                DisplayName = "Lucas Knight",
                DateOfBirth = SampleContacts.Day(2011, 10, 14),
                Sex = Sex.Male,
                Town = "Northampton",
                AgeBand = AgeBand._10To15,
            },
        ]);
        parts.Area.ShouldBe(CouncilArea.West);
    }

    [Fact]
    public void UnbornChild_IsNamedAfterItsFamily()
    {
        var child = ContactSummaries.Of(SampleContacts.Unborn(), SampleContacts.Received).Children[0];

        child.DisplayName.ShouldBe("Unborn baby Constantin");
        child.AgeBand.ShouldBe(AgeBand.Unborn);
        child.ExpectedDeliveryDate.ShouldBe(SampleContacts.Day(2026, 12, 22));
    }

    [Fact]
    public void UnbornChildWithoutAName_IsNamedAfterItsMother()
    {
        var contact = SampleContacts.Unborn();
        contact.Children[0].Name = null;

        ContactSummaries.DisplayName(contact, contact.Children[0]).ShouldBe("Unborn baby Constantin");

        contact.People.Clear();
        ContactSummaries.DisplayName(contact, contact.Children[0]).ShouldBe("Unborn baby");
    }

    public static TheoryData<PersonName, string> Names => new()
    {
        { new() { Given = " Sára\u00A0 Anna", Family = "Lakatos\t" }, "Sára Anna Lakatos" },
        { new() { Given = "Ethan" }, "Ethan" },
        { new() { Unsplit = "Millie Knight" }, "Millie Knight" },
        { new() { AlsoKnownAs = { "", "Ziggy" } }, "Known as Ziggy" },
        { new() { Family = "\u200B", Given = " " }, "Name not known" },
        { new(), "Name not known" },
        { new() { Given = "\u202Eeve", Family = "Smith" }, "eve Smith" },
        { new() { Given = "נועה", Family = "Levi" }, "\u2068נועה Levi\u2069" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Name_IsShownAsPeopleReadIt(PersonName name, string expected) =>
        ContactSummaries.DisplayName(new ContactDetails(), new Child { Name = name }).ShouldBe(expected);

    [Theory]
    [InlineData(2026, 11, 20, AgeBand.Under1)]
    [InlineData(2025, 11, 21, AgeBand.Under1)]
    [InlineData(2025, 11, 20, AgeBand._1To4)]
    [InlineData(2021, 11, 21, AgeBand._1To4)]
    [InlineData(2021, 11, 20, AgeBand._5To9)]
    [InlineData(2016, 11, 20, AgeBand._10To15)]
    [InlineData(2010, 11, 21, AgeBand._10To15)]
    [InlineData(2010, 11, 20, AgeBand._16AndOver)]
    public void AgeBand_IsTheOneOfTheDayOfReceipt(int year, int month, int day, AgeBand expected) =>
        ContactSummaries.AgeBandOf(new Child { DateOfBirth = SampleContacts.Day(year, month, day) }, Today).ShouldBe(expected);

    [Fact]
    public void AgeBand_ComesFromAnEstimateWhereThereIsNothingBetter()
    {
        ContactSummaries.AgeBandOf(new Child { AgeEstimateYears = 3 }, Today).ShouldBe(AgeBand._1To4);
        ContactSummaries.AgeBandOf(new Child { AgeEstimateYears = 3, DateOfBirth = SampleContacts.Day(2015, 1, 1) }, Today).ShouldBe(AgeBand._10To15);
        ContactSummaries.AgeBandOf(new Child(), Today).ShouldBe(AgeBand.Unknown);
    }

    [Fact]
    public void LeapDayChild_IsAYearOlderOnTheFirstDayThatCan()
    {
        var child = new Child { DateOfBirth = SampleContacts.Day(2016, 2, 29) };

        ContactSummaries.AgeBandOf(child, new DateOnly(2026, 2, 27)).ShouldBe(AgeBand._5To9);
        ContactSummaries.AgeBandOf(child, new DateOnly(2026, 2, 28)).ShouldBe(AgeBand._10To15);
    }

    [Fact]
    public void Town_IsNeverThatOfAProtectedAddress()
    {
        var contact = SampleContacts.School();
        var child = contact.Children[0];
        child.Addresses.Insert(0, new Address { Town = "Kettering", Confidential = true });
        child.Addresses.Insert(1, new Address { Town = "Corby", Type = AddressType.Refuge });
        child.Addresses.Insert(2, new Address { Town = "Rugby", Type = AddressType.Former });

        ContactSummaries.Of(contact, SampleContacts.Received).Children[0].Town.ShouldBe("Northampton");

        child.Addresses.RemoveAt(3);
        ContactSummaries.Of(contact, SampleContacts.Received).Children[0].Town.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("4 Whinberry Road, Northampton", "Northampton")]
    [InlineData("Flat 5, 91 Bobbinmill Rise", "")]
    [InlineData("Rose Cottage, High Street, Raunds", "")]
    public void TownAtTheEndOfTheLine_IsFound(string line, string town)
    {
        var contact = SampleContacts.School();
        contact.Children[0].Addresses[0] = SampleContacts.Home(line, "", "NN5 9YS");

        ContactSummaries.Of(contact, SampleContacts.Received).Children[0].Town.ShouldBe(town);
    }

    [Fact]
    public void Area_IsThatOfTheFirstChildWithAUsablePostcode()
    {
        var contact = SampleContacts.School();
        contact.Children[0].Addresses[0].Postcode = "ZZ99 3VZ";
        contact.Children.Add(new Child { Addresses = { new Address { Postcode = "NN" }, new Address { Postcode = "nn16 9zz" } } });
        contact.Children.Add(new Child { Addresses = { new Address { Postcode = "SW1A 1AA" } } });

        var parts = ContactSummaries.Of(contact, SampleContacts.Received);

        parts.ChildAreas.ShouldBe([CouncilArea.Unknown, CouncilArea.North, CouncilArea.OutOfArea]);
        parts.Area.ShouldBe(CouncilArea.North);
    }

    [Fact]
    public void AreaOfAnUnbornChild_MayComeFromItsMother()
    {
        var contact = SampleContacts.Unborn();
        contact.Children[0].Addresses.Clear();
        contact.People[0].Addresses.Add(SampleContacts.Home("1 Mill Lane", "Northampton", "NN1 9XF"));

        ContactSummaries.Of(contact, SampleContacts.Received).Area.ShouldBe(CouncilArea.West);
    }

    [Fact]
    public void ContactWithoutAnyPostcode_HasNoArea() =>
        ContactSummaries.Of(SampleContacts.Public(), SampleContacts.Received).Area.ShouldBe(CouncilArea.Unknown);
}
