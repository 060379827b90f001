using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace Mash.Hub.Agencies;

/// <summary>A public key in its stored form.</summary>
/// <param name="KeyId">RFC 7638 thumbprint: base64url of the SHA-256 of the key's required members.</param>
/// <param name="Jwk">The key as JWK with its public members only, and <c>x5t#S256</c> where it was handed in with a client certificate.</param>
internal sealed record PublicKey(string KeyId, string Jwk);

/// <summary>Reads the public keys that agencies hand in.</summary>
internal static class PublicKeys
{
    /// <summary>Most characters of what is handed in.</summary>
    public const int SizeLimit = 16 * 1024;

    /// <summary>Reads a JWK (with or without <c>x5c</c>), a JWK set with one, a PEM public key or a PEM certificate of an EC P-256 key; false with a sentence where it is none.</summary>
    public static bool TryParse(string text, out PublicKey? key, out string problem)
    {
        key = null;
        problem = "";
        text = text.Trim();
        if (text.Length is 0 or > SizeLimit)
        {
            problem = text.Length == 0 ? "Give the public key as JWK or PEM." : "This is too long for a public key.";
            return false;
        }
        if (text.Contains("PRIVATE KEY", StringComparison.Ordinal) || (text.StartsWith('{') && text.Contains("\"d\"", StringComparison.Ordinal)))
        {
            problem = "This is a private key. Keep it, make a new one because this one was sent, and give the public key only.";
            return false;
        }
        if (CountInSet(text) is > 1 and var count)
        {
            problem = $"This set holds {count} keys. Give the one to add; the second one can be added after it.";
            return false;
        }
        try
        {
            var (parameters, certificate) = text.StartsWith('{') ? FromJwk(text) : FromPem(text);
            using var checkedKey = ECDsa.Create(parameters);
            key = ToPublicKey(checkedKey.ExportParameters(includePrivateParameters: false), certificate);
            return true;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException or FormatException or JsonException or InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException)
        {
            problem = "This is not an EC public key on the curve P-256 in JWK or PEM form.";
            return false;
        }
    }

    /// <summary>How many keys a JWK set holds; 0 where the text is none.</summary>
    private static int CountInSet(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("keys", out var keys) && keys.ValueKind == JsonValueKind.Array
                ? keys.GetArrayLength()
                : 0;
        }
        catch (JsonException)
        {
            return 0;
        }
    }

    /// <returns>The key, and the thumbprint of the certificate that comes with it.</returns>
    private static (ECParameters Key, string? Certificate) FromJwk(string text)
    {
        using var json = JsonDocument.Parse(text);
        var root = json.RootElement.TryGetProperty("keys", out var keys) ? keys[0] : json.RootElement;
        if (root.GetProperty("kty").GetString() != "EC" || root.GetProperty("crv").GetString() != "P-256")
            throw new FormatException("Not an EC key on P-256.");
        var parameters = new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Decode(root.GetProperty("x").GetString()!), Y = Decode(root.GetProperty("y").GetString()!) },
        };
        if (!root.TryGetProperty("x5c", out var chain))
            return (parameters, null);
        using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(chain[0].GetString()!));
        var (certified, thumbprint) = FromCertificate(certificate);
        return certified.Q.X.AsSpan().SequenceEqual(parameters.Q.X) && certified.Q.Y.AsSpan().SequenceEqual(parameters.Q.Y)
            ? (parameters, thumbprint)
            : throw new FormatException("The certificate is of another key.");
    }

    private static (ECParameters Key, string? Certificate) FromPem(string text)
    {
        if (text.Contains("BEGIN CERTIFICATE", StringComparison.Ordinal))
        {
            using var certificate = X509Certificate2.CreateFromPem(text);
            return FromCertificate(certificate);
        }
        using var key = ECDsa.Create();
        key.ImportFromPem(text);
        var parameters = key.ExportParameters(includePrivateParameters: false);
        return (OnP256(parameters), null);
    }

    /// <summary>A key that is handed in with its certificate counts only over TLS with that certificate (RFC 8705).</summary>
    private static (ECParameters Key, string? Certificate) FromCertificate(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPublicKey() ?? throw new FormatException("Not an EC certificate.");
        return (OnP256(key.ExportParameters(includePrivateParameters: false)), Encode(certificate.GetCertHash(HashAlgorithmName.SHA256)));
    }

    private static ECParameters OnP256(ECParameters parameters) =>
        parameters.Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value ? parameters : throw new FormatException("Not on P-256.");

    private static PublicKey ToPublicKey(ECParameters parameters, string? certificate)
    {
        var x = Encode(parameters.Q.X!);
        var y = Encode(parameters.Q.Y!);
        var canonical = $$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}""";
        var stored = certificate is null ? canonical : $$"""{"crv":"P-256","kty":"EC","x":"{{x}}","x5t#S256":"{{certificate}}","y":"{{y}}"}""";
        return new PublicKey(Encode(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))), stored);
    }

    private static string Encode(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private static byte[] Decode(string text) => System.Buffers.Text.Base64Url.DecodeFromChars(text);
}
