using Mash.FrontDoor.Components;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Mash.FrontDoor.Tests.Components;

public sealed class DateAnswerTests
{
    private readonly ModelStateDictionary state = new();

    [Theory]
    [InlineData("27", "3", "2019")]
    [InlineData(" 27 ", "March", "2019")]
    [InlineData("027", "mar", "2019 ")]
    public void RealDate_IsRead(string day, string month, string year)
    {
        Read(day, month, year).ShouldBe(new DateOnly(2019, 3, 27));
        state.IsValid.ShouldBeTrue();
    }

    [Fact]
    public void NothingTyped_IsNoDateAndNoError()
    {
        Read(" ", null, "").ShouldBeNull();
        state.IsValid.ShouldBeTrue();
    }

    [Theory]
    [InlineData(null, "3", "2019", "Born.Day", "Date of birth must include a day")]
    [InlineData("27", null, "2019", "Born.Month", "Date of birth must include a month")]
    [InlineData("27", "3", "19", "Born.Year", "Year must have 4 numbers")]
    [InlineData("27", "3", "x", "Born.Year", "Year must have 4 numbers")]
    [InlineData("30", "2", "2019", "Born", "Date of birth must be a real date")]
    [InlineData("0", "2", "2019", "Born", "Date of birth must be a real date")]
    [InlineData("1", "13", "2019", "Born", "Date of birth must be a real date")]
    [InlineData("1", "Smarch", "2019", "Born", "Date of birth must be a real date")]
    [InlineData("1", "1", "1899", "Born", "Date of birth must be a real date")]
    [InlineData("-1", "1", "2019", "Born", "Date of birth must be a real date")]
    public void AnythingElse_SaysWhatToDo(string? day, string? month, string? year, string key, string words)
    {
        Read(day, month, year).ShouldBeNull();
        state.Where(entry => entry.Value!.Errors.Count > 0).ShouldHaveSingleItem().Key.ShouldBe(key);
        state[key]!.Errors.ShouldHaveSingleItem().ErrorMessage.ShouldBe(words);
    }

    [Fact]
    public void KnownDate_IsWrittenAsNumbers()
    {
        var answer = DateAnswer.Of(new DateOnly(2019, 3, 7));
        (answer.Day, answer.Month, answer.Year).ShouldBe(("7", "3", "2019"));
    }

    private DateOnly? Read(string? day, string? month, string? year) =>
        new DateAnswer { Day = day, Month = month, Year = year }.Read(state, "Born", "Date of birth");
}
