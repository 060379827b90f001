using System.Security.Cryptography;
using System.Text;

namespace Mash.Hub.People.Identifiers;

/// <summary>
/// Keyed hashes of blocking keys. Without the hub's blocking key a token cannot be tied to a name or number, and tokens of
/// different kinds never meet.
/// </summary>
internal static class BlockingTokens
{
    /// <summary>Length of a token in bytes.</summary>
    public const int Size = 16;

    /// <summary>Length of the secret in bytes.</summary>
    public const int SecretSize = 32;

    // Version of the layout below; a new one would make every stored token unreachable.
    private static readonly byte[] Domain = Encoding.UTF8.GetBytes("mash.blocking.v1");

    /// <summary>HMAC-SHA256(secret, domain || kind as one byte || UTF-8 of the key), cut to 16 bytes.</summary>
    /// <exception cref="ArgumentException">The secret is not 32 bytes long.</exception>
    public static byte[] Of(ReadOnlySpan<byte> secret, BlockingKey key)
    {
        if (secret.Length != SecretSize)
            throw new ArgumentException("The blocking secret has 32 bytes.", nameof(secret));

        var message = new byte[Domain.Length + 1 + Encoding.UTF8.GetByteCount(key.Text)];
        Domain.CopyTo(message, 0);
        message[Domain.Length] = (byte)key.Kind;
        Encoding.UTF8.GetBytes(key.Text, message.AsSpan(Domain.Length + 1));
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, message, hash);
        CryptographicOperations.ZeroMemory(message);
        return hash[..Size].ToArray();
    }
}
