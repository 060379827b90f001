namespace Mash.Identity.Issuing;

/// <summary>Answers what nobody expected: the log gets the exceptions' types and frames, never a message, which could hold what a person typed.</summary>
internal sealed partial class Faults(RequestDelegate next, ILogger<Faults> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (BadHttpRequestException error)
        {
            await RefuseAsync(context, new OAuthProblem(error.StatusCode, "invalid_request", "The request cannot be read."));
        }
#pragma warning disable CA1031 // the last place: whatever it is must not reach the server's own log with its message
        catch (Exception error)
#pragma warning restore CA1031
        {
            for (var current = error; current is not null; current = current.InnerException)
                LogFault(log, current.GetType().FullName!, current.StackTrace);
            await RefuseAsync(
                context, new OAuthProblem(StatusCodes.Status503ServiceUnavailable, "temporarily_unavailable", "The service cannot answer now. Try again."));
        }
    }

    private static Task RefuseAsync(HttpContext context, OAuthProblem problem)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        context.Response.Clear();
        return problem.ExecuteAsync(context);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Unexpected {Type}\n{Frames}")]
    private static partial void LogFault(ILogger log, string type, string? frames);
}
