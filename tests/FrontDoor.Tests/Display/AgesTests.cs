using Mash.FrontDoor.Display;

namespace Mash.FrontDoor.Tests.Display;

public sealed class AgesTests
{
    [Theory]
    [InlineData("2026-11-20", "0 days")]
    [InlineData("2026-11-19", "1 day")]
    [InlineData("2026-11-01", "2 weeks")]
    [InlineData("2026-04-21", "6 months")]
    [InlineData("2026-04-20", "7 months")]
    [InlineData("2025-11-20", "1")]
    [InlineData("2024-11-21", "1")]
    [InlineData("2024-11-20", "2")]
    [InlineData("2019-11-21", "6")]
    [InlineData("2026-11-21", "not born yet")]
    public void Age_IsInTheUnitThatMatters(string born, string words) =>
        Ages.Between(DateOnly.Parse(born, System.Globalization.CultureInfo.InvariantCulture), new DateOnly(2026, 11, 20)).ShouldBe(words);
}
