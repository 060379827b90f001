using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Mash.Hub.Access;

/// <summary>A token whose signature, type, audience and times hold.</summary>
internal sealed record VerifiedToken(
    bool IsStaff,
    string TokenId,
    string Issuer,
    string Subject,
    string ClientId,
    IReadOnlySet<string> Scopes,
    string? Name,
    string? KeyId,
    string? AuthenticationContext,
    string? AuthenticationMethods,
    DateTimeOffset? AuthenticatedTime,
    DateTimeOffset ExpireTime);

/// <summary>
/// Checks bearer tokens: type at+jwt, ES256, one of the two issuers, our audience, not expired. Keys come from each issuer's
/// discovery document and are read again when an unknown key turns up. Verified tokens are remembered by hash until they expire;
/// what may change sooner (keys, suspension, roles) is looked up at every call.
/// </summary>
internal sealed class TokenVerifier
{
    private const int CacheLimit = 20_000;
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(10);

    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = 16 * 1024 };
    private readonly ConcurrentDictionary<string, VerifiedToken> cache = new();
    private readonly Dictionary<string, (bool IsStaff, ConfigurationManager<OpenIdConnectConfiguration> Metadata)> authorities;
    private readonly AccessOptions options;
    private readonly TimeProvider real;

    public TokenVerifier(AccessOptions options, TimeProvider real, HttpClient http)
    {
        this.options = options;
        this.real = real;
        authorities = new()
        {
            [Issuer(options.StaffAuthority)] = (true, Metadata(options.StaffAuthority, http)),
            [Issuer(options.AgencyAuthority)] = (false, Metadata(options.AgencyAuthority, http)),
        };
    }

    /// <summary>Checks a token; null when it is not to be believed.</summary>
    /// <exception cref="IOException">The issuer's keys cannot be read.</exception>
    public async ValueTask<VerifiedToken?> VerifyAsync(string token, CancellationToken cancellation)
    {
        var key = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        if (cache.TryGetValue(key, out var known))
        {
            if (known.ExpireTime > real.GetUtcNow())
                return known;
            cache.TryRemove(key, out _);
            return null;
        }
        var verified = await VerifyFreshAsync(token, cancellation);
        if (verified is null)
            return null;
        if (cache.Count >= CacheLimit)
            cache.Clear();
        cache[key] = verified;
        return verified;
    }

    /// <summary>Forgets every remembered token.</summary>
    public void Clear() => cache.Clear();

    private async Task<VerifiedToken?> VerifyFreshAsync(string token, CancellationToken cancellation)
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
        if (!authorities.TryGetValue(issuer, out var authority))
            return null;
        var result = await ValidateAsync(token, issuer, authority.Metadata, cancellation);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            authority.Metadata.RequestRefresh();
            result = await ValidateAsync(token, issuer, authority.Metadata, cancellation);
        }
        return result.IsValid ? Read((JsonWebToken)result.SecurityToken, authority.IsStaff) : null;
    }

    private async Task<TokenValidationResult> ValidateAsync(
        string token, string issuer, ConfigurationManager<OpenIdConnectConfiguration> metadata, CancellationToken cancellation)
    {
        OpenIdConnectConfiguration configuration;
        try
        {
            configuration = await metadata.GetConfigurationAsync(cancellation);
        }
        catch (InvalidOperationException exception)
        {
            throw new IOException("The issuer's keys cannot be read.", exception);
        }
        return await handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = issuer,
            ValidAudience = options.Audience,
            ValidTypes = ["at+jwt"],
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            IssuerSigningKeys = configuration.SigningKeys,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ClockSkew = ClockSkew,
            LifetimeValidator = (notBefore, expires, _, _) =>
                expires > real.GetUtcNow().UtcDateTime - ClockSkew && (notBefore is null || notBefore < real.GetUtcNow().UtcDateTime + ClockSkew),
        });
    }

    private static VerifiedToken Read(JsonWebToken token, bool isStaff) => new(
        isStaff,
        token.Id,
        token.Issuer,
        token.Subject,
        Claim(token, "client_id") ?? "",
        (Claim(token, "scope") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal),
        Claim(token, "name"),
        Claim(token, "key_id"),
        Claim(token, "acr"),
        string.Join(' ', token.Claims.Where(claim => claim.Type == "amr").Select(claim => claim.Value)) is { Length: > 0 } amr ? amr : null,
        token.TryGetPayloadValue<long>("auth_time", out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null,
        new DateTimeOffset(token.ValidTo, TimeSpan.Zero));

    private static string? Claim(JsonWebToken token, string name) => token.TryGetPayloadValue<string>(name, out var value) ? value : null;

    private static string Issuer(Uri authority) => authority.ToString().TrimEnd('/');

    private static ConfigurationManager<OpenIdConnectConfiguration> Metadata(Uri authority, HttpClient http) => new(
        Issuer(authority) + "/.well-known/openid-configuration",
        new OpenIdConnectConfigurationRetriever(),
        new HttpDocumentRetriever(http) { RequireHttps = !authority.IsLoopback })
    {
        RefreshInterval = TimeSpan.FromSeconds(1),
    };
}
