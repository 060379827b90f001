using Mash.V1;

namespace Mash.FrontDoor.Components;

/// <summary>A clock of the hub in words: what is left or how late first, the due time after it.</summary>
/// <param name="Lead">Such as "12 min left", "Late by 5 h 40 min" or "Decided 3:31pm".</param>
/// <param name="Rest">Such as "Decide by 3:52pm" or "of working time. Decide by 5:00pm on Monday".</param>
internal sealed record ClockWords(string Lead, string Rest)
{
    /// <param name="clock">As the hub gave it; the front door works nothing out.</param>
    /// <param name="now">Domain time of the hub's answer, to name days.</param>
    public static ClockWords Of(Clock clock, DateTimeOffset now)
    {
        var due = TimeWords.WhenShort(clock.DueTime.ToDateTimeOffset(), now);
        var span = TimeSpan.FromSeconds(clock.Seconds);
        var amount = clock.CountsWorkingTime ? TimeWords.Hours(span) : TimeWords.Elapsed(span);
        var provisional = clock.Provisional ? " The due time may change: bank holidays that far ahead are not known." : "";
        switch (clock.State)
        {
            case ClockState.Stopped:
                var stopped = clock.StoppedTime.ToDateTimeOffset();
                return new ClockWords(
                    $"{Verb(clock.Kind).Past} {TimeWords.WhenShort(stopped, now)}",
                    clock.StoppedTime > clock.DueTime ? $"Late: was due {due}" : "In time");
            case ClockState.Late:
                return new ClockWords($"Late by {amount}", (clock.CountsWorkingTime ? "of working time. " : "") + $"Was due {due}");
            default:
                var today = TimeWords.DayOf(clock.DueTime.ToDateTimeOffset()) == TimeWords.DayOf(now);
                return new ClockWords(
                    $"{amount} left",
                    (clock.CountsWorkingTime && !today ? "of working time. " : "") + $"{Verb(clock.Kind).Order} by {due}.{provisional}".TrimEnd('.'));
        }
    }

    private static (string Order, string Past) Verb(ClockKind kind) => kind switch
    {
        ClockKind.Acknowledge => ("Acknowledge", "Acknowledged"),
        ClockKind.Feedback => ("Tell the referrer", "Referrer told"),
        ClockKind.SignOff => ("Confirm", "Confirmed"),
        _ => ("Decide", "Decided"),
    };
}
