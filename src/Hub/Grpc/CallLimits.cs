namespace Mash.Hub.Grpc;

/// <summary>How much one caller may ask of the hub, and how long and how large one stream of requests may be.</summary>
internal sealed record CallLimits
{
    /// <summary>Longest life of a call that streams requests. gRPC takes Kestrel's own limits off such calls, so that they need their own.</summary>
    public TimeSpan StreamDuration { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Longest wait for the next message of such a call.</summary>
    public TimeSpan StreamIdle { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Most bytes of messages of such a call: 256 MB.</summary>
    public long StreamBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>Calls a minute of one agency's system or one front door. A stream is one call, whatever it carries.</summary>
    public int SystemCallsPerMinute { get; init; } = 60_000;

    /// <summary>Calls a minute of one person.</summary>
    public int PersonCallsPerMinute { get; init; } = 12_000;

    /// <summary>Calls a minute from one network address without a token that counts.</summary>
    public int UnknownCallsPerMinute { get; init; } = 600;
}
