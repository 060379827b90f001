using FsCheck;
using FsCheck.Fluent;
using Mash.Hub.Calendar;
using Mash.Hub.ReferenceData;

namespace Mash.Hub.Tests.Calendar;

public sealed class WorkingCalendarProperties
{
    private static readonly WorkingCalendar Hub = WorkingCalendar.England;

    // Seconds from 2022 to the end of 2029: known and provisional years, every clock change between.
    private static readonly Gen<DateTimeOffset> Instants =
        Gen.Choose(0, 8 * 365 * 24 * 3600).Select(seconds => new DateTimeOffset(2022, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(seconds));

    private static readonly Gen<TimeSpan> Amounts = Gen.Choose(1, 400 * 3600).Select(seconds => TimeSpan.FromSeconds(seconds));

    private static readonly Gen<Rag> Rags = Gen.Elements(Enum.GetValues<Rag>());

    [Fact]
    public void AddingWorkingHours_IsTheInverseOfMeasuringThem() =>
        ForAll(Instants, Amounts, (start, amount) => Hub.WorkingTimeBetween(start, Hub.AddWorkingHours(start, amount)) == amount);

    [Fact]
    public void AddingInTwoSteps_IsAddingAtOnce() =>
        ForAll(Instants, Amounts, (start, amount) =>
        {
            var half = new TimeSpan(amount.Ticks / 2);
            return Hub.AddWorkingHours(Hub.AddWorkingHours(start, half), amount - half) == Hub.AddWorkingHours(start, amount);
        });

    [Fact]
    public void WorkingHours_EndInOpeningTimeOrAtClosing() =>
        ForAll(Instants, Amounts, (start, amount) => Hub.IsOpen(Hub.AddWorkingHours(start, amount).AddTicks(-1)));

    [Fact]
    public void LaterStart_NeverEndsEarlier() =>
        ForAll(Instants, Instants, (one, other) =>
        {
            var (first, second) = one <= other ? (one, other) : (other, one);
            return Hub.AddWorkingHours(first, TimeSpan.FromHours(24)) <= Hub.AddWorkingHours(second, TimeSpan.FromHours(24))
                && Hub.AddWorkingDays(first, 1) <= Hub.AddWorkingDays(second, 1)
                && Hub.NextOpening(first) <= Hub.NextOpening(second);
        });

    [Fact]
    public void MeasuringAgreesWithCountingMinuteByMinute() =>
        ForAll(Instants, Gen.Choose(1, 5 * 24 * 60), (start, minutes) =>
        {
            var whole = new DateTimeOffset(start.Ticks - start.Ticks % TimeSpan.TicksPerMinute, TimeSpan.Zero);
            var open = Enumerable.Range(0, minutes).Count(minute => Hub.IsOpen(whole.AddMinutes(minute)));
            return Hub.WorkingTimeBetween(whole, whole.AddMinutes(minutes)) == TimeSpan.FromMinutes(open);
        }, 60);

    [Fact]
    public void WorkingDays_SkipExactlyWeekendsAndHolidays() =>
        ForAll(Instants, Gen.Choose(1, 60), (start, days) =>
        {
            var from = UkTime.DateOf(start);
            var to = UkTime.DateOf(Hub.AddWorkingDays(start, days));
            var working = Enumerable.Range(1, to.DayNumber - from.DayNumber).Count(offset => Hub.IsWorkingDay(from.AddDays(offset)));
            return working == days && Hub.IsWorkingDay(to);
        });

    [Fact]
    public void Rating_NeverMovesTheStartAndHigherIsNeverLater() =>
        ForAll(Instants, Rags, (received, rag) =>
        {
            var clocks = Of(received, rag);
            var red = Of(received, Rag.Red).Find(ClockKind.Rag)!.DueTime;
            return clocks.All.All(clock => clock.StartTime == received)
                && (clocks.Find(ClockKind.Rag)?.DueTime ?? DateTimeOffset.MaxValue) >= red
                && clocks.Find(ClockKind.Decision) == Of(received, Rag.Unrated).Find(ClockKind.Decision);
        });

    [Fact]
    public void RatingAgainWithTheSameRating_GivesTheSameDueTime() =>
        ForAll(Instants, Rags, (received, rag) => Of(received, rag).All.SequenceEqual(Of(received, rag).All));

    [Fact]
    public void AsTimePasses_AClockOnlyGetsLater() =>
        ForAll(Instants, Rags, (received, rag) =>
        {
            var rules = ClockTable.Default.InForce(received);
            return Of(received, rag).All.All(clock =>
            {
                var readings = Enumerable.Range(0, 48).Select(step => ClockReading.At(Hub, rules, clock, received.AddHours(step * 5))).ToList();
                return readings.Zip(readings.Skip(1)).All(pair =>
                    pair.Second.Left <= pair.First.Left && pair.Second.LateBy >= pair.First.LateBy && pair.Second.State >= pair.First.State);
            });
        });

    private static ContactClocks Of(DateTimeOffset received, Rag rag) =>
        ContactClocks.Of(Hub, ClockTable.Default, new() { ReceivedTime = received, Rag = rag });

    private static void ForAll<T1, T2>(Gen<T1> first, Gen<T2> second, Func<T1, T2, bool> holds, int cases = 300) =>
        Prop.ForAll(first.Zip(second).ToArbitrary(), pair => holds(pair.Item1, pair.Item2))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(cases));
}
