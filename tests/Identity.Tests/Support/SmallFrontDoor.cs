using System.Security.Claims;
using Mash.FrontDoor.SignIn;
using Mash.Identity.Staff;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.CookiePolicy;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mash.Identity.Tests.Support;

/// <summary>The front door's sign-in with two pages of its own: <c>/me</c> for signed-in people and <c>/form</c> with a sign-out token.</summary>
internal sealed class SmallFrontDoor : IAsyncDisposable
{
    private static readonly string[] SignInDemandContexts = [AuthenticationContext.Passkey, AuthenticationContext.MultiFactor];

    private readonly WebApplication _app;

    private SmallFrontDoor(IssuerHost issuer, SessionHost sessions, WebApplication app, Uri address)
    {
        Issuer = issuer;
        Sessions = sessions;
        _app = app;
        Address = address;
    }

    public IssuerHost Issuer { get; }

    public SessionHost Sessions { get; }

    public Uri Address { get; }

    public static async Task<SmallFrontDoor> StartAsync()
    {
        var address = new Uri($"http://localhost:{IssuerHost.FreePort()}");
        var issuer = await IssuerHost.StartAsync(change: options => options with
        {
            StaffClients = [options.StaffClients[0] with
            {
                RedirectUris = [address + SignInSettings.CallbackPath[1..]],
                PostLogoutRedirectUris = [address + SignInSettings.SignedOutPath[1..]],
            }],
        });
        await issuer.AddPersonAsync();
        var sessions = await SessionHost.StartAsync(issuer);
        return new SmallFrontDoor(issuer, sessions, await StartAppAsync(issuer, sessions, address), address);
    }

    /// <summary>A second front door on the same sessions, at the next free port.</summary>
    public async Task<(WebApplication App, Uri Address)> StartAnotherAsync()
    {
        var address = new Uri($"http://localhost:{IssuerHost.FreePort()}");
        return (await StartAppAsync(Issuer, Sessions, address), address);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Sessions.DisposeAsync();
        await Issuer.DisposeAsync();
    }

    private static async Task<WebApplication> StartAppAsync(IssuerHost issuer, SessionHost sessions, Uri address)
    {
        var keyFile = Path.Combine(issuer.Folder, "front-door.pem");
        await File.WriteAllTextAsync(keyFile, issuer.FrontDoorKey.Pkcs8Pem);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel().UseUrls(address.ToString());
        builder.Logging.AddProvider(new TestLog(issuer.Log));
        builder.Services.AddSingleton<TimeProvider>(issuer.Clock);
        builder.Services.AddRouting();
        builder.Services.AddAuthorization();
        builder.Services.AddAntiforgery();
        builder.AddSignIn(new SignInSettings { Issuer = new Uri(issuer.Options.StaffIssuer), PrivateKeyFile = keyFile }, _ => sessions.Invoker);
        var app = builder.Build();
        app.UseCookiePolicy(new CookiePolicyOptions { Secure = CookieSecurePolicy.Always, HttpOnly = HttpOnlyPolicy.Always });
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapSignIn();
        app.MapGet("/signed-out", () => "signed out");
        app.MapGet("/me", async (HttpContext context, ClaimsPrincipal person) => Results.Json(new
        {
            sub = person.FindFirstValue("sub"),
            token = await context.GetTokenAsync("access_token"),
        })).RequireAuthorization();
        app.MapGet("/confirmed", (ClaimsPrincipal person) => Results.Challenge(
            new SignInDemand(TimeSpan.FromMinutes(5), SignInDemandContexts, person.FindFirstValue("sub")).On(new AuthenticationProperties { RedirectUri = "/me" }),
            [SignInHandler.SchemeName])).RequireAuthorization();
        app.MapGet("/form", (HttpContext context, IAntiforgery antiforgery)
            => antiforgery.GetAndStoreTokens(context).RequestToken).RequireAuthorization();
        await app.StartAsync();
        return app;
    }
}
