using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Mash.FrontDoor.SignIn;

/// <summary>Ends the session here, then the sign-in at the issuer.</summary>
internal static class SignOutEndpoint
{
    public const string Path = "/sign-out";

    public static async Task<IResult> PostAsync(
        HttpContext context, IAntiforgery antiforgery, IssuerClient issuer, SignInSettings settings, CancellationToken cancellation)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        var idToken = await context.GetTokenAsync("id_token");
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        if (idToken is null)
            return Results.LocalRedirect(SignInSettings.SignedOutPath);
        var end = (await issuer.MetadataAsync(cancellation)).EndSessionEndpoint;
        if (string.IsNullOrEmpty(end))
            return Results.LocalRedirect(SignInSettings.SignedOutPath);
        var back = $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}{SignInSettings.SignedOutPath}";
        return new SeeOther(end + QueryString.Create("client_id", settings.ClientId)
            .Add("id_token_hint", idToken).Add("post_logout_redirect_uri", back));
    }

    private sealed class SeeOther(string location) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = location;
            return Task.CompletedTask;
        }
    }
}
