using System.Security.Cryptography.X509Certificates;

namespace Mash.FrontDoor.HubClients;

/// <summary>Where the hub is and whom to believe that it is the hub.</summary>
/// <param name="Address">Such as https://localhost:7443. Always TLS: every call carries a token.</param>
/// <param name="Authority">The only certificate authority to trust; null for those of the machine.</param>
internal sealed record HubConnection(Uri Address, X509Certificate2? Authority);

/// <summary>Gives the access token of the person whose request this is, fit to be used now; null when nobody is signed in.</summary>
internal interface IPersonTokenSource
{
    ValueTask<string?> GetAsync(HttpContext context, CancellationToken cancellation);
}

/// <summary>Knows which session the browser's cookie names.</summary>
internal interface ISessionCookie
{
    /// <summary>The session's secret id, live or over; null where this front door made no such cookie.</summary>
    string? SessionId(HttpContext context);
}

/// <summary>No sign-in keeps a session in a cookie.</summary>
internal sealed class NoSessionCookie : ISessionCookie
{
    public string? SessionId(HttpContext context) => null;
}

/// <summary>Gives the front door's own access token, for the little that it does in its own name: sessions.</summary>
internal interface IFrontDoorTokenSource
{
    ValueTask<string> GetAsync(CancellationToken cancellation);
}
