using Mash.Hub.ReferenceData;

namespace Mash.Hub.Tests.ReferenceData;

public sealed class CodeListTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    public static TheoryData<string, int> Sizes => new()
    {
        { "ContactSource", 22 }, { "PrimaryNeed", 10 }, { "ClosureReason", 9 }, { "AssessmentFactor", 42 }, { "Ethnicity", 20 },
        { "Disability", 13 }, { "Sex", 3 }, { "AbuseCategory", 5 }, { "UpnUnknownReason", 7 }, { "SenType", 12 },
        { "ContactOutcome", 10 }, { "ReferralOutcome", 10 }, { "Section47Outcome", 8 }, { "Council", 2 }, { "RagRating", 5 },
        { "LevelOfNeed", 4 }, { "DecisionOutcome", 8 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void EveryList_HasItsCodesInForceToday(string list, int size)
    {
        var codes = (CodeList)typeof(CodeLists).GetProperty(list)!.GetValue(null)!;

        codes.InForce(Today).Count().ShouldBe(size);
        codes.Entries.ShouldAllBe(entry => entry.Label.Length > 1 && entry.Code == entry.Code.Trim());
        codes.Name.ShouldNotBeEmpty();
        codes.Source.ShouldNotBeEmpty();
    }

    [Fact]
    public void EveryListOfTheClass_IsTested() =>
        typeof(CodeLists).GetProperties().Select(property => property.Name).Order().ShouldBe(Sizes.Select(row => (string)row[0]).Order());

    [Theory]
    [InlineData("18A", false)]
    [InlineData("19A", false)]
    [InlineData("8A", false)]
    [InlineData("18C", true)]
    [InlineData("24A", true)]
    [InlineData("18c", false)]
    [InlineData(" 18C", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Code_IsInForceOnlyAsItIsWritten(string? code, bool inForce) =>
        CodeLists.AssessmentFactor.IsInForce(code, Today).ShouldBe(inForce);

    [Fact]
    public void RetiredCode_KeepsItsLabel()
    {
        CodeLists.AssessmentFactor.Label("18A").ShouldBe("Physical abuse");
        CodeLists.AssessmentFactor.IsInForce("18A", new(2021, 4, 1)).ShouldBeTrue();
        CodeLists.AssessmentFactor.Label("99Z").ShouldBe("99Z");
    }

    [Fact]
    public void DatesOfACode_AreBothIncluded()
    {
        var entry = new CodeEntry("X", "X", new(2026, 1, 1), new(2026, 1, 31));

        entry.IsInForce(new(2025, 12, 31)).ShouldBeFalse();
        entry.IsInForce(new(2026, 1, 1)).ShouldBeTrue();
        entry.IsInForce(new(2026, 1, 31)).ShouldBeTrue();
        entry.IsInForce(new(2026, 2, 1)).ShouldBeFalse();
    }

    [Fact]
    public void CodeTwiceOnAList_IsAFaultOfTheData() =>
        Should.Throw<ArgumentException>(() => new CodeList("x", "x", [new("A", "a"), new("A", "b")]));

    [Fact]
    public void RagList_AndRagNames_AreTheSame() =>
        CodeLists.RagRating.Entries.Select(entry => entry.Code).ShouldBe(Enum.GetNames<Rag>().Select(name => name.ToUpperInvariant()));

    [Theory]
    [InlineData("E06000061", "North Northamptonshire")]
    [InlineData("E06000062", "West Northamptonshire")]
    public void Councils_AreTheTwoOfTheTrust(string code, string label) => CodeLists.Council.Label(code).ShouldBe(label);

    [Fact]
    public void MissingDataFile_IsAFaultOfTheBuild() =>
        Should.Throw<InvalidOperationException>(() => EmbeddedData.Load<string>("none.json"));
}
