using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Mash.AgencyClient;

/// <summary>A key on the curve P-256 that signs by ES256, wherever the private part is kept.</summary>
public sealed class AgencySigningKey
{
    private readonly Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask<byte[]>> _sign;

    /// <summary>Describes a key that is kept elsewhere, for example in a key vault.</summary>
    /// <param name="keyId">Key id as the hub knows it: the RFC 7638 thumbprint, see <see cref="ComputeKeyId"/>.</param>
    /// <param name="sign">Signs the given bytes: SHA-256 and ECDSA, 64 bytes, r then s (IEEE P1363).</param>
    public AgencySigningKey(string keyId, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask<byte[]>> sign)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(keyId);
        ArgumentNullException.ThrowIfNull(sign);
        KeyId = keyId;
        _sign = sign;
    }

    /// <summary>The key id that stands in the assertion's header.</summary>
    public string KeyId { get; }

    /// <summary>Reads a private key from PEM (PKCS#8 or SEC 1).</summary>
    /// <param name="pem">The PEM text.</param>
    /// <returns>The key.</returns>
    /// <exception cref="MashException">The text holds no EC P-256 private key.</exception>
    public static AgencySigningKey FromPem(string pem)
    {
        ECParameters parameters;
        try
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(pem);
            parameters = key.ExportParameters(includePrivateParameters: true);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            throw new MashException("The signing key is not a PEM private key of the curve P-256.", e);
        }
        return new AgencySigningKey(ComputeKeyId(parameters), (data, _) =>
        {
            using var key = ECDsa.Create(parameters);
            return ValueTask.FromResult(key.SignData(data.Span, HashAlgorithmName.SHA256));
        });
    }

    /// <summary>The RFC 7638 thumbprint of a P-256 key: SHA-256 over its required JWK members, base64url.</summary>
    /// <param name="key">A key; only the public part is read.</param>
    /// <returns>43 characters.</returns>
    /// <exception cref="MashException">The key is not on the curve P-256.</exception>
    public static string ComputeKeyId(ECParameters key)
    {
        // nistP256; named by its object identifier because names differ between platforms.
        if (key.Q.X is not { Length: 32 } x || key.Q.Y is not { Length: 32 } y || key.Curve.Oid?.Value != "1.2.840.10045.3.1.7")
            throw new MashException("The key is not on the curve P-256.");
        var members = $$"""{"crv":"P-256","kty":"EC","x":"{{Base64Url.EncodeToString(x)}}","y":"{{Base64Url.EncodeToString(y)}}"}""";
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(members)));
    }

    internal ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken) => _sign(data, cancellationToken);
}

/// <summary>Reads the PEM file anew for each token, so that replacing the file rotates the key.</summary>
internal sealed class PemFileSigningKeyProvider(string file) : IAgencySigningKeyProvider
{
    public async ValueTask<AgencySigningKey> GetKeyAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return AgencySigningKey.FromPem(await File.ReadAllTextAsync(file, cancellationToken));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MashException("The signing key file cannot be read.", e);
        }
    }
}
