using System.Globalization;
using Mash.Hub.Calendar;
using Mash.Hub.ReferenceData;

namespace Mash.Hub.Tests.Calendar;

public sealed class ContactClocksTests
{
    private static readonly WorkingCalendar Hub = WorkingCalendar.England;
    private static readonly ClockTable Table = ClockTable.Default;

    // Friday 20 November 2026, in opening hours.
    private static readonly DateTimeOffset Received = At("2026-11-20T10:00Z");
    private static readonly ClockRules Rules = Table.InForce(Received);

    [Theory]
    [InlineData((int)Rag.Red, "2026-11-20T14:00Z")]
    [InlineData((int)Rag.Amber, "2026-11-25T09:15Z")]
    [InlineData((int)Rag.Green, "2026-12-02T16:00Z")]
    public void RagClock_HasTheHoursOfItsRating(int rag, string due) =>
        Of(new() { ReceivedTime = Received, Rag = (Rag)rag }).Find(ClockKind.Rag)!.DueTime.ShouldBe(At(due));

    [Theory]
    [InlineData((int)Rag.Blue)]
    [InlineData((int)Rag.Unrated)]
    public void BlueAndUnrated_HaveNoRagClock(int rag) =>
        Of(new() { ReceivedTime = Received, Rag = (Rag)rag }).Find(ClockKind.Rag).ShouldBeNull();

    [Fact]
    public void RedReceivedAtNight_RunsOutAtNight()
    {
        var clock = Of(new() { ReceivedTime = At("2026-11-21T01:00Z"), Rag = Rag.Red }).Find(ClockKind.Rag)!;

        clock.DueTime.ShouldBe(At("2026-11-21T05:00Z"));
        clock.Measure.ShouldBe(ClockMeasure.Elapsed);
    }

    [Theory]
    [InlineData("2026-10-24T22:30Z", "2026-10-25T02:30Z")]
    [InlineData("2026-03-28T23:30Z", "2026-03-29T03:30Z")]
    public void RedOnANightTheClocksChange_IsStillFourElapsedHours(string received, string due) =>
        Of(new() { ReceivedTime = At(received), Rag = Rag.Red }).Find(ClockKind.Rag)!.DueTime.ShouldBe(At(due));

    [Fact]
    public void ReferrersRed_CountsUntilTheHubHasRated()
    {
        Of(new() { ReceivedTime = Received, ReferrerRag = Rag.Red }).Find(ClockKind.Rag)!.DueTime.ShouldBe(Received.AddHours(4));
        Of(new() { ReceivedTime = Received, ReferrerRag = Rag.Amber }).Find(ClockKind.Rag).ShouldBeNull();
        Of(new() { ReceivedTime = Received, ReferrerRag = Rag.Red, Rag = Rag.Blue }).Find(ClockKind.Rag).ShouldBeNull();
    }

    [Fact]
    public void LaterChangeOfRating_CountsFromReceiptNotFromTheChange()
    {
        // Amber in the morning, red in the afternoon: late at the moment it turns red.
        var clock = Of(new() { ReceivedTime = At("2026-11-20T06:00Z"), Rag = Rag.Red }).Find(ClockKind.Rag)!;
        var reading = ClockReading.At(Hub, Rules, clock, At("2026-11-20T15:40Z"));

        reading.State.ShouldBe(ClockState.Late);
        reading.LateBy.ShouldBe(new TimeSpan(5, 40, 0));
    }

    [Fact]
    public void NewContact_OwesAcknowledgementAndDecisionByTheEndOfTheNextWorkingDay()
    {
        var clocks = Of(new() { ReceivedTime = Received });

        clocks.All.Select(clock => clock.Kind).ShouldBe([ClockKind.Acknowledge, ClockKind.Decision]);
        clocks.All.ShouldAllBe(clock => clock.DueTime == At("2026-11-23T17:00Z") && clock.IsRunning);
    }

    [Fact]
    public void Earliest_IsTheFirstDueOfThoseThatRun()
    {
        var facts = new ClockFacts { ReceivedTime = Received, Rag = Rag.Red, AcknowledgedTime = Received };
        Of(facts).Earliest!.Kind.ShouldBe(ClockKind.Rag);

        var decided = facts with { DecidedTime = Received.AddHours(1), NextStepsTime = Received.AddHours(1) };
        Of(decided).Earliest!.Kind.ShouldBe(ClockKind.Feedback);
        Of(decided with { FeedbackSentTime = Received.AddHours(2) }).Earliest.ShouldBeNull();
        Of(decided with { FeedbackOwed = false }).Earliest.ShouldBeNull();
    }

    [Fact]
    public void Feedback_IsDueOneWorkingDayAfterTheDecision() =>
        Of(new() { ReceivedTime = Received, DecidedTime = At("2026-11-24T09:00Z") })
            .Find(ClockKind.Feedback)!.DueTime.ShouldBe(At("2026-11-25T17:00Z"));

    [Fact]
    public void SignOff_IsDueFourWorkingHoursAfterItWasAskedFor()
    {
        var facts = new ClockFacts { ReceivedTime = Received, SignOffRequestedTime = At("2026-11-20T15:00Z") };

        Of(facts).Find(ClockKind.SignOff)!.DueTime.ShouldBe(At("2026-11-23T10:45Z"));
        Of(facts).Find(ClockKind.Decision)!.IsRunning.ShouldBeTrue();
    }

    [Fact]
    public void WithdrawnContact_StopsEveryClock() =>
        Of(new() { ReceivedTime = Received, Rag = Rag.Red, EndedTime = Received.AddMinutes(5) })
            .All.ShouldAllBe(clock => clock.StoppedTime == Received.AddMinutes(5));

    [Fact]
    public void OpenedEnquiry_StopsTheDecisionClockButNotTheRagClock()
    {
        var clocks = Of(new() { ReceivedTime = Received, Rag = Rag.Amber, NextStepsTime = Received.AddHours(1) });

        clocks.Find(ClockKind.Decision)!.IsRunning.ShouldBeFalse();
        clocks.Find(ClockKind.Rag)!.IsRunning.ShouldBeTrue();
    }

    [Theory]
    [InlineData("2026-11-23T14:59Z", (int)ClockState.Running, 121, 0)]
    [InlineData("2026-11-23T15:01Z", (int)ClockState.Soon, 119, 0)]
    [InlineData("2026-11-23T17:00Z", (int)ClockState.Soon, 0, 0)]
    [InlineData("2026-11-23T19:00Z", (int)ClockState.Late, 0, 0)]
    [InlineData("2026-11-24T09:00Z", (int)ClockState.Late, 0, 15)]
    public void WorkingClock_IsReadInOpeningTime(string now, int state, int minutesLeft, int minutesLate)
    {
        var clock = Of(new() { ReceivedTime = Received }).Find(ClockKind.Decision)!;
        var reading = ClockReading.At(Hub, Rules, clock, At(now));

        reading.State.ShouldBe((ClockState)state);
        reading.Left.ShouldBe(TimeSpan.FromMinutes(minutesLeft));
        reading.LateBy.ShouldBe(TimeSpan.FromMinutes(minutesLate));
    }

    [Fact]
    public void StoppedClock_SaysHowLateItWas()
    {
        var clock = Of(new() { ReceivedTime = Received, Rag = Rag.Red, DecidedTime = Received.AddHours(5) }).Find(ClockKind.Rag)!;
        var reading = ClockReading.At(Hub, Rules, clock, Received.AddDays(30));

        reading.State.ShouldBe(ClockState.Stopped);
        reading.LateBy.ShouldBe(TimeSpan.FromHours(1));
        clock.StoppedLate.ShouldBeTrue();
    }

    [Fact]
    public void ReplyExpectedAfterTheDueTime_PredictsABreach()
    {
        var clock = Of(new() { ReceivedTime = Received, Rag = Rag.Red }).Find(ClockKind.Rag)!;

        ClockReading.PredictBreach(Hub, clock, At("2026-11-20T14:15Z")).ShouldBe(TimeSpan.FromMinutes(15));
        ClockReading.PredictBreach(Hub, clock, At("2026-11-20T14:00Z")).ShouldBeNull();
        ClockReading.PredictBreach(Hub, clock with { StoppedTime = Received }, At("2026-11-20T14:15Z")).ShouldBeNull();
    }

    [Fact]
    public void ChangedLimits_ApplyOnlyToContactsReceivedAfterwards()
    {
        var table = new ClockTable([Rules with { EffectiveFrom = new(2027, 1, 1), RedElapsedHours = 2 }, Rules]);

        ContactClocks.Of(Hub, table, new() { ReceivedTime = Received, Rag = Rag.Red }).Find(ClockKind.Rag)!.DueTime.ShouldBe(Received.AddHours(4));
        var later = At("2027-01-04T10:00Z");
        ContactClocks.Of(Hub, table, new() { ReceivedTime = later, Rag = Rag.Red }).Find(ClockKind.Rag)!.DueTime.ShouldBe(later.AddHours(2));
    }

    [Fact]
    public void DueTimePastTheKnownHolidays_IsProvisional()
    {
        var clocks = Of(new() { ReceivedTime = At("2027-12-31T12:00Z"), Rag = Rag.Red });

        clocks.Find(ClockKind.Decision)!.IsProvisional.ShouldBeTrue();
        clocks.Find(ClockKind.Rag)!.IsProvisional.ShouldBeFalse();
    }

    private static ContactClocks Of(ClockFacts facts) => ContactClocks.Of(Hub, Table, facts);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
