using System.Security.Cryptography.X509Certificates;
using Microsoft.IdentityModel.Tokens;

namespace Mash.Identity.Agencies;

/// <summary>
/// TLS client certificates by which tokens are bound (RFC 8705 section 3). They may be self-signed: that the client holds the key was proved
/// in the handshake, and whose certificate it is stands in the agency's registration or does not matter.
/// </summary>
internal static class ClientCertificates
{
    /// <summary>Base64url of the SHA-256 of the certificate; null without one, and for one whose time is not now.</summary>
    public static string? Thumbprint(X509Certificate2? certificate, DateTimeOffset now)
        => certificate is null || now < certificate.NotBefore || now > certificate.NotAfter
            ? null
            : Base64UrlEncoder.Encode(certificate.GetCertHash(System.Security.Cryptography.HashAlgorithmName.SHA256));
}

/// <summary>The address that asks for client certificates is for tokens alone: browsers never come there and are never asked for one.</summary>
internal static class AgencyTlsListener
{
    public static Task HoldToTokensAsync(HttpContext context, RequestDelegate next)
    {
        var options = context.RequestServices.GetRequiredService<IdentityOptions>();
        if (options.AgencyTlsAddress is not { } address || context.Connection.LocalPort != address.Port || context.Request.Path == AgencyTokenEndpoint.Path)
            return next(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
