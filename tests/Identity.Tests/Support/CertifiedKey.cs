using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Mash.Identity.Clients;
using Microsoft.IdentityModel.Tokens;

namespace Mash.Identity.Tests.Support;

/// <summary>An agency's key with a self-signed client certificate over it.</summary>
internal sealed class CertifiedKey : IDisposable
{
    private readonly ECDsa _private = ECDsa.Create();

    public CertifiedKey(TimeSpan? life = null)
    {
        Key = new TestKey();
        _private.ImportFromPem(Key.Pkcs8Pem);
        var request = new CertificateRequest("CN=agency.example", _private, HashAlgorithmName.SHA256);
        var from = DateTimeOffset.UtcNow.AddDays(-2);
        Certificate = request.CreateSelfSigned(from, from + (life ?? TimeSpan.FromDays(30)));
    }

    public TestKey Key { get; }

    /// <summary>With its private key.</summary>
    public X509Certificate2 Certificate { get; }

    public string Thumbprint => Base64UrlEncoder.Encode(SHA256.HashData(Certificate.RawData));

    /// <summary>The key as the hub keeps it when it was handed in with its certificate.</summary>
    public AgencyKey ForAgency() => new(Key.KeyId, JsonSerializer.Serialize(Key.Jwk with { CertificateThumbprint = Thumbprint }), null);

    public void Dispose()
    {
        Certificate.Dispose();
        _private.Dispose();
        Key.Dispose();
    }
}
