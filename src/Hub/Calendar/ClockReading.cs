namespace Mash.Hub.Calendar;

/// <summary>How a clock stands at a moment.</summary>
internal enum ClockState
{
    /// <summary>More than the soon limit is left.</summary>
    Running,

    /// <summary>Less than the soon limit is left.</summary>
    Soon,

    /// <summary>The due time has passed and the clock still runs.</summary>
    Late,

    /// <summary>What it waited for has happened.</summary>
    Stopped,
}

/// <summary>A clock read at a moment, in the clock's own measure (opening time, or elapsed time for red).</summary>
/// <param name="Clock">The clock that was read.</param>
/// <param name="State">How it stands.</param>
/// <param name="Left">Time left; zero when late or stopped.</param>
/// <param name="LateBy">
/// How late it is, or was when it stopped; zero when on time. A working clock that fell due at closing time is late by zero until the hub opens again.
/// </param>
internal readonly record struct ClockReading(ContactClock Clock, ClockState State, TimeSpan Left, TimeSpan LateBy)
{
    /// <summary>Reads a clock.</summary>
    /// <param name="calendar">The calendar in use.</param>
    /// <param name="rules">The limits in force at receipt; gives the soon limit.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="now">The moment of reading.</param>
    public static ClockReading At(WorkingCalendar calendar, ClockRules rules, ContactClock clock, DateTimeOffset now)
    {
        var moment = clock.StoppedTime ?? now;
        var lateBy = Measured(calendar, clock, clock.DueTime, moment);
        if (!clock.IsRunning)
            return new(clock, ClockState.Stopped, TimeSpan.Zero, lateBy);
        if (now > clock.DueTime)
            return new(clock, ClockState.Late, TimeSpan.Zero, lateBy);

        var left = Measured(calendar, clock, now, clock.DueTime);
        var state = left < TimeSpan.FromHours(rules.SoonHours) ? ClockState.Soon : ClockState.Running;
        return new(clock, state, left, TimeSpan.Zero);
    }

    /// <summary>
    /// By how much a running clock will be late if it has to wait until <paramref name="expected"/> (for example a reply that
    /// is due then); null when it will not, or no longer runs.
    /// </summary>
    public static TimeSpan? PredictBreach(WorkingCalendar calendar, ContactClock clock, DateTimeOffset expected) =>
        clock.IsRunning && expected > clock.DueTime ? Measured(calendar, clock, clock.DueTime, expected) : null;

    private static TimeSpan Measured(WorkingCalendar calendar, ContactClock clock, DateTimeOffset start, DateTimeOffset end)
    {
        if (end <= start)
            return TimeSpan.Zero;
        return clock.Measure == ClockMeasure.Elapsed ? end - start : calendar.WorkingTimeBetween(start, end);
    }
}
