using Mash.Hub.People.Identifiers;

namespace Mash.Hub.Tests.People.Identifiers;

public sealed class PncIdTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    [Theory]
    [InlineData("2008/0056560Z", "2008/0056560Z")]
    [InlineData("2003/0011985X", "2003/0011985X")]
    [InlineData("20030011985X", "2003/0011985X")]
    [InlineData("2012/0052494Q", "2012/0052494Q")]
    [InlineData("2023/0583843L", "2023/0583843L")]
    [InlineData("2001/0171310W", "2001/0171310W")]
    [InlineData("1981/0154257c", "1981/0154257C")]
    [InlineData("81/34U", "1981/0000034U")]
    [InlineData("033Y", "2003/0000003Y")]
    [InlineData(" 2008 / 0056560 Z ", "2008/0056560Z")]
    public void PublishedId_IsReadInItsCanonicalForm(string text, string value)
    {
        PncId.TryParse(text, Today, out var pnc, out _).ShouldBeTrue();
        pnc.Value.ShouldBe(value);
    }

    [Theory]
    [InlineData("20030011985Z", "check letter")]
    [InlineData("2008/0056560I", "check letter")]
    [InlineData("203/0011985X", "year of 2 or 4")]
    [InlineData("2008/00565601Z", "check letter")]
    [InlineData("2008", "check letter")]
    [InlineData("", "check letter")]
    [InlineData(null, "check letter")]
    public void NoPncId_IsRefusedWithAReason(string? text, string reasonPart)
    {
        PncId.TryParse(text, Today, out _, out var reason).ShouldBeFalse();
        reason.ShouldNotBeNull().ShouldContain(reasonPart);
    }

    [Fact]
    public void TwoDigitYear_TakesTheCenturyThatIsNotInTheFuture()
    {
        PncId.TryParse("81/34U", new(2080, 12, 31), out var before, out _).ShouldBeTrue();
        PncId.TryParse("81/34U", new(2081, 1, 1), out var after, out _).ShouldBeTrue();
        before.Value.ShouldStartWith("1981");
        after.Value.ShouldStartWith("2081");
    }
}
