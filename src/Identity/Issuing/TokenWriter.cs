using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Mash.Identity.Issuing;

/// <summary>Signs tokens. All times are set here, so that the library adds none of its own.</summary>
internal sealed class TokenWriter(TimeProvider clock)
{
    /// <summary>Life of access and id tokens.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false, MapInboundClaims = false };

    /// <summary>An <c>at+jwt</c> (RFC 9068) for the hub.</summary>
    /// <param name="issuer">Who signs.</param>
    /// <param name="id">Its <c>jti</c>.</param>
    /// <param name="subject">Account id, agency id, or the client's own id.</param>
    /// <param name="clientId">The client that gets it.</param>
    /// <param name="scope">Granted scopes.</param>
    /// <param name="more">Further claims.</param>
    public string AccessToken(Issuer issuer, Guid id, string subject, string clientId, string scope, Dictionary<string, object>? more = null)
        => Sign(issuer, "at+jwt", Issuer.HubAudience, new Dictionary<string, object>(more ?? [])
        {
            ["sub"] = subject,
            ["jti"] = id.ToString(),
            ["client_id"] = clientId,
            ["scope"] = scope,
        });

    /// <summary>An OpenID Connect id token for one client.</summary>
    public string IdToken(Issuer issuer, string clientId, Dictionary<string, object> claims) => Sign(issuer, "JWT", clientId, claims);

    private string Sign(Issuer issuer, string type, string audience, Dictionary<string, object> claims)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds()).UtcDateTime;
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = type,
            Issuer = issuer.Uri,
            Audience = audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + Lifetime,
            Claims = claims,
            SigningCredentials = issuer.Keys.Signing,
        });
    }
}

/// <summary>The success answer of a token endpoint (RFC 6749 section 5.1).</summary>
internal static class TokenAnswer
{
    public static IResult Of(string accessToken, string scope, string? idToken = null, string? refreshToken = null)
    {
        var answer = new Dictionary<string, object>
        {
            ["access_token"] = accessToken,
            ["token_type"] = "Bearer",
            ["expires_in"] = (int)TokenWriter.Lifetime.TotalSeconds,
            ["scope"] = scope,
        };
        if (idToken is not null)
            answer["id_token"] = idToken;
        if (refreshToken is not null)
            answer["refresh_token"] = refreshToken;
        return Results.Json(answer);
    }
}
