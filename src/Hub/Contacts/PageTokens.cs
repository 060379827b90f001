using System.Buffers.Binary;
using System.Security.Cryptography;
using Google.Protobuf;
using Mash.Hub.Access;
using Mash.Hub.Storage.Keys;

namespace Mash.Hub.Contacts;

/// <summary>Where a keyset page ends: a sort value and an id.</summary>
internal readonly record struct PagePosition(long SortValue, Guid Id);

/// <summary>Opaque page tokens: bound to the request's filters and to the caller, so that a token with other filters or in other hands is refused.</summary>
internal sealed class PageTokens(KeyRing keys)
{
    private const int MacSize = 16;

    /// <summary>Makes the token of the page after this position.</summary>
    /// <param name="position">Last row of the page.</param>
    /// <param name="filters">The request without page size and token.</param>
    /// <param name="caller">Who asked for the page.</param>
    public string Create(PagePosition position, IMessage filters, Caller caller)
    {
        var token = new byte[24 + MacSize];
        BinaryPrimitives.WriteInt64BigEndian(token, position.SortValue);
        position.Id.TryWriteBytes(token.AsSpan(8), bigEndian: true, out _);
        Mac(token.AsSpan(0, 24), filters, caller).CopyTo(token, 24);
        return System.Buffers.Text.Base64Url.EncodeToString(token);
    }

    /// <summary>Reads a token; false where it was not made for these filters and this caller.</summary>
    public bool TryRead(string text, IMessage filters, Caller caller, out PagePosition position)
    {
        position = default;
        Span<byte> token = stackalloc byte[64];
        if (text.Length > 80 || !System.Buffers.Text.Base64Url.IsValid(text) || !System.Buffers.Text.Base64Url.TryDecodeFromChars(text, token, out var length) || length != 24 + MacSize)
            return false;
        if (!CryptographicOperations.FixedTimeEquals(Mac(token[..24], filters, caller), token[24..length]))
            return false;
        position = new PagePosition(BinaryPrimitives.ReadInt64BigEndian(token), new Guid(token[8..24], bigEndian: true));
        return true;
    }

    private byte[] Mac(ReadOnlySpan<byte> position, IMessage filters, Caller caller)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, keys.ContentHash);
        hash.AppendData("page-token\0"u8);
        hash.AppendData(System.Text.Encoding.ASCII.GetBytes(filters.Descriptor.FullName + "\0"));
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"{caller.Issuer}\0{caller.Subject}\0"));
        hash.AppendData(position);
        hash.AppendData(filters.ToByteArray());
        return hash.GetHashAndReset()[..MacSize];
    }
}
