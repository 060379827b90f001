using FsCheck;
using FsCheck.Fluent;
using Mash.Hub.People.Identifiers;

namespace Mash.Hub.Tests.People.Identifiers;

public sealed class NhsNumberTests
{
    [Theory]
    [InlineData("9434765919", "9434765919")]
    [InlineData("943 476 5870", "9434765870")]
    [InlineData("999-000-0018", "9990000018")]
    [InlineData(" 9449305552\u00A0", "9449305552")]
    [InlineData("450\u200B5577104", "4505577104")]
    public void PublishedNumber_IsReadAsTenDigits(string text, string value)
    {
        NhsNumber.TryParse(text, out var number, out var reason).ShouldBeTrue();
        number.Value.ShouldBe(value);
        reason.ShouldBeNull();
    }

    [Theory]
    [InlineData("1234567890", "check digit")]
    [InlineData("9999999999", "same digit")]
    [InlineData("0000000000", "same digit")]
    [InlineData("943476591", "10 digits")]
    [InlineData("94347659191", "10 digits")]
    [InlineData("943476591X", "10 digits")]
    [InlineData("٩٤٣٤٧٦٥٩١٩", "10 digits")]
    [InlineData("", "10 digits")]
    [InlineData(null, "10 digits")]
    public void NoNhsNumber_IsRefusedWithAReason(string? text, string reasonPart)
    {
        NhsNumber.TryParse(text, out _, out var reason).ShouldBeFalse();
        reason.ShouldNotBeNull().ShouldContain(reasonPart);
    }

    [Fact]
    public void NumberThatWouldNeedTenAsCheckDigit_IsNeverValid()
    {
        foreach (var digit in "0123456789")
            NhsNumber.TryParse("999000000" + digit, out _, out _).ShouldBeFalse();
    }

    [Fact]
    public void ChangingOneDigit_IsAlwaysNoticed()
    {
        var places = Gen.Choose(0, 9).Zip(Gen.Choose(1, 9));
        Prop.ForAll(places.ToArbitrary(), place =>
        {
            var digits = "9434765919".ToCharArray();
            digits[place.Item1] = (char)('0' + (digits[place.Item1] - '0' + place.Item2) % 10);
            return !NhsNumber.TryParse(new string(digits), out _, out _);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Number_IsShownInThreesAndFoursAndNeverPrintsItself()
    {
        NhsNumber.TryParse("9990000018", out var number, out _).ShouldBeTrue();
        number.Display.ShouldBe("999 000 0018");
        number.IsTestRange.ShouldBeTrue();
        $"{number}".ShouldNotContain("999");
    }
}
