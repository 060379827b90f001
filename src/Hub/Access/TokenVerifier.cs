using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Mash.Authorities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Mash.Hub.Access;

/// <summary>
/// Checks bearer tokens: type, algorithm, issuer, audience, times and signature, as the authority's <see cref="TokenRules"/> say. Keys come
/// from each issuer's discovery document and are read again when an unknown key turns up. Verified tokens are remembered by hash until they
/// expire or their key is withdrawn; what may change sooner (keys of agencies, suspension, roles) is looked up at every call.
/// </summary>
internal sealed class TokenVerifier
{
    private const int CacheLimit = 20_000;
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(10);

    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = 16 * 1024 };
    private readonly ConcurrentDictionary<string, Known> cache = new();
    private readonly Dictionary<string, Authority> authorities;
    private readonly TimeProvider real;

    public TokenVerifier(AccessOptions options, TimeProvider real, HttpClient http)
    {
        this.real = real;
        authorities = new()
        {
            [IssuerMetadata.NameOf(options.StaffAuthority)] = new(true, options.StaffTokens, new IssuerMetadata(options.StaffAuthority, http, real)),
            [IssuerMetadata.NameOf(options.AgencyAuthority)] = new(false, options.AgencyTokens, new IssuerMetadata(options.AgencyAuthority, http, real)),
        };
    }

    /// <summary>Checks a token; null when it is not to be believed.</summary>
    /// <exception cref="IOException">The issuer's keys cannot be read.</exception>
    public async ValueTask<VerifiedToken?> VerifyAsync(string token, CancellationToken cancellation)
    {
        var key = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        if (cache.TryGetValue(key, out var known))
        {
            if (known.Token.ExpireTime > real.GetUtcNow() && Publishes(await known.Authority.Metadata.GetAsync(cancellation), known.SigningKeyId))
                return known.Token;
            cache.TryRemove(key, out _);
        }
        if (await VerifyFreshAsync(token, cancellation) is not { } verified)
            return null;
        if (cache.Count >= CacheLimit)
            cache.Clear();
        cache[key] = verified;
        return verified.Token;
    }

    /// <summary>Forgets every remembered token.</summary>
    public void Clear() => cache.Clear();

    private async Task<Known?> VerifyFreshAsync(string token, CancellationToken cancellation)
    {
        if (!handler.CanReadToken(token))
            return null;
        string issuer;
        try
        {
            issuer = handler.ReadJsonWebToken(token).Issuer;
        }
        catch (Exception exception) when (exception is ArgumentException or SecurityTokenException)
        {
            return null;
        }
        if (!authorities.TryGetValue(issuer.TrimEnd('/'), out var authority))
            return null;
        var metadata = await authority.Metadata.GetAsync(cancellation);
        var result = await ValidateAsync(token, authority.Rules, metadata);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            var newer = await authority.Metadata.RefreshAsync(metadata, cancellation);
            if (!ReferenceEquals(newer, metadata))
                result = await ValidateAsync(token, authority.Rules, newer);
        }
        if (!result.IsValid)
            return null;
        var read = (JsonWebToken)result.SecurityToken;
        return VerifiedToken.Read(read, authority.IsStaff, authority.Rules) is { } verified ? new Known(verified, authority, read.Kid) : null;
    }

    private Task<TokenValidationResult> ValidateAsync(string token, TokenRules rules, OpenIdConnectConfiguration metadata) =>
        handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = metadata.Issuer,
            ValidAudience = rules.Audience,
            ValidTypes = rules.Types,
            ValidAlgorithms = rules.Algorithms,
            IssuerSigningKeys = metadata.SigningKeys,
            // A token that names no key, or one that is not published, is not tried against the others.
            TryAllIssuerSigningKeys = false,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ClockSkew = ClockSkew,
            LifetimeValidator = (notBefore, expires, _, _) =>
                expires > real.GetUtcNow().UtcDateTime - ClockSkew && (notBefore is null || notBefore < real.GetUtcNow().UtcDateTime + ClockSkew),
        });

    private static bool Publishes(OpenIdConnectConfiguration metadata, string keyId) => metadata.SigningKeys.Any(key => key.KeyId == keyId);

    private sealed record Authority(bool IsStaff, TokenRules Rules, IssuerMetadata Metadata);

    private sealed record Known(VerifiedToken Token, Authority Authority, string SigningKeyId);
}
