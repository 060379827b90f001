using Mash.Identity.Issuing;

namespace Mash.Identity.Staff;

/// <summary>Tokens for the front door: for a person by code or refresh token, for itself by client_credentials.</summary>
internal static class StaffTokenEndpoint
{
    public static async Task<IResult> PostAsync(
        HttpContext context,
        StaffCalls calls,
        Issuers issuers,
        StaffTokens staffTokens,
        TokenWriter tokens,
        RequestLimits limits,
        CancellationToken cancellationToken)
    {
        var read = await calls.ReadAsync(context, cancellationToken);
        if (read.Value is not var (form, client))
            return read.Problem!;
        if (!limits.TryTokenFor(client.ClientId))
            return RequestLimits.TooMany();

        switch (form["grant_type"])
        {
            case "authorization_code":
                return await staffTokens.RedeemCodeAsync(client.ClientId, form["code"], form["redirect_uri"], form["code_verifier"], cancellationToken);
            case "refresh_token":
                return await staffTokens.RefreshAsync(client.ClientId, form["refresh_token"], form["scope"], cancellationToken);
            case "client_credentials":
                var granted = Scopes.Grant(form["scope"], [Scopes.Sessions]);
                return granted.Value is { } scope
                    ? TokenAnswer.Of(tokens.AccessToken(issuers.Staff, Guid.CreateVersion7(), client.ClientId, client.ClientId, scope), scope)
                    : granted.Problem!;
            default:
                return new OAuthProblem(400, "unsupported_grant_type", "Use authorization_code, refresh_token or client_credentials.");
        }
    }
}
