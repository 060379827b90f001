using System.Security.Cryptography;
using Mash.FrontDoor.HubClients;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace Mash.FrontDoor.SignIn;

/// <summary>Reads the session's id out of the sealed cookie, without asking whether the session still lives.</summary>
internal sealed class SessionCookie(IOptionsMonitor<CookieAuthenticationOptions> options) : ISessionCookie
{
    /// <summary>Claim in which the cookie handler keeps the key of its session store.</summary>
    private const string SessionIdClaim = "Microsoft.AspNetCore.Authentication.Cookies-SessionId";

    public string? SessionId(HttpContext context)
    {
        var cookie = options.Get(CookieAuthenticationDefaults.AuthenticationScheme);
        if (cookie.CookieManager.GetRequestCookie(context, cookie.Cookie.Name!) is not { Length: > 0 } value)
            return null;
        try
        {
            return cookie.TicketDataFormat.Unprotect(value)?.Principal.FindFirst(SessionIdClaim)?.Value;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
