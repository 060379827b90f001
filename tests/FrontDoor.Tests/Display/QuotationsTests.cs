using Mash.FrontDoor.Display;

namespace Mash.FrontDoor.Tests.Display;

public class QuotationsTests
{
    [Theory]
    [InlineData("I sort them.", "“I sort them.”")]
    [InlineData("\"I sort them.\"", "“I sort them.”")]
    [InlineData("“I sort them.”", "“I sort them.”")]
    [InlineData("She said \"go\" twice", "“She said \"go\" twice”")]
    [InlineData("\"Go\", then \"stay\"", "“\"Go\", then \"stay\"”")]
    [InlineData("\"", "“\"”")]
    [InlineData("", "“”")]
    public void OwnWords_StandInOnePairOfMarks(string words, string expected) => Quotations.Of(words).ShouldBe(expected);
}
