using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.RateLimiting;

namespace Mash.FrontDoor.Shell;

/// <summary>How many pages one person, or one network address without a sign-in, may ask for in a minute. Beyond it the answer is 429.</summary>
internal static class RequestRates
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private const int Segments = 6;

    public static void AddRequestRates(this IServiceCollection services, FrontDoorOptions options) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => PartitionOf(context, options));
        limiter.OnRejected = (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = ((int)(Window / Segments).TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
    });

    private static RateLimitPartition<string> PartitionOf(HttpContext context, FrontDoorOptions options)
    {
        // The page that says so must not be refused itself.
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null)
            return RateLimitPartition.GetNoLimiter("");
        return context.User.FindFirst("sub")?.Value is { } person
            ? Of($"person {person}", options.RequestsPerPerson)
            : Of($"address {context.Connection.RemoteIpAddress}", options.RequestsPerAddress);
    }

    private static RateLimitPartition<string> Of(string key, int permits) => RateLimitPartition.GetSlidingWindowLimiter(
        key, _ => new SlidingWindowRateLimiterOptions { PermitLimit = permits, Window = Window, SegmentsPerWindow = Segments, QueueLimit = 0 });
}
