using Mash.FrontDoor.Display;
using Mash.FrontDoor.Tests.FakeHub;
using Mash.V1;

namespace Mash.FrontDoor.Tests.Display;

public sealed class DisplayWordsTests
{
    [Theory]
    [InlineData(1, "1st")]
    [InlineData(2, "2nd")]
    [InlineData(3, "3rd")]
    [InlineData(11, "11th")]
    [InlineData(12, "12th")]
    [InlineData(21, "21st")]
    public void Ordinal_IsAsPeopleSayIt(int number, string words) => Counted.Ordinal(number).ShouldBe(words);

    [Theory]
    [InlineData("16A", "Neglect")]
    [InlineData("3B", "Domestic abuse (parent or carer)")]
    [InlineData("99Z", "99Z")]
    public void Factor_IsInWords(string code, string words) => Factors.Of(code).ShouldBe(words);

    [Fact]
    public void Sources_AreAll22Codes()
    {
        Sources.All.Count().ShouldBe(22);
        Sources.Groups.SelectMany(group => group.Codes).Order().ShouldBe(Sources.All.Select(source => source.Key).Order());
    }

    [Fact]
    public void UnbornChild_IsNamedAfterItsMother()
    {
        var details = new ContactDetails
        {
            Children = { new Child { Unborn = true } },
            People = { new NetworkPerson { Relationship = "Mother", Name = new PersonName { Given = "Ana", Family = "Constantin" } } },
        };
        People.FullName(details.Children[0], details).ShouldBe("Unborn baby Constantin");
    }

    [Fact]
    public void NotKnown_CollectsEveryGapOnceAndTheFactsNobodyMentioned()
    {
        var missing = NotKnown.In(SampleDetails.Marshall());
        missing.Select(fact => (fact.Sentence, fact.Reason)).ShouldBe(
        [
            ("Oscar: a day in the child’s life", GapReason.NotAsked), ("Jessica: voice", GapReason.NotAsked),
            ("Jamie Jelley: how to reach them safely", GapReason.NotAsked), ("Parents’ view", GapReason.NotAsked),
            ("Brandon: own words", GapReason.NotKnown), ("The relatives: name", GapReason.NotKnown), ("The relatives: parental responsibility", GapReason.NotKnown),
            ("The relatives: telephone", GapReason.Refused), ("Brandon: ethnicity", GapReason.NotSupplied),
        ]);
    }
}
