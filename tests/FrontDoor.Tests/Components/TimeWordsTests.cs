using Google.Protobuf.WellKnownTypes;
using Mash.FrontDoor.Components;
using Mash.V1;

namespace Mash.FrontDoor.Tests.Components;

public sealed class TimeWordsTests
{
    [Theory]
    [InlineData("2026-11-20T15:31:00Z", "3:31pm today")]
    [InlineData("2026-11-19T13:10:00Z", "1:10pm yesterday")]
    [InlineData("2026-11-21T00:00:00Z", "midnight tomorrow")]
    [InlineData("2026-11-23T17:00:00Z", "5:00pm on Monday")]
    [InlineData("2026-11-26T12:00:00Z", "midday on Thursday")]
    [InlineData("2026-11-27T17:00:00Z", "5:00pm on 27 November 2026")]
    [InlineData("2026-10-14T08:05:00Z", "9:05am on 14 October 2026")]
    public void Instant_IsNamedFromToday(string at, string words) =>
        TimeWords.When(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture), Samples.Now).ShouldBe(words);

    [Theory]
    [InlineData(20, "less than 1 min")]
    [InlineData(12 * 60, "12 min")]
    [InlineData(3600, "1 h")]
    [InlineData((5 * 3600) + (40 * 60) + 59, "5 h 40 min")]
    [InlineData(24 * 3600, "1 day")]
    [InlineData((51 * 3600) + 60, "2 days 3 h")]
    public void ElapsedTime_IsSaidInItsTwoLargestUnits(int seconds, string words) =>
        TimeWords.Elapsed(TimeSpan.FromSeconds(seconds)).ShouldBe(words);

    [Fact]
    public void WorkingTime_IsNeverSaidInDays()
    {
        var words = ClockWords.Of(Samples.Clock(ClockState.Running, TimeSpan.FromDays(11), working: true, left: TimeSpan.FromHours(71.5)), Samples.Now);
        words.ShouldBe(new ClockWords("71 h 30 min left", "of working time. Decide by 3:40pm on 1 December 2026"));
    }

    [Fact]
    public void WorkingTimeThatEndsToday_NeedsNoExplanation() =>
        ClockWords.Of(Samples.Clock(ClockState.Soon, TimeSpan.FromMinutes(80), working: true), Samples.Now)
            .ShouldBe(new ClockWords("1 h 20 min left", "Decide by 5:00pm"));

    [Fact]
    public void LateInWorkingTime_SaysThatItIsWorkingTime() =>
        ClockWords.Of(Samples.Clock(ClockState.Late, TimeSpan.FromHours(-24), working: true, left: TimeSpan.FromHours(8), ClockKind.Acknowledge), Samples.Now)
            .ShouldBe(new ClockWords("Late by 8 h", "of working time. Was due 3:40pm yesterday"));

    [Fact]
    public void StoppedLate_SaysSo() =>
        ClockWords.Of(Samples.Stopped(TimeSpan.FromHours(-5), TimeSpan.FromMinutes(-9), ClockKind.Feedback), Samples.Now)
            .ShouldBe(new ClockWords("Referrer told 3:31pm", "Late: was due 10:40am"));

    [Fact]
    public void ProvisionalDueTime_IsExplained()
    {
        var clock = new Clock
        {
            Kind = ClockKind.Decision,
            State = ClockState.Running,
            DueTime = Timestamp.FromDateTimeOffset(Samples.Now.AddYears(2)),
            Seconds = 720 * 86400,
            Provisional = true,
        };
        ClockWords.Of(clock, Samples.Now).Rest.ShouldBe(
            "Decide by 3:40pm on 20 November 2028. The due time may change: bank holidays that far ahead are not known");
    }
}
