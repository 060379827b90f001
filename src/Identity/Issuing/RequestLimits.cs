using System.Globalization;
using System.Threading.RateLimiting;

namespace Mash.Identity.Issuing;

/// <summary>How often one address, one account name and one client may ask in a minute. Beyond it the answer is 429.</summary>
internal sealed class RequestLimits(IdentityOptions options) : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private const int Segments = 6;

    private readonly PartitionedRateLimiter<string> _signInsByAddress = Limiter(options.Limits.SignInsByAddress);
    private readonly PartitionedRateLimiter<string> _signInsByAccount = Limiter(options.Limits.SignInsByAccount);
    private readonly PartitionedRateLimiter<string> _tokensByAddress = Limiter(options.Limits.TokensByAddress);
    private readonly PartitionedRateLimiter<string> _tokensByClient = Limiter(options.Limits.TokensByClient);

    public void Dispose()
    {
        _signInsByAddress.Dispose();
        _signInsByAccount.Dispose();
        _tokensByAddress.Dispose();
        _tokensByClient.Dispose();
    }

    /// <summary>Counts a sign-in attempt.</summary>
    /// <param name="context">Gives the network address.</param>
    /// <param name="nameHash">Hash of the normalised account name.</param>
    /// <returns>false when either limit is reached.</returns>
    public bool TrySignIn(HttpContext context, string nameHash) => Take(_signInsByAddress, Address(context)) && Take(_signInsByAccount, nameHash);

    /// <summary>Counts what somebody does on the issuer's pages without naming an account.</summary>
    public bool TryAttempt(HttpContext context) => Take(_signInsByAddress, Address(context));

    /// <summary>Counts a call of a token, pushed request or revocation endpoint, before anything else is done.</summary>
    public bool TryTokenCall(HttpContext context) => Take(_tokensByAddress, Address(context));

    /// <summary>Counts a token for a client that has proved who it is, so that nobody can use up another's allowance.</summary>
    public bool TryTokenFor(string clientId) => Take(_tokensByClient, clientId);

    /// <summary>The answer beyond a limit.</summary>
    public static IResult TooMany() => new Limited();

    /// <summary>Seconds after which a part of the allowance is free again, for Retry-After.</summary>
    public static string RetryAfter { get; } = ((int)(Window / Segments).TotalSeconds).ToString(CultureInfo.InvariantCulture);

    private static string Address(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";

    private static bool Take(PartitionedRateLimiter<string> limiter, string key)
    {
        using var lease = limiter.AttemptAcquire(key);
        return lease.IsAcquired;
    }

    private static PartitionedRateLimiter<string> Limiter(int permits) => PartitionedRateLimiter.Create<string, string>(
        key => RateLimitPartition.GetSlidingWindowLimiter(
            key,
            _ => new SlidingWindowRateLimiterOptions { PermitLimit = permits, Window = Window, SegmentsPerWindow = Segments, QueueLimit = 0 }),
        StringComparer.Ordinal);

    private sealed class Limited : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.RetryAfter = RetryAfter;
            return new OAuthProblem(StatusCodes.Status429TooManyRequests, "slow_down", "Too many requests. Wait, then try again.").ExecuteAsync(httpContext);
        }
    }
}
