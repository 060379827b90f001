using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Mash.Identity.Keys;

/// <summary>Unguessable handles (codes, tokens, cookies) and the hashes under which they are stored.</summary>
internal static class Secrets
{
    /// <summary>32 random bytes, base64url: 43 characters.</summary>
    public static string New() => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256 of the text, base64url. Enough for values with 256 bits of their own randomness.</summary>
    public static string Hash(string secret) => Base64UrlEncoder.Encode(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
