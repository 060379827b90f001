using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.IdentityModel.Tokens;

namespace Mash.Identity.Keys;

/// <summary>The public half of a P-256 signing key, with exactly the members that leave the process. There is no member for a private part.</summary>
internal sealed record PublicJwk
{
    [JsonPropertyName("kty")]
    public string KeyType { get; init; } = "EC";

    [JsonPropertyName("crv")]
    public string Curve { get; init; } = "P-256";

    [JsonPropertyName("x")]
    public required string X { get; init; }

    [JsonPropertyName("y")]
    public required string Y { get; init; }

    [JsonPropertyName("kid")]
    public string KeyId { get; init; } = "";

    [JsonPropertyName("use")]
    public string Use { get; init; } = "sig";

    [JsonPropertyName("alg")]
    public string Algorithm { get; init; } = SecurityAlgorithms.EcdsaSha256;

    /// <summary>
    /// SHA-256 thumbprint (base64url) of the TLS client certificate that goes with the key; null where none does.
    /// </summary>
    [JsonPropertyName("x5t#S256")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CertificateThumbprint { get; init; }

    /// <summary>The public half of a key; without <paramref name="keyId"/> its RFC 7638 thumbprint names it.</summary>
    public static PublicJwk Of(ECDsa key, string? keyId = null)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var x = Base64UrlEncoder.Encode(point.X);
        var y = Base64UrlEncoder.Encode(point.Y);
        return new PublicJwk { X = x, Y = y, KeyId = keyId ?? Thumbprint(x, y) };
    }

    /// <summary>Reads a JWK as another party gives it. Only P-256 keys are taken, and only their public members.</summary>
    /// <param name="json">The JWK.</param>
    /// <param name="keyId">Its name where the JWK's own <c>kid</c> does not count.</param>
    /// <exception cref="FormatException">Not a P-256 public key, or it has no name.</exception>
    public static PublicJwk Parse(string json, string? keyId = null)
    {
        PublicJwk? jwk;
        try
        {
            jwk = JsonSerializer.Deserialize<PublicJwk>(json);
        }
        catch (JsonException)
        {
            throw new FormatException("Not a JWK with kty, crv, x, y and kid.");
        }

        if (jwk is not null && keyId is not null)
            jwk = jwk with { KeyId = keyId };
        if (jwk is not { KeyType: "EC", Curve: "P-256", KeyId.Length: > 0 })
            throw new FormatException("Not a P-256 public key with a kid.");
        jwk.ToSecurityKey();
        return jwk;
    }

    /// <summary>A key that verifies and cannot sign.</summary>
    /// <exception cref="FormatException">The point is not on the curve.</exception>
    public ECDsaSecurityKey ToSecurityKey()
    {
        try
        {
            var key = ECDsa.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = Base64UrlEncoder.DecodeBytes(X), Y = Base64UrlEncoder.DecodeBytes(Y) },
            });
            // Providers are cached by key id in the library; a key that was replaced under its id must not live on there.
            return new ECDsaSecurityKey(key) { KeyId = KeyId, CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } };
        }
        catch (CryptographicException)
        {
            throw new FormatException("The key's point is not on P-256.");
        }
    }

    private static string Thumbprint(string x, string y)
        => Base64UrlEncoder.Encode(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(
            $$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}""")));
}

/// <summary>A JWK set.</summary>
internal sealed record PublicJwks([property: JsonPropertyName("keys")] IReadOnlyList<PublicJwk> Keys)
{
    /// <summary>Reads a set; every key in it must be usable.</summary>
    /// <exception cref="FormatException">Not a set of P-256 public keys.</exception>
    public static PublicJwks Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return new PublicJwks([.. document.RootElement.GetProperty("keys").EnumerateArray().Select(key => PublicJwk.Parse(key.GetRawText()))]);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("Not a JWK set.");
        }
    }
}
