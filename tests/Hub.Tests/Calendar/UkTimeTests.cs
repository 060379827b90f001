using System.Globalization;
using Mash.Hub.Calendar;

namespace Mash.Hub.Tests.Calendar;

public sealed class UkTimeTests
{
    [Theory]
    [InlineData("2026-10-25T01:30", "2026-10-25T00:30Z", (int)LocalTimeNote.Ambiguous)]
    [InlineData("2026-10-25T00:59", "2026-10-24T23:59Z", (int)LocalTimeNote.Plain)]
    [InlineData("2026-10-25T02:00", "2026-10-25T02:00Z", (int)LocalTimeNote.Plain)]
    [InlineData("2026-03-29T01:30", "2026-03-29T01:30Z", (int)LocalTimeNote.Skipped)]
    [InlineData("2026-03-29T02:00", "2026-03-29T01:00Z", (int)LocalTimeNote.Plain)]
    [InlineData("2026-07-01T12:00", "2026-07-01T11:00Z", (int)LocalTimeNote.Plain)]
    [InlineData("2026-12-01T12:00", "2026-12-01T12:00Z", (int)LocalTimeNote.Plain)]
    public void LocalTime_BecomesOneInstantWithANote(string local, string instant, int note)
    {
        var reading = UkTime.Resolve(DateTime.Parse(local, CultureInfo.InvariantCulture));

        reading.Instant.ShouldBe(At(instant));
        reading.Instant.Offset.ShouldBe(TimeSpan.Zero);
        reading.Note.ShouldBe((LocalTimeNote)note);
    }

    [Fact]
    public void DateOfAnInstant_IsTheLocalDate()
    {
        UkTime.DateOf(At("2026-06-30T23:30Z")).ShouldBe(new DateOnly(2026, 7, 1));
        UkTime.DateOf(At("2026-11-30T23:30Z")).ShouldBe(new DateOnly(2026, 11, 30));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
