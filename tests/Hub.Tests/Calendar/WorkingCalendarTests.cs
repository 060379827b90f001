using System.Globalization;
using Mash.Hub.Calendar;

namespace Mash.Hub.Tests.Calendar;

public sealed class WorkingCalendarTests
{
    private static readonly WorkingCalendar Hub = WorkingCalendar.England;

    [Theory]
    [InlineData("2026-12-24", 1, "2026-12-29")]
    [InlineData("2026-12-18", 1, "2026-12-21")]
    [InlineData("2026-12-26", 1, "2026-12-29")]
    [InlineData("2026-12-21", 10, "2027-01-07")]
    [InlineData("2026-12-14", 15, "2027-01-07")]
    [InlineData("2026-11-23", 45, "2027-01-28")]
    [InlineData("2022-06-01", 1, "2022-06-06")]
    [InlineData("2022-09-16", 1, "2022-09-20")]
    [InlineData("2023-05-05", 1, "2023-05-09")]
    public void WorkingDaysFromDayZero_MatchPublishedVectors(string date, int days, string expected) =>
        Hub.AddWorkingDays(Date(date), days).ShouldBe(Date(expected));

    [Theory]
    [InlineData("2026-11-20T15:40Z", 1, "2026-11-23T17:00Z")]
    [InlineData("2026-11-20T23:59Z", 1, "2026-11-23T17:00Z")]
    [InlineData("2026-11-21T10:00Z", 1, "2026-11-23T17:00Z")]
    [InlineData("2026-07-01T09:00Z", 1, "2026-07-02T16:00Z")]
    [InlineData("2026-06-30T23:30Z", 1, "2026-07-02T16:00Z")]
    public void WorkingDaysFromAnInstant_EndAtLocalClosingTime(string start, int days, string expected) =>
        Hub.AddWorkingDays(At(start), days).ShouldBe(At(expected));

    [Theory]
    [InlineData("2026-11-20T15:40Z", 4, "2026-11-23T11:25Z")]
    [InlineData("2026-11-20T20:00Z", 4, "2026-11-23T12:45Z")]
    [InlineData("2026-11-23T08:45Z", 8.25, "2026-11-23T17:00Z")]
    [InlineData("2026-11-20T15:40Z", 24, "2026-11-25T14:55Z")]
    [InlineData("2026-12-24T16:00Z", 1.5, "2026-12-29T09:15Z")]
    [InlineData("2026-11-21T02:00Z", 0, "2026-11-21T02:00Z")]
    public void WorkingHours_CountOpeningHoursOnly(string start, double hours, string expected) =>
        Hub.AddWorkingHours(At(start), TimeSpan.FromHours(hours)).ShouldBe(At(expected));

    [Theory]
    [InlineData("2026-03-28T23:30Z", "2026-03-30T08:45Z")] // clocks go forward on 29 March: opening is 07:45 UTC
    [InlineData("2026-10-25T00:30Z", "2026-10-26T09:45Z")] // clocks go back on 25 October: opening is 08:45 UTC
    [InlineData("2026-10-25T01:30Z", "2026-10-26T09:45Z")]
    public void AContactOnANightTheClocksChange_GetsItsHoursFromTheNextOpening(string received, string oneHourLater) =>
        Hub.AddWorkingHours(At(received), TimeSpan.FromHours(1)).ShouldBe(At(oneHourLater));

    [Theory]
    [InlineData("2026-11-20T08:44:59Z", false)]
    [InlineData("2026-11-20T08:45:00Z", true)]
    [InlineData("2026-11-20T16:59:59Z", true)]
    [InlineData("2026-11-20T17:00:00Z", false)]
    [InlineData("2026-11-21T12:00:00Z", false)]
    [InlineData("2026-12-28T12:00:00Z", false)]
    [InlineData("2026-07-01T07:45:00Z", true)]
    public void OpeningHours_IncludeOpeningAndExcludeClosing(string instant, bool open) =>
        Hub.IsOpen(At(instant)).ShouldBe(open);

    [Theory]
    [InlineData("2026-11-20T12:00Z", "2026-11-20T12:00Z")]
    [InlineData("2026-11-20T17:00Z", "2026-11-23T08:45Z")]
    [InlineData("2026-12-24T18:00Z", "2026-12-29T08:45Z")]
    [InlineData("2026-11-20T01:00Z", "2026-11-20T08:45Z")]
    public void NextOpening_IsNowWhenOpenElseTheNextMorning(string instant, string expected) =>
        Hub.NextOpening(At(instant)).ShouldBe(At(expected));

    [Fact]
    public void WorkingTimeBetween_IsZeroBackwardsAndOverAWeekend()
    {
        Hub.WorkingTimeBetween(At("2026-11-23T12:00Z"), At("2026-11-20T12:00Z")).ShouldBe(TimeSpan.Zero);
        Hub.WorkingTimeBetween(At("2026-11-20T17:00Z"), At("2026-11-23T08:45Z")).ShouldBe(TimeSpan.Zero);
        Hub.WorkingTimeBetween(At("2026-11-20T16:00Z"), At("2026-11-23T09:45Z")).ShouldBe(TimeSpan.FromHours(2));
    }

    [Fact]
    public void AResultPastTheLastKnownYear_IsProvisional()
    {
        Hub.IsProvisional(Hub.AddWorkingDays(At("2027-12-30T12:00Z"), 1)).ShouldBeFalse();
        Hub.IsProvisional(Hub.AddWorkingDays(At("2027-12-31T12:00Z"), 1)).ShouldBeTrue();
    }

    [Fact]
    public void Version_NamesHolidaysAndHours() => Hub.Version.ShouldBe("england-2027.1+hours.1");

    [Fact]
    public void AskingForNoWorkingDays_IsABug() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Hub.AddWorkingDays(At("2026-11-20T12:00Z"), 0));

    [Theory]
    [InlineData("1066-10-14T09:00Z")]
    [InlineData("2076-01-02T09:00Z")]
    public void AnInstantOutsideTheTable_Throws(string instant)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Hub.AddWorkingDays(At(instant), 1));
        Should.Throw<ArgumentOutOfRangeException>(() => Hub.AddWorkingHours(At(instant), TimeSpan.FromHours(1)));
        Should.Throw<ArgumentOutOfRangeException>(() => Hub.IsOpen(At(instant)));
    }

    [Fact]
    public void HoursThatChangeOnADate_ApplyFromThatDate()
    {
        var hours = new OpeningHours("test", [
            new(new(2015, 1, 1), new(9, 0), new(17, 0)),
            new(new(2026, 11, 23), new(8, 0), new(18, 0)),
        ]);
        var calendar = new WorkingCalendar(BankHolidays.England, hours);

        calendar.NextOpening(At("2026-11-20T02:00Z")).ShouldBe(At("2026-11-20T09:00Z"));
        calendar.NextOpening(At("2026-11-20T17:00Z")).ShouldBe(At("2026-11-23T08:00Z"));
        calendar.AddWorkingDays(At("2026-11-20T12:00Z"), 1).ShouldBe(At("2026-11-23T18:00Z"));
    }

    private static DateOnly Date(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
