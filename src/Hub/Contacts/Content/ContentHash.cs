using System.Security.Cryptography;
using Mash.V1;

namespace Mash.Hub.Contacts.Content;

/// <summary>
/// Tells whether two submissions with one request id have the same content. Keyed, so that a stolen database does not let anybody test
/// guesses of a content. Layout: HMAC-SHA256(key, UTF-8 of "mash.v1.ContactDetails/1" || 0 || canonical bytes).
/// </summary>
/// <remarks>
/// A field that a first submission held and the hub did not know then is not part of its hash. Should the hub learn that field before the
/// same submission is repeated, the repetition counts as other content: the sender is told, nothing is lost or doubled.
/// </remarks>
internal static class ContentHash
{
    /// <summary>Length of a hash in bytes.</summary>
    public const int Size = HMACSHA256.HashSizeInBytes;

    /// <summary>Least length of the key in bytes.</summary>
    public const int LeastKeySize = 32;

    private static ReadOnlySpan<byte> Domain => "mash.v1.ContactDetails/1\0"u8;

    /// <summary>The hash of a content that is canonical already.</summary>
    /// <exception cref="ArgumentException">The key is shorter than 32 bytes.</exception>
    public static byte[] Compute(ReadOnlySpan<byte> key, CanonicalContact contact)
    {
        if (key.Length < LeastKeySize)
            throw new ArgumentException("The key of the content hash has at least 32 bytes.", nameof(key));
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(Domain);
        hash.AppendData(contact.Bytes);
        return hash.GetHashAndReset();
    }

    /// <summary>The hash of any content.</summary>
    /// <exception cref="ArgumentException">The key is shorter than 32 bytes.</exception>
    public static byte[] Compute(ReadOnlySpan<byte> key, ContactDetails contact) => Compute(key, CanonicalContact.Of(contact));
}
