using System.Security.Claims;
using System.Text.Encodings.Web;
using Mash.FrontDoor.HubClients;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mash.FrontDoor.Tests.FakeHub;

/// <summary>Signs in whoever the request's header names, with a token that names them too.</summary>
internal sealed class TestSignIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "Test";
    public const string Header = "X-Test-Person";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers[Header].FirstOrDefault() is not { } person)
            return Task.FromResult(AuthenticateResult.NoResult());
        var properties = new AuthenticationProperties();
        properties.StoreTokens([new AuthenticationToken { Name = "access_token", Value = $"token-of-{person}" }]);
        var principal = new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", person)], Name));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(principal, properties, Name)));
    }
}

/// <summary>The front door's own token.</summary>
internal sealed class TestFrontDoorToken : IFrontDoorTokenSource
{
    public ValueTask<string> GetAsync(CancellationToken cancellation) => ValueTask.FromResult("token-of-front-door");
}

/// <summary>Every browser has a session.</summary>
internal sealed class TestSessionCookie : ISessionCookie
{
    public string? SessionId(HttpContext context) => "session-of-test";
}
