using Mash.FrontDoor.Shell;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Routing;

namespace Mash.FrontDoor.Session;

/// <summary>How long the session of this page's reader lasts, for the dialog that warns before it ends.</summary>
/// <param name="IdleSeconds">Without another page or "Stay signed in".</param>
/// <param name="LongestSeconds">At the latest, whatever happens.</param>
internal sealed record SessionWarning(int IdleSeconds, int LongestSeconds)
{
    /// <summary>The hub writes use down in steps of this length, so that a session may end that much early.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(15);

    /// <summary>Null where nobody is signed in.</summary>
    public static SessionWarning? Of(HttpContext context, ShellView shell, FrontDoorOptions options, TimeProvider time)
    {
        if (shell.Viewer is null)
            return null;
        var end = context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc;
        var longest = end is { } known ? known - time.GetUtcNow() : options.LongestSession;
        return new SessionWarning((int)(options.IdleSession - Step).TotalSeconds, (int)longest.TotalSeconds);
    }
}

/// <summary>"Stay signed in": a request that counts as use and answers nothing. The page stays where it is.</summary>
internal static class StaySignedIn
{
    public const string Path = "/session/stay";

    public static void MapStaySignedIn(this IEndpointRouteBuilder endpoints) => endpoints.MapPost(Path, PostAsync).AllowAnonymous();

    /// <summary>204 while the session lives, 401 once it is over. Reading the session counted as use already.</summary>
    private static async Task<IResult> PostAsync(HttpContext context, IAntiforgery antiforgery)
    {
        if (context.User.Identity?.IsAuthenticated != true)
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        return await antiforgery.IsRequestValidAsync(context) ? Results.NoContent() : Results.StatusCode(StatusCodes.Status400BadRequest);
    }
}
