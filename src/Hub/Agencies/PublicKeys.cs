using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Mash.Hub.Agencies;

/// <summary>A public key in its stored form.</summary>
/// <param name="KeyId">RFC 7638 thumbprint: base64url of the SHA-256 of the key's required members.</param>
/// <param name="Jwk">The key as JWK with its public members only.</param>
internal sealed record PublicKey(string KeyId, string Jwk);

/// <summary>Reads the public keys that agencies hand in.</summary>
internal static class PublicKeys
{
    private const int SizeLimit = 4096;

    /// <summary>Reads a JWK or PEM of an EC P-256 public key; false with a sentence where it is none.</summary>
    public static bool TryParse(string text, out PublicKey? key, out string problem)
    {
        key = null;
        problem = "";
        text = text.Trim();
        if (text.Length is 0 or > SizeLimit)
        {
            problem = "Give the public key as JWK or PEM.";
            return false;
        }
        if (text.Contains("PRIVATE KEY", StringComparison.Ordinal) || (text.StartsWith('{') && text.Contains("\"d\"", StringComparison.Ordinal)))
        {
            problem = "This is a private key. Keep it, make a new one because this one was sent, and give the public key only.";
            return false;
        }
        try
        {
            var parameters = text.StartsWith('{') ? FromJwk(text) : FromPem(text);
            using var checkedKey = ECDsa.Create(parameters);
            key = ToPublicKey(checkedKey.ExportParameters(includePrivateParameters: false));
            return true;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException or FormatException or JsonException or InvalidOperationException or KeyNotFoundException)
        {
            problem = "This is not an EC public key on the curve P-256 in JWK or PEM form.";
            return false;
        }
    }

    private static ECParameters FromJwk(string text)
    {
        using var json = JsonDocument.Parse(text);
        var root = json.RootElement;
        if (root.GetProperty("kty").GetString() != "EC" || root.GetProperty("crv").GetString() != "P-256")
            throw new FormatException("Not an EC key on P-256.");
        return new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Decode(root.GetProperty("x").GetString()!), Y = Decode(root.GetProperty("y").GetString()!) },
        };
    }

    private static ECParameters FromPem(string text)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(text);
        var parameters = key.ExportParameters(includePrivateParameters: false);
        return parameters.Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value ? parameters : throw new FormatException("Not on P-256.");
    }

    private static PublicKey ToPublicKey(ECParameters parameters)
    {
        var x = Encode(parameters.Q.X!);
        var y = Encode(parameters.Q.Y!);
        var canonical = $$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}""";
        return new PublicKey(Encode(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))), canonical);
    }

    private static string Encode(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private static byte[] Decode(string text) => System.Buffers.Text.Base64Url.DecodeFromChars(text);
}
