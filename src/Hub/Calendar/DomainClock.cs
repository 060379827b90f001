using System.Globalization;
using Mash.Hub.Storage;

namespace Mash.Hub.Calendar;

/// <summary>
/// The hub's domain time: received, due and event times. Equal to real time, but on sample hubs, where a stored offset makes
/// the sample world's last Friday the present. Tokens, sessions and audit leaves use real time.
/// </summary>
internal sealed class DomainClock(TimeProvider real) : TimeProvider
{
    private long offsetTicks;
    private long setTicks;

    /// <summary>True where domain time differs from real time.</summary>
    public bool HasOffset => Volatile.Read(ref offsetTicks) != 0 || Volatile.Read(ref setTicks) != 0;

    /// <summary>True while <see cref="HoldAt"/> holds the clock.</summary>
    public bool IsHeld => Volatile.Read(ref setTicks) != 0;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow()
    {
        var held = Volatile.Read(ref setTicks);
        return held != 0
            ? new DateTimeOffset(held, TimeSpan.Zero)
            : real.GetUtcNow().AddTicks(Volatile.Read(ref offsetTicks));
    }

    /// <summary>Setting that holds the domain time at the last moment the hub ran; only on sample hubs.</summary>
    public const string Setting = "domain_time";

    /// <summary>Goes on where a sample hub stopped: time stood still meanwhile.</summary>
    public void Restore(HubDatabase database)
    {
        if (Settings.Read(database, Setting) is { } text)
            RunFrom(DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture));
    }

    /// <summary>Stores the present domain time, where it differs from real time.</summary>
    public void Store(WriteSession session)
    {
        if (HasOffset)
            Settings.Write(session, Setting, GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
    }

    /// <summary>Holds the clock at an instant, as the replay of the sample world does.</summary>
    public void HoldAt(DateTimeOffset instant) => Volatile.Write(ref setTicks, instant.UtcTicks);

    /// <summary>Lets the clock run from an instant that is now.</summary>
    public void RunFrom(DateTimeOffset instant)
    {
        Volatile.Write(ref offsetTicks, instant.UtcTicks - real.GetUtcNow().UtcTicks);
        Volatile.Write(ref setTicks, 0);
    }
}
