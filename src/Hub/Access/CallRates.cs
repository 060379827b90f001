using System.Threading.RateLimiting;
using Mash.Hub.Errors;
using Mash.Hub.Grpc;

namespace Mash.Hub.Access;

/// <summary>Counts calls by caller, and by network address where nobody is known, in a sliding minute. Beyond it the answer is RESOURCE_EXHAUSTED.</summary>
internal sealed class CallRates(CallLimits limits) : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private const int Segments = 6;

    private readonly PartitionedRateLimiter<string> systems = Limiter(limits.SystemCallsPerMinute);
    private readonly PartitionedRateLimiter<string> people = Limiter(limits.PersonCallsPerMinute);
    private readonly PartitionedRateLimiter<string> unknown = Limiter(limits.UnknownCallsPerMinute);
    private long refused;

    /// <summary>Stable reason of the refusal.</summary>
    public const string Reason = "RATE_LIMITED";

    /// <summary>Counts a call of a known caller.</summary>
    /// <exception cref="ProblemException">It was one too many.</exception>
    public void Count(Caller caller) => Take(caller.IsPerson ? people : systems, $"{caller.Issuer}\n{caller.Subject}");

    /// <summary>Counts a call from an address without a token that counts.</summary>
    /// <exception cref="ProblemException">It was one too many.</exception>
    public void CountUnknown(System.Net.IPAddress? address) => Take(unknown, address?.ToString() ?? "");

    /// <summary>How many calls were refused since the last asking.</summary>
    public long TakeRefused() => Interlocked.Exchange(ref refused, 0);

    public void Dispose()
    {
        systems.Dispose();
        people.Dispose();
        unknown.Dispose();
    }

    private void Take(PartitionedRateLimiter<string> limiter, string key)
    {
        using var lease = limiter.AttemptAcquire(key);
        if (lease.IsAcquired)
            return;
        Interlocked.Increment(ref refused);
        throw new ProblemException(new Problem
        {
            Code = ProblemCode.ResourceExhausted,
            Reason = Reason,
            Message = "Too many calls in a minute. Wait, then go on with the same request_id.",
            RetryDelay = Window / Segments,
        });
    }

    private static PartitionedRateLimiter<string> Limiter(int permits) => PartitionedRateLimiter.Create<string, string>(
        key => RateLimitPartition.GetSlidingWindowLimiter(
            key, _ => new SlidingWindowRateLimiterOptions { PermitLimit = permits, Window = Window, SegmentsPerWindow = Segments, QueueLimit = 0 }),
        StringComparer.Ordinal);
}
