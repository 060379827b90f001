using System.Globalization;
using System.Security.Claims;
using Mash.FrontDoor.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Mash.FrontDoor.HubClients;

/// <summary>
/// The page asks the person to confirm who they are first, unless they have just done so. Opening it with an older or weaker sign-in goes
/// through the issuer and comes back to the page. What is sent to the page goes on to the hub, which decides: a form is never swallowed by a
/// redirect (see <see cref="HubPage.NeedsConfirming"/>).
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class StepUpAttribute : Attribute, IAsyncResourceFilter, IOrderedFilter
{
    /// <summary>How long ago the person may have proved who they are; the hub holds calls to the same.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);

    /// <summary>Before anything of the page runs.</summary>
    public int Order => int.MinValue;

    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var http = context.HttpContext;
        var services = http.RequestServices;
        if ((HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
            && http.User.Identity?.IsAuthenticated == true
            && services.GetService<SignInSettings>() is { } settings
            && !IsConfirmed(http.User, settings, services.GetRequiredService<TimeProvider>().GetUtcNow()))
        {
            var demand = new SignInDemand(MaxAge, settings.StepUpContexts, http.User.FindFirst("sub")?.Value);
            context.Result = new ChallengeResult(SignInHandler.SchemeName, demand.On(new AuthenticationProperties()));
            return;
        }

        await next();
    }

    private static bool IsConfirmed(ClaimsPrincipal person, SignInSettings settings, DateTimeOffset now)
        => long.TryParse(person.FindFirst("auth_time")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var time)
           && now - DateTimeOffset.FromUnixTimeSeconds(time) <= MaxAge
           && person.FindFirst("acr") is { } acr && settings.StepUpContexts.Contains(acr.Value, StringComparer.Ordinal);
}
