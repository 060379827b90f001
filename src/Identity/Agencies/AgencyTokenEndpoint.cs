using Mash.Identity.Clients;
using Mash.Identity.Issuing;
using Mash.Identity.Keys;

namespace Mash.Identity.Agencies;

/// <summary>Tokens for agencies' systems: client_credentials, and nothing else. A client certificate binds the token to itself (RFC 8705).</summary>
internal static class AgencyTokenEndpoint
{
    public const string Path = "/agencies/token";

    public static async Task<IResult> PostAsync(
        HttpContext context,
        Issuers issuers,
        IAgencyCredentials agencies,
        AgencyKeySets keySets,
        ClientAssertions assertions,
        TokenWriter tokens,
        RequestLimits limits,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var read = await OAuthForm.ReadAsync(context, cancellationToken);
        if (read.Value is not { } form)
            return read.Problem!;

        AgencyCredential? agency = null;
        var proof = await assertions.ProveAsync(form, context.Request.Headers.Authorization, issuers.Agencies, FindKeysAsync, cancellationToken);
        if (proof.Value is not { } client)
            return proof.Problem!;
        if (agency is not { Suspended: false })
            return new OAuthProblem(400, "unauthorized_client", "The agency is suspended. Telephone the hub.");
        if (!limits.TryTokenFor(client.ClientId))
            return RequestLimits.TooMany();
        var certificate = ClientCertificates.Thumbprint(context.Connection.ClientCertificate, clock.GetUtcNow());
        if (client.CertificateThumbprint is { } wanted && wanted != certificate)
            return OAuthProblem.InvalidClient("This key counts only over TLS with its client certificate.");
        if (form["grant_type"] != "client_credentials")
            return new OAuthProblem(400, "unsupported_grant_type", "Agencies use client_credentials.");
        var granted = Scopes.Grant(form["scope"], agency.Scopes);
        if (granted.Value is not { } scope)
            return granted.Problem!;

        var more = MoreClaims(agency, client.KeyId, certificate);
        return TokenAnswer.Of(tokens.AccessToken(issuers.Agencies, Guid.CreateVersion7(), client.ClientId, client.ClientId, scope, more), scope);

        async ValueTask<IReadOnlyList<PublicJwk>> FindKeysAsync(string clientId, string? keyId)
        {
            agency = await agencies.FindAsync(clientId, cancellationToken);
            if (agency is null)
                return [];
            var now = clock.GetUtcNow();
            List<PublicJwk> keys = [.. agency.Keys.Where(key => key.NotAfter is not { } end || now < end).Select(key => PublicJwk.Parse(key.PublicJwk, key.KeyId))];
            return agency.KeysAddress is { } address && keys.TrueForAll(key => key.KeyId != keyId)
                ? [.. keys, .. await keySets.ReadAsync(address, keyId, cancellationToken)]
                : keys;
        }
    }

    private static Dictionary<string, object> MoreClaims(AgencyCredential agency, string keyId, string? certificateThumbprint)
    {
        var claims = new Dictionary<string, object>();
        // The hub ends a token with the key that asked for it. It knows the keys that were handed in, not those at an address.
        if (agency.Keys.Any(key => key.KeyId == keyId))
            claims["key_id"] = keyId;
        if (certificateThumbprint is not null)
            claims["cnf"] = new Dictionary<string, object> { ["x5t#S256"] = certificateThumbprint };
        return claims;
    }
}
