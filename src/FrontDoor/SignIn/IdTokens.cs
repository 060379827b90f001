using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Mash.FrontDoor.SignIn;

/// <summary>Checks what the issuer says about a sign-in, and makes the person of it.</summary>
internal sealed class IdTokens(SignInSettings settings, IssuerClient issuer, TimeProvider clock)
{
    private const string Type = "mash";
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);
    private static readonly string[] Kept = ["sid", "acr", "amr", "auth_time"];
    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };

    /// <summary>The person of a sign-in.</summary>
    /// <param name="tokens">What the issuer answered.</param>
    /// <param name="nonce">What was sent with the request.</param>
    /// <param name="demand">What was asked of the sign-in; null when nothing was.</param>
    /// <param name="cancellation">Ends the wait for the issuer's keys.</param>
    /// <exception cref="SecurityTokenException">A check failed; the message names the check.</exception>
    public async Task<ClaimsPrincipal> CheckAsync(IssuedTokens tokens, string nonce, SignInDemand? demand, CancellationToken cancellation)
    {
        var token = await ReadAsync(tokens, cancellation);
        if (!token.TryGetPayloadValue<string>("nonce", out var said) || said != nonce)
            throw new SecurityTokenException("nonce");
        if (token.TryGetPayloadValue<long>("auth_time", out var time) && DateTimeOffset.FromUnixTimeSeconds(time) > clock.GetUtcNow() + Skew)
            throw new SecurityTokenException("auth_time");
        demand?.Check(token, Subject(token), settings.AcrClaim, clock.GetUtcNow());
        var claims = token.Claims.Where(claim => Kept.Contains(claim.Type)).Select(claim => new Claim(claim.Type, claim.Value))
            .Append(new Claim("sub", Subject(token)));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, Type, "sub", "role"));
    }

    /// <summary>A refresh must be about the same person and sign-in (OpenID Connect Core 12.2).</summary>
    /// <exception cref="SecurityTokenException">A check failed.</exception>
    public async Task CheckRefreshedAsync(IssuedTokens tokens, ClaimsPrincipal person, CancellationToken cancellation)
    {
        if (tokens.IdToken is null)
            return;
        var token = await ReadAsync(tokens, cancellation);
        if (Subject(token) != person.FindFirst("sub")?.Value)
            throw new SecurityTokenException("sub");
    }

    /// <summary>Puts tokens into a ticket.</summary>
    public void Keep(AuthenticationProperties properties, IssuedTokens tokens)
    {
        var end = clock.GetUtcNow() + TimeSpan.FromSeconds(tokens.ExpiresIn);
        var before = properties.GetTokens().ToDictionary(token => token.Name, token => token.Value, StringComparer.Ordinal);
        before["access_token"] = tokens.AccessToken;
        before["expires_at"] = end.ToString("o", CultureInfo.InvariantCulture);
        if (tokens.RefreshToken is { } refresh)
            before["refresh_token"] = refresh;
        if (tokens.IdToken is { } id)
            before["id_token"] = id;
        properties.StoreTokens(before.Select(token => new AuthenticationToken { Name = token.Key, Value = token.Value }));
    }

    private string Subject(JsonWebToken token)
        => token.TryGetPayloadValue<string>(settings.SubjectClaim, out var subject) && subject.Length > 0
            ? subject
            : throw new SecurityTokenException(settings.SubjectClaim);

    private async Task<JsonWebToken> ReadAsync(IssuedTokens tokens, CancellationToken cancellation)
    {
        if (tokens.IdToken is not { } text)
            throw new SecurityTokenException("id_token is missing");
        var metadata = await issuer.MetadataAsync(cancellation);
        var result = await ValidateAsync(text, metadata);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
            result = await ValidateAsync(text, await issuer.NewerMetadataAsync(metadata, cancellation));

        if (!result.IsValid)
            throw new SecurityTokenException(result.Exception.GetType().Name);
        var token = (JsonWebToken)result.SecurityToken;
        var hasAzp = token.TryGetPayloadValue<string>("azp", out var azp);
        if (hasAzp ? azp != settings.ClientId : token.Audiences.Count() > 1)
            throw new SecurityTokenException("azp");
        var hash = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(tokens.AccessToken))[..16]);
        if (token.TryGetPayloadValue<string>("at_hash", out var atHash) && atHash != hash)
            throw new SecurityTokenException("at_hash");
        return token;
    }

    private Task<TokenValidationResult> ValidateAsync(string token, OpenIdConnectConfiguration metadata) => handler.ValidateTokenAsync(
        token,
        new TokenValidationParameters
        {
            ValidIssuer = metadata.Issuer,
            ValidAudience = settings.ClientId,
            ValidAlgorithms = settings.IdTokenAlgorithms,
            IssuerSigningKeys = metadata.SigningKeys,
            TryAllIssuerSigningKeys = false,
            LifetimeValidator = (notBefore, expires, _, _) => expires is { } end && end > (clock.GetUtcNow() - Skew).UtcDateTime
                && (notBefore is not { } start || start < (clock.GetUtcNow() + Skew).UtcDateTime),
        });
}
