using System.Security.Cryptography;
using System.Text.Json;
using Mash.Identity.Clients;
using Mash.Identity.Keys;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Mash.Identity.Tests.Support;

/// <summary>A client's key pair.</summary>
internal sealed class TestKey : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public TestKey() => Jwk = PublicJwk.Of(_key);

    public PublicJwk Jwk { get; }

    public string KeyId => Jwk.KeyId;

    public string Pkcs8Pem => _key.ExportPkcs8PrivateKeyPem();

    public AgencyKey ForAgency(DateTimeOffset? notAfter = null) => new(KeyId, JsonSerializer.Serialize(Jwk), notAfter);

    public void Dispose() => _key.Dispose();

    /// <summary>A client assertion; every part can be bent.</summary>
    public string Assertion(
        string clientId, object audience, DateTimeOffset now, string? jti = null, TimeSpan? life = null, string? subject = null, string? kid = "")
    {
        var key = new ECDsaSecurityKey(_key)
        {
            KeyId = kid == "" ? KeyId : kid,
            CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
        };
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = clientId,
            IssuedAt = now.UtcDateTime,
            Expires = (now + (life ?? TimeSpan.FromSeconds(60))).UtcDateTime,
            Claims = new Dictionary<string, object> { ["sub"] = subject ?? clientId, ["aud"] = audience, ["jti"] = jti ?? Guid.CreateVersion7().ToString() },
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256),
        });
    }
}
