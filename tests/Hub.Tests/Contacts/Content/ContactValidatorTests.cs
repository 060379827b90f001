using Google.Protobuf;
using Mash.Hub.Contacts.Content;
using Mash.V1;

namespace Mash.Hub.Tests.Contacts.Content;

public class ContactValidatorTests
{
    public static TheoryData<string> BreachNames => [.. ContactBreaches.All.Keys];

    [Theory]
    [MemberData(nameof(BreachNames))]
    public void OneBreach_IsReportedAtExactlyItsFields(string name)
    {
        var (change, fields) = ContactBreaches.All[name];
        var contact = SampleContacts.School();
        change(contact);

        FieldsOf(contact, SampleContacts.From(AgencyKind.School, "2A")).ShouldBe(fields, ignoreOrder: true);
    }

    [Fact]
    public void ContactsLikeTheSamples_PassWithoutWarning()
    {
        ShouldPassQuietly(SampleContacts.Police(), SampleContacts.From(AgencyKind.Police, "6"));
        ShouldPassQuietly(SampleContacts.School(), SampleContacts.From(AgencyKind.School, "2A"));
        ShouldPassQuietly(SampleContacts.Unborn(), SampleContacts.From(AgencyKind.Health, "3A", "3D"));
        ShouldPassQuietly(SampleContacts.UnbornWithoutDueDate(), SampleContacts.From(AgencyKind.Council, "5C"));
        ShouldPassQuietly(SampleContacts.Public(), SampleContacts.From(AgencyKind.Hub));
    }

    [Fact]
    public void EverythingWrongAtOnce_IsReportedAtOnce()
    {
        // Some cannot stand together: one takes away what another changes, or pushes it past the end of its list.
        string[] apart =
        [
            "no referrer", "no children", "no concern", "gap: message is given", "gap: of the referrer", "referrer: no name",
            "referrer: anonymous professional", "referrer: anonymous with a name", "child: no name", "child: name of white space",
            "child: no age at all", "child: due but not unborn", "child: age above 25", "child: born and due", "person: no name",
            "numbers: unknown reason for no UPN",
        ];
        var contact = SampleContacts.School();
        var expected = new HashSet<string>();
        foreach (var (name, (change, fields)) in ContactBreaches.All)
        {
            if (apart.Contains(name) || name.Contains("too m", StringComparison.Ordinal))
                continue;
            change(contact);
            expected.UnionWith(fields.Select(WithoutPosition));
        }

        FieldsOf(contact, SampleContacts.From(AgencyKind.School, "2A")).Select(WithoutPosition).Distinct().Order()
            .ShouldBe(expected.Order());
    }

    [Fact]
    public void NoContent_IsOneViolation() =>
        FieldsOf(null, SampleContacts.From(AgencyKind.School)).ShouldBe(["contact"]);

    [Fact]
    public void EmptyContent_NamesEveryRequiredField() =>
        FieldsOf(new ContactDetails(), SampleContacts.From(AgencyKind.School)).ShouldBe(
            ["contact.source_code", "contact.referrer", "contact.children", "contact.concern"]);

    [Fact]
    public void Problem_CarriesEveryViolation()
    {
        var problem = ContactValidator.Validate(new ContactDetails(), SampleContacts.From(AgencyKind.School)).ToProblem();

        problem!.Reason.ShouldBe("INVALID_FIELDS");
        problem.Violations.Count.ShouldBe(4);
    }

    [Fact]
    public void Validation_LeavesTheContentAsItCame()
    {
        var contact = SampleContacts.School();
        contact.Children[0].Name.Given = " Lu\u200Bcas\t";
        var before = contact.ToByteString();

        ContactValidator.Validate(contact, SampleContacts.From(AgencyKind.School));

        contact.ToByteString().ShouldBe(before);
    }

    [Fact]
    public void CharactersAreCountedAsPeopleCountThem()
    {
        var contact = SampleContacts.School();
        contact.Concern.Narrative = string.Concat(Enumerable.Repeat("😀", 20_000));
        FieldsOf(contact, SampleContacts.From(AgencyKind.School)).ShouldBeEmpty();

        contact.Concern.Narrative += "😀";
        FieldsOf(contact, SampleContacts.From(AgencyKind.School)).ShouldBe(["contact.concern.narrative"]);
    }

    [Fact]
    public void ChildBornAfterTheIncident_IsRefused()
    {
        var contact = SampleContacts.Police();
        contact.Children[0].DateOfBirth = SampleContacts.Day(2026, 11, 20);

        FieldsOf(contact, SampleContacts.From(AgencyKind.Police)).ShouldBe(["contact.children[0].date_of_birth"]);
    }

    [Fact]
    public void ChildBornOnTheDayOfTheIncident_IsAccepted()
    {
        var contact = SampleContacts.Police();
        contact.Children[0].DateOfBirth = SampleContacts.Day(2026, 11, 19);

        FieldsOf(contact, SampleContacts.From(AgencyKind.Police)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(2026, 10, 20, false)]
    [InlineData(2026, 10, 21, true)]
    [InlineData(2027, 9, 16, true)]
    [InlineData(2027, 9, 17, false)]
    public void DueDate_LiesInItsWindow(int year, int month, int day, bool accepted)
    {
        var contact = SampleContacts.Unborn();
        contact.Children[0].ExpectedDeliveryDate = SampleContacts.Day(year, month, day);

        FieldsOf(contact, SampleContacts.From(AgencyKind.Health)).ShouldBe(accepted ? [] : ["contact.children[0].expected_delivery_date"]);
    }

    [Fact]
    public void UnbornChildWithTheDataOfAChild_IsRefusedFieldByField()
    {
        var contact = SampleContacts.Unborn();
        var child = contact.Children[0];
        (child.Sex, child.NhsNumber, child.Upn, child.AgeEstimateYears) = (Sex.Male, SampleContacts.ChildNhsNumber, SampleContacts.Upn, 0);
        child.ExpectedDeliveryDate = null;
        child.DateOfBirth = SampleContacts.Day(2026, 11, 1);

        FieldsOf(contact, SampleContacts.From(AgencyKind.Health)).ShouldBe(
            new[] { "date_of_birth", "age_estimate_years", "sex", "nhs_number", "upn" }.Select(field => "contact.children[0]." + field),
            ignoreOrder: true);
    }

    [Fact]
    public void UnbornChild_NeedsNoName()
    {
        var contact = SampleContacts.Unborn();
        contact.Children[0].Name = null;

        FieldsOf(contact, SampleContacts.From(AgencyKind.Health)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("mother", true)]
    [InlineData("Birth mother", true)]
    [InlineData("Mum-to-be", true)]
    [InlineData("mother of the unborn child", true)]
    [InlineData("grandmother", false)]
    [InlineData("step-mother", false)]
    [InlineData("partner of mother", false)]
    [InlineData("father", false)]
    public void UnbornChild_NeedsItsMother(string relationship, bool accepted)
    {
        var contact = SampleContacts.Unborn();
        contact.People[0].Relationship = relationship;

        FieldsOf(contact, SampleContacts.From(AgencyKind.Health)).ShouldBe(accepted ? [] : ["contact.people"]);
    }

    [Fact]
    public void ChildWithoutNameAndDate_IsAcceptedWhenGapsSayWhy()
    {
        var contact = SampleContacts.Public();
        contact.Children[0].Name = null;
        contact.Children[0].ClearAgeEstimateYears();
        contact.Children[0].Gaps.Add(new Gap { Field = "name", Reason = GapReason.NotKnown });
        contact.Children[0].Gaps.Add(new Gap { Field = "date_of_birth", Reason = GapReason.NotSupplied });

        FieldsOf(contact, SampleContacts.From(AgencyKind.Hub)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("1A", true)]
    [InlineData("1D", true)]
    [InlineData("9", true)]
    [InlineData("10", true)]
    [InlineData("2A", false)]
    [InlineData("6", false)]
    public void AnonymousReferrer_IsForPeopleWhoAreNotProfessionals(string sourceCode, bool accepted)
    {
        var contact = SampleContacts.Public();
        contact.SourceCode = sourceCode;

        FieldsOf(contact, SampleContacts.From(AgencyKind.Hub)).ShouldBe(accepted ? [] : ["contact.referrer.anonymous"]);
    }

    [Fact]
    public void PncIdentifierOfThePolice_IsCheckedToo()
    {
        var contact = SampleContacts.Police();
        contact.People[1].PncId = "2008/0056560A";

        FieldsOf(contact, SampleContacts.From(AgencyKind.Police)).ShouldBe(["contact.people[1].pnc_id"]);
    }

    [Fact]
    public void Descriptions_NeverRepeatAValue()
    {
        const string Marker = "ZqMarkerZq";
        var contact = SampleContacts.School();
        foreach (var (_, (change, _)) in ContactBreaches.All.Where(breach => breach.Key is not ("no referrer" or "no children" or "no concern")))
            change(contact.Clone());
        contact.SourceCode = Marker;
        contact.Children[0].Ethnicity = Marker;
        contact.Children[0].NhsNumber = Marker;
        contact.Children[0].Upn = Marker;
        contact.Children[0].Addresses[0].Postcode = Marker;
        contact.Children[0].Gaps.Add(new Gap { Field = Marker });
        contact.Concern.Categories[0] = Marker;
        contact.Referrer.Email = Marker;
        contact.Referrer.Telephone = Marker;

        var result = ContactValidator.Validate(contact, SampleContacts.From(AgencyKind.School));

        result.Violations.Count.ShouldBe(7);
        result.Violations.ShouldAllBe(violation => !violation.Description.Contains(Marker) && !violation.Field.Contains(Marker));
        result.Warnings.ShouldAllBe(warning => !warning.Description.Contains(Marker));
    }

    private static void ShouldPassQuietly(ContactDetails contact, ValidationContext context)
    {
        var result = ContactValidator.Validate(contact, context);
        result.Violations.ShouldBeEmpty();
        result.Warnings.ShouldBeEmpty();
        result.ToProblem().ShouldBeNull();
    }

    private static string[] FieldsOf(ContactDetails? contact, ValidationContext context) =>
        [.. ContactValidator.Validate(contact, context).Violations.Select(violation => violation.Field)];

    private static string WithoutPosition(string field) =>
        string.Concat(field.Split('[', ']').Where((_, index) => index % 2 == 0));
}
