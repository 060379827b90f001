namespace Mash.AgencyClient;

/// <summary>Waits that double from first to longest, each with jitter of half its length; never shorter than what the hub asks for.</summary>
internal sealed class BackOff(TimeSpan first, TimeSpan longest)
{
    private int _failures;

    /// <summary>The wait after one more failure.</summary>
    /// <param name="hint">The hub's RetryInfo, where it gave one. Jitter goes on top, so that a crowd does not come back at once.</param>
    public TimeSpan Next(TimeSpan? hint)
    {
        var failures = Interlocked.Increment(ref _failures);
        var step = For(failures);
        return hint is { } least && least > step ? least + (step * Random.Shared.NextDouble()) : step;
    }

    /// <summary>The wait after the given number of failures in a row.</summary>
    public TimeSpan For(int failures)
    {
        var full = Math.Min(longest.TotalMilliseconds, first.TotalMilliseconds * Math.Pow(2, Math.Min(failures - 1, 30)));
        return TimeSpan.FromMilliseconds(full * (0.5 + (Random.Shared.NextDouble() / 2)));
    }

    public void Reset() => Volatile.Write(ref _failures, 0);
}
