using System.Security.Cryptography;
using System.Text;

namespace Mash.Hub.Contacts.Content;

/// <summary>Keyed hashes of <see cref="ContactKey"/>s. They never meet the tokens by which people are matched, though the secret may be the same.</summary>
internal static class ContactTokens
{
    /// <summary>Length of a token in bytes.</summary>
    public const int Size = 16;

    /// <summary>Length of the secret in bytes.</summary>
    public const int SecretSize = 32;

    private static ReadOnlySpan<byte> Domain => "mash.contact.v1"u8;

    /// <summary>HMAC-SHA256(secret, UTF-8 of "mash.contact.v1" || kind as one byte || UTF-8 of the key), cut to 16 bytes.</summary>
    /// <exception cref="ArgumentException">The secret is not 32 bytes long.</exception>
    public static byte[] Of(ReadOnlySpan<byte> secret, ContactKey key)
    {
        if (secret.Length != SecretSize)
            throw new ArgumentException("The secret of contact tokens has 32 bytes.", nameof(secret));

        var message = new byte[Domain.Length + 1 + Encoding.UTF8.GetByteCount(key.Text)];
        Domain.CopyTo(message);
        message[Domain.Length] = (byte)key.Kind;
        Encoding.UTF8.GetBytes(key.Text, message.AsSpan(Domain.Length + 1));
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, message, hash);
        CryptographicOperations.ZeroMemory(message);
        return hash[..Size].ToArray();
    }
}
