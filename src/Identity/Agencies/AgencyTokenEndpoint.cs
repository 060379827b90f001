using Mash.Identity.Clients;
using Mash.Identity.Issuing;
using Mash.Identity.Keys;

namespace Mash.Identity.Agencies;

/// <summary>Tokens for agencies' systems: client_credentials, and nothing else.</summary>
internal static class AgencyTokenEndpoint
{
    public static async Task<IResult> PostAsync(
        HttpContext context,
        Issuers issuers,
        IAgencyCredentials agencies,
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
        if (form["grant_type"] != "client_credentials")
            return new OAuthProblem(400, "unsupported_grant_type", "Agencies use client_credentials.");
        var granted = Scopes.Grant(form["scope"], agency.Scopes);
        if (granted.Value is not { } scope)
            return granted.Problem!;

        var more = new Dictionary<string, object> { ["key_id"] = client.KeyId };
        return TokenAnswer.Of(tokens.AccessToken(issuers.Agencies, Guid.CreateVersion7(), client.ClientId, client.ClientId, scope, more), scope);

        async ValueTask<IReadOnlyList<PublicJwk>> FindKeysAsync(string clientId)
        {
            agency = await agencies.FindAsync(clientId, cancellationToken);
            var now = clock.GetUtcNow();
            return agency is null
                ? []
                : [.. agency.Keys.Where(key => key.NotAfter is not { } end || now < end).Select(key => PublicJwk.Parse(key.PublicJwk, key.KeyId))];
        }
    }
}
