using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Mash.AgencyClient;

/// <summary>Writes the signed statement by which an agency proves who it is (RFC 7523, private_key_jwt).</summary>
internal static class ClientAssertion
{
    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /// <summary>Authorities refuse assertions that live longer than a minute; this leaves room for clocks that differ.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(45);

    /// <summary>A new assertion for the authority with the given issuer name, good for one use.</summary>
    public static async ValueTask<string> CreateAsync(
        AgencySigningKey key, string clientId, string audience, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var header = new JsonObject { ["alg"] = "ES256", ["typ"] = "JWT", ["kid"] = key.KeyId };
        var claims = new JsonObject
        {
            ["iss"] = clientId,
            ["sub"] = clientId,
            ["aud"] = audience,
            ["jti"] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + Lifetime).ToUnixTimeSeconds(),
        };
        var signed = $"{Encode(header)}.{Encode(claims)}";
        var signature = await key.SignAsync(Encoding.ASCII.GetBytes(signed), cancellationToken);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
}
