using System.Security.Cryptography;
using Mash.Identity.Keys;
using Mash.Identity.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Mash.Identity.Issuing;

/// <summary>A client that has proved who it is.</summary>
/// <param name="ClientId">Its id.</param>
/// <param name="KeyId">The <c>kid</c> of the key that signed its assertion.</param>
/// <param name="CertificateThumbprint">The client certificate with which alone that key counts; null where it counts without.</param>
internal sealed record ProvedClient(string ClientId, string KeyId, string? CertificateThumbprint);

/// <summary>
/// Checks <c>private_key_jwt</c> (RFC 7523): ES256 only, audience our issuer or token endpoint and nothing else, at most a minute of life, and
/// each <c>jti</c> once. Unknown clients take the same path with a key that nobody holds.
/// </summary>
internal sealed class ClientAssertions(IdentityStore store, TimeProvider clock) : IDisposable
{
    /// <summary>The value of <c>client_assertion_type</c>.</summary>
    public const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /// <summary>Longest life of an assertion.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    /// <summary>How far the client's clock may be from ours.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(10);

    private const int JtiLimit = 255;
    private static readonly OAuthProblem Refused = OAuthProblem.InvalidClient("The client assertion is not acceptable.");

    private readonly ECDsa _nobody = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };

    public void Dispose() => _nobody.Dispose();

    /// <param name="form">The request.</param>
    /// <param name="authorization">The request's Authorization header; any is refused, since secrets are not spoken here.</param>
    /// <param name="issuer">The issuer that was asked.</param>
    /// <param name="findKeys">The client's live public keys by client id and the <c>kid</c> that is looked for; none when it is unknown.</param>
    /// <param name="cancellationToken">Ends the wait for storage.</param>
    public async Task<OAuthResult<ProvedClient>> ProveAsync(
        OAuthForm form,
        string? authorization,
        Issuer issuer,
        Func<string, string?, ValueTask<IReadOnlyList<PublicJwk>>> findKeys,
        CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(authorization) || form["client_secret"] is not null)
            return OAuthProblem.InvalidClient("Clients authenticate by private_key_jwt only.");
        if (form["client_assertion_type"] != AssertionType || form["client_assertion"] is not { } assertion)
            return OAuthProblem.InvalidClient("A client assertion is missing.");
        if (Read(assertion) is not { } token || token.Issuer.Length == 0 || token.Issuer != token.Subject)
            return Refused;
        var clientId = token.Issuer;
        if (form["client_id"] is { } named && named != clientId)
            return Refused;

        var keys = await findKeys(clientId, token.Kid);
        var candidates = keys.Where(key => string.IsNullOrEmpty(token.Kid) || key.KeyId == token.Kid).ToList();
        var verified = await _handler.ValidateTokenAsync(token, Parameters(clientId, issuer, candidates));
        if (!verified.IsValid || candidates.Count == 0)
            return Refused;
        if (!await UseAsync(issuer, token, cancellationToken))
            return Refused;
        var keyId = verified.SecurityToken.SigningKey.KeyId;
        return new ProvedClient(clientId, keyId, candidates.Find(key => key.KeyId == keyId)?.CertificateThumbprint);
    }

    private static JsonWebToken? Read(string assertion)
    {
        try
        {
            var token = new JsonWebToken(assertion);
            // The payload is parsed when a claim is first read.
            return token.Id is { Length: > 0 and <= JtiLimit } && token.Subject is not null ? token : null;
        }
        catch (Exception error) when (error is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }

    private TokenValidationParameters Parameters(string clientId, Issuer issuer, List<PublicJwk> keys) => new()
    {
        ValidIssuer = clientId,
        AudienceValidator = (audiences, _, _) =>
            audiences.Any() && audiences.All(audience => audience == issuer.Uri || audience == issuer.TokenEndpoint),
        ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
        IssuerSigningKeyResolver = (_, _, _, _) => keys.Count == 0 ? [PublicJwk.Of(_nobody).ToSecurityKey()] : keys.Select(key => key.ToSecurityKey()),
        LifetimeValidator = (notBefore, expires, token, _) => InTime(notBefore, expires, (JsonWebToken)token),
    };

    /// <summary>At most a minute by the client's own clock, where it says when it wrote, and by ours within the skew.</summary>
    private bool InTime(DateTime? notBefore, DateTime? expires, JsonWebToken token)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var written = token.TryGetPayloadValue<long>("iat", out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime : (DateTime?)null;
        return expires is { } end && end > now - Skew && end <= now + Lifetime + Skew && (notBefore is not { } start || start <= now + Skew)
            && (written is not { } from || (from <= now + Skew && end <= from + Lifetime));
    }

    private Task<bool> UseAsync(Issuer issuer, JsonWebToken token, CancellationToken cancellationToken)
    {
        var id = Secrets.Hash(issuer.Uri + "\n" + token.Issuer + "\n" + token.Id);
        var forget = (new DateTimeOffset(token.ValidTo, TimeSpan.Zero) + Skew + Skew).UtcTicks;
        return store.WriteAsync(
            async db => await db.Database.ExecuteSqlAsync(
                db.Database.IsNpgsql()
                    ? $"insert into identity.used_assertion (id_hash, expires_time) values ({id}, {forget}) on conflict do nothing"
                    : (FormattableString)$"insert into used_assertion (id_hash, expires_time) values ({id}, {forget}) on conflict do nothing",
                cancellationToken) == 1,
            cancellationToken);
    }
}
