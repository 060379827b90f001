using Mash.Identity.Issuing;

namespace Mash.Identity.Staff;

/// <summary>Token revocation (RFC 7009).</summary>
internal static class RevocationEndpoint
{
    public static async Task<IResult> PostAsync(
        HttpContext context, StaffCalls calls, OwnTokens ownTokens, StaffTokens tokens, CancellationToken cancellationToken)
    {
        var read = await calls.ReadAsync(context, cancellationToken);
        if (read.Value is not var (form, client))
            return read.Problem!;
        if (form["token"] is not { } token)
            return OAuthProblem.InvalidRequest("token is required.");
        var accessToken = await ownTokens.ReadAsync(token, "at+jwt", Issuer.HubAudience);
        await tokens.RevokeAsync(client.ClientId, token, Guid.TryParse(accessToken?.Id, out var id) ? id : null, cancellationToken);
        return Results.Ok();
    }
}
