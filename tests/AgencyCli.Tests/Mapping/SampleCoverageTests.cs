using Mash.AgencyCli.Files;
using Mash.AgencyCli.Mapping;
using Mash.V1;

namespace Mash.AgencyCli.Tests.Mapping;

public sealed class SampleCoverageTests
{
    public static TheoryData<string> Files => [.. Samples.Names];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task EverySampleValue_IsReadByARuleOrLeftOutWithAReason(string name)
    {
        var mapping = MappingCatalog.Open(name);
        var records = await Samples.RecordsAsync(name);

        records.ShouldNotBeEmpty();
        records.SelectMany(r => mapping.Unread(r.Content!)).Distinct().ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task EveryFile_IsRecognisedByItself(string name)
    {
        var file = RecordFile.Open(Samples.PathOf(name));

        MappingCatalog.BuiltIn.Where(m => m.Fits(file.Format, [.. file.Names])).ShouldHaveSingleItem().Name.ShouldBe(name);
        MappingCatalog.Open(name).Missing([.. file.Names]).ShouldBeEmpty();
        (await Samples.RecordsAsync(name)).ShouldAllBe(r => r.Problem == null);
    }

    [Theory]
    [InlineData("schools")]
    [InlineData("health")]
    [InlineData("others")]
    public async Task EveryLine_MapsWithoutFaultOrWarning(string name)
    {
        foreach (var mapped in await Samples.MapAsync(name))
        {
            mapped.Faults.ShouldBeEmpty(mapped.Reference);
            mapped.Warnings.ShouldBeEmpty(mapped.Reference);
            mapped.Contact.SenderReference.ShouldBe(mapped.Reference);
            mapped.Contact.SourceCode.ShouldNotBeEmpty();
            mapped.Contact.Concern.Narrative.ShouldNotBeEmpty();
            mapped.Contact.SenderCreatedTime.ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task SiblingOfConcern_IsAChildOfTheContactAndOthersArePeople()
    {
        var contact = (await Samples.OneAsync("schools", "SCH-20260327-097")).Mapped.Contact;

        contact.Children.Count.ShouldBe(2);
        contact.Children[1].Name.Unsplit.ShouldBe("Harry Vickers");
        contact.Children[1].AgeEstimateYears.ShouldBe(3);
        contact.Children[1].Education.ShouldBeNull();
        contact.Children[1].Voice.ShouldBeNull();
        contact.People.Where(p => p.Relationship == "sibling").Select(p => p.Name.Unsplit)
            .ShouldBe(["Bobby Vickers", "Ellie-Mae Vickers"]);
        (await Samples.MapAsync("schools")).Count(m => m.Contact.Children.Count == 2).ShouldBe(14);
    }

    [Fact]
    public async Task SchoolConcern_CarriesAttendanceSignsOfSafetyAndSchool()
    {
        var contact = (await Samples.OneAsync("schools", "SCH-20250404-001")).Mapped.Contact;

        contact.Attendance.ShouldBe(new Attendance { Percent = 85, LateMarks = 4, Period = "this term" });
        contact.SignsOfSafety.WorriedAbout.ShouldBe(["Stranger contact", "Child's school may be known"]);
        contact.SignsOfSafety.Scale.ShouldBe(6);
        contact.AlreadyTried.ShouldBe(["Assembly", "Letter home"]);
        contact.ReferrerLevel.ShouldBe(1);
        contact.Children[0].Education.ShouldBe(
            new EducationSetting { Name = "Bellfounder School", Urn = "199133", Laestab = "9414957", YearGroup = "Year 8" });
        contact.Children[0].Upn.ShouldBe("G928296416092");
        contact.Children[0].Voice.SeenAlone.ShouldBeFalse();
        contact.ServiceAgreement.Status.ShouldBe(ServiceAgreementStatus.Given);
        contact.ParentViews.ShouldHaveSingleItem().Account.ShouldBe("Upset but accepting");
    }

    [Fact]
    public async Task ParentalResponsibilityNotKnown_IsAGap()
    {
        var contacts = await Samples.MapAsync("schools");

        contacts.SelectMany(c => c.Contact.People)
            .Count(p => !p.HasParentalResponsibility && p.Gaps.Contains(new Gap { Field = "parental_responsibility", Reason = GapReason.NotKnown }))
            .ShouldBe(14);
    }

    [Fact]
    public async Task UnbornPatient_GivesTheMotherHerNhsNumberAndPractice()
    {
        var contact = (await Samples.OneAsync("health", "HLT-20260814-083")).Mapped.Contact;

        contact.Children.ShouldHaveSingleItem().NhsNumber.ShouldBeEmpty();
        contact.Children[0].Unborn.ShouldBeTrue();
        contact.Children[0].ExpectedDeliveryDate.ShouldNotBeNull();
        contact.People.Single(p => p.Relationship == "mother").NhsNumber.ShouldBe("9999924980");
        contact.Professionals.ShouldHaveSingleItem().OrganisationCode.ShouldBe("K83902");
    }

    [Fact]
    public async Task ChildPatient_HasNumberStatusPracticeAndInjuries()
    {
        var contact = (await Samples.OneAsync("health", "HLT-20250421-002")).Mapped.Contact;

        contact.Children[0].NhsNumber.ShouldBe("9993115479");
        contact.Children[0].NhsNumberStatus.ShouldBe(NhsNumberStatus.Verified);
        contact.Children[0].GpPracticeOds.ShouldBe("K83908");
        contact.Children[0].Injuries.ShouldHaveSingleItem().Site.ShouldBe("both knees");
        contact.WasNotBroughtCount.ShouldBe(0);
        contact.HasWasNotBroughtCount.ShouldBeTrue();
        contact.Professionals.ShouldBeEmpty();
    }

    [Fact]
    public async Task ExpectedDateNotKnown_IsAGapOfTheUnbornChild()
    {
        var child = (await Samples.OneAsync("others", "OTH-20260715-042")).Mapped.Contact.Children[0];

        child.Unborn.ShouldBeTrue();
        child.Gaps.ShouldBe([new Gap { Field = "expected_delivery_date", Reason = GapReason.NotKnown }]);
    }

    [Fact]
    public async Task ReferrerWithoutName_IsAnonymous()
    {
        var contact = (await Samples.OneAsync("others", "OTH-20251102-021")).Mapped.Contact;

        contact.Channel.ShouldBe(Channel.Telephone);
        contact.Referrer.Anonymous.ShouldBeTrue();
        contact.Referrer.WishesToStayAnonymous.ShouldBeTrue();
        contact.Referrer.RelationshipToFamily.ShouldBe("neighbour");
        contact.Children[0].AgeEstimateYears.ShouldBe(2);
        contact.Children[0].Addresses[0].Postcode.ShouldBeEmpty();
    }
}
