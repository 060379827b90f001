using Google.Protobuf.WellKnownTypes;
using Mash.FrontDoor.Shell;
using Mash.V1;

namespace Mash.FrontDoor.Tests;

/// <summary>A made-up afternoon: Friday 20 November 2026, 3:40pm.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Now = new(2026, 11, 20, 15, 40, 0, TimeSpan.Zero);

    public static readonly ShellView Shell = new(
        new Viewer("Ruth Adeyemi", "MASH manager", "Children’s Trust", "/sign-out"),
        new SampleHub(Now),
        [new NavigationLink("Queue", "/queue", "Queue"), new NavigationLink("Sent messages", "/messages", "Messages")]);

    public static Clock Clock(ClockState state, TimeSpan dueIn, bool working = false, TimeSpan? left = null, ClockKind kind = ClockKind.Rag) => new()
    {
        Kind = kind,
        State = state,
        DueTime = Timestamp.FromDateTimeOffset(Now + dueIn),
        Seconds = (long)(left ?? dueIn.Duration()).TotalSeconds,
        CountsWorkingTime = working,
    };

    public static Clock Stopped(TimeSpan due, TimeSpan stopped, ClockKind kind = ClockKind.Rag) => new()
    {
        Kind = kind,
        State = ClockState.Stopped,
        DueTime = Timestamp.FromDateTimeOffset(Now + due),
        StoppedTime = Timestamp.FromDateTimeOffset(Now + stopped),
    };
}
