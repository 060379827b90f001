using Mash.Hub.Contacts.Content;
using Mash.V1;

namespace Mash.Hub.Tests.Contacts.Content;

public class ContactWarningTests
{
    [Theory]
    [InlineData("Knight ")]
    [InlineData("\tKnight")]
    [InlineData("Kni\u200Bght")]
    [InlineData("Knight\u00A0Smith")]
    [InlineData("Knight  Smith")]
    public void OddWhiteSpaceInAName_IsAWarning(string family) =>
        WarningsAfter(contact => contact.Children[0].Name.Family = family).ShouldBe(["contact.children[0].name.family"]);

    [Theory]
    [InlineData("Knight-Smith O'Brien")]
    [InlineData("محمد‌رضا")]
    [InlineData("Ó Súilleabháin")]
    public void OrdinaryNames_AreNoWarning(string family) =>
        WarningsAfter(contact => contact.Children[0].Name.Family = family).ShouldBeEmpty();

    [Theory]
    [InlineData("NN4")]
    [InlineData("N0N 4XF1")]
    [InlineData("nn7\u00A0 9zj")]
    public void OddPostcode_IsAWarningAndKept(string postcode) =>
        WarningsAfter(contact => contact.Children[0].Addresses[0].Postcode = postcode).ShouldBe(["contact.children[0].addresses[0].postcode"]);

    [Theory]
    [InlineData("ZZ99 3VZ")]
    [InlineData("nn49xf")]
    public void UsualPostcode_IsNoWarning(string postcode) =>
        WarningsAfter(contact => contact.Children[0].Addresses[0].Postcode = postcode).ShouldBeEmpty();

    [Fact]
    public void RecordMadeAfterReceipt_IsAWarning() =>
        WarningsAfter(contact => contact.SenderCreatedTime = SampleContacts.At(20, 6, 6)).ShouldBe(["contact.sender_created_time"]);

    [Fact]
    public void AgeBesideADateOfBirth_IsAWarning() =>
        WarningsAfter(contact => contact.Children[0].AgeEstimateYears = 15).ShouldBe(["contact.children[0].age_estimate_years"]);

    [Fact]
    public void UpnOfAnUnknownAuthority_IsAWarning() =>
        WarningsAfter(contact => contact.Children[0].Upn = "W999200005001".Replace('W', CheckLetter("999200005001")))
            .ShouldBe(["contact.children[0].upn"]);

    [Fact]
    public void OneNhsNumberOnTwoPeople_IsAWarning() =>
        WarningsAfter(contact => (contact.Children[0].NhsNumber, contact.People[1].NhsNumber) = (SampleContacts.ChildNhsNumber, "999 000 0018"))
            .ShouldBe(["contact.people[1].nhs_number"]);

    [Fact]
    public void NumbersThatCannotBeUsed_AreWarnings() =>
        WarningsAfter(contact =>
        {
            contact.Referrer.Telephone = "ask at the desk";
            contact.Referrer.Email = "desk";
            contact.People[1].Telephones.Add("none");
            contact.Children[0].GpPracticeOds = "Dr Who";
            contact.Concern.HappenedDate = SampleContacts.Day(2026, 11, 21);
        }).ShouldBe(
            ["contact.referrer.telephone", "contact.referrer.email", "contact.children[0].gp_practice_ods", "contact.people[1].telephones[0]", "contact.concern.happened_date"],
            ignoreOrder: true);

    [Fact]
    public void TextLostBeforeItCame_IsAWarning() =>
        WarningsAfter(contact => contact.Concern.Narrative = "S\uFFFDra").ShouldBe(["contact.concern.narrative"]);

    private static char CheckLetter(string digits)
    {
        var sum = digits.Select((digit, index) => (digit - '0') * (index + 2)).Sum();
        return "ABCDEFGHJKLMNPQRTUVWXYZ"[sum % 23];
    }

    private static string[] WarningsAfter(Action<ContactDetails> change)
    {
        var contact = SampleContacts.School();
        change(contact);
        var result = ContactValidator.Validate(contact, SampleContacts.From(AgencyKind.School));
        result.Violations.ShouldBeEmpty();
        return [.. result.Warnings.Select(warning => warning.Field)];
    }
}
