using Grpc.Core;
using Mash.FrontDoor.HubClients;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mash.FrontDoor.SignIn;

/// <summary>Lets people sign in: sessions at the hub, sign-in at the staff issuer.</summary>
internal static partial class SignInModule
{
    /// <summary>Name of the cookie that holds the session's id.</summary>
    public const string SessionCookie = "__Host-mash-session";

    private static readonly TimeSpan LongestSession = TimeSpan.FromHours(10);

    /// <summary>Adds the cookie and issuer schemes. The tickets hold access_token, refresh_token, id_token and expires_at.</summary>
    /// <param name="builder">The front door.</param>
    /// <param name="settings">Which issuer, as whom.</param>
    /// <param name="hub">Calls to the hub over TLS, without credentials: this module adds the front door's own token.</param>
    public static void AddSignIn(this WebApplicationBuilder builder, SignInSettings settings, Func<IServiceProvider, CallInvoker> hub)
    {
        settings.Validate();
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        services.AddSingleton<ClientAssertions>();
        services.AddSingleton<IssuerClient>();
        services.AddSingleton<FrontDoorTokens>();
        services.AddSingleton<IFrontDoorTokenSource>(provider => provider.GetRequiredService<FrontDoorTokens>());
        services.AddSingleton<IdTokens>();
        services.AddSingleton<SessionTickets>();
        services.AddSingleton<ISessionCookie, SessionCookie>();
        services.AddSingleton(provider => new HubSessions(
            hub(provider), provider.GetRequiredService<FrontDoorTokens>(), provider.GetRequiredService<TimeProvider>()));

        services.AddDataProtection().SetApplicationName("front-door");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, UseHubKeyRing>();
        services.AddSingleton<IPostConfigureOptions<SignInHandlerOptions>, SignInHandlerSetup>();
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<SessionTickets>((cookie, tickets) => cookie.SessionStore = tickets);
        services.AddAuthentication(schemes =>
            {
                schemes.DefaultScheme = CookieAuthenticationDefaults.AuthenticationScheme;
                schemes.DefaultChallengeScheme = SignInHandler.SchemeName;
            })
            .AddCookie(SetCookie)
            .AddScheme<SignInHandlerOptions, SignInHandler>(SignInHandler.SchemeName, SetHandler);
    }

    /// <summary>Maps <c>POST /sign-out</c>.</summary>
    public static void MapSignIn(this IEndpointRouteBuilder endpoints) => endpoints.MapPost(SignOutEndpoint.Path, SignOutEndpoint.PostAsync).AllowAnonymous();

    private static void SetCookie(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = SessionCookie;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.Always;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.Path = "/";
        cookie.ExpireTimeSpan = LongestSession;
        cookie.SlidingExpiration = false;
        cookie.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }

    private static void SetHandler(SignInHandlerOptions handler)
    {
        handler.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
        handler.CallbackPath = SignInSettings.CallbackPath;
        handler.CorrelationCookie.Name = "__Host-mash-correlation.";
        handler.CorrelationCookie.Path = "/";
        handler.CorrelationCookie.SameSite = SameSiteMode.Lax;
        handler.CorrelationCookie.SecurePolicy = CookieSecurePolicy.Always;
        handler.Events = new RemoteAuthenticationEvents { OnRemoteFailure = ShowFailureAsync };
    }

    private static Task ShowFailureAsync(RemoteFailureContext context)
    {
        var log = context.HttpContext.RequestServices.GetRequiredService<ILogger<SignInHandler>>();
        LogFailed(log, Reason(context.Failure));
        if (context.Failure is StepUpRefusedException)
        {
            context.Response.Redirect(StepUpRefusedException.Page);
            context.HandleResponse();
            return Task.CompletedTask;
        }

        context.Response.StatusCode = context.Failure is HttpRequestException ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status400BadRequest;
        context.HandleResponse();
        return Task.CompletedTask;
    }

    /// <summary>Our own words only: never one that came with the request.</summary>
    private static string Reason(Exception? failure) => failure switch
    {
        IssuerRefusedException or HttpRequestException or StepUpRefusedException or null => failure?.GetType().Name ?? "unknown",
        _ => failure.Message,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sign-in did not come to its end: {Reason}")]
    private static partial void LogFailed(ILogger log, string reason);
}
