using System.Buffers.Binary;
using System.Security.Cryptography;
using Google.Protobuf;
using Mash.Hub.Access;
using Mash.Hub.Errors;
using Mash.Hub.Storage.Keys;

namespace Mash.Hub.Contacts;

/// <summary>Where a keyset page ends: a sort value and an id.</summary>
internal readonly record struct PagePosition(long SortValue, Guid Id);

/// <summary>Which page of a list somebody asks for.</summary>
/// <param name="Size">How many rows, 1 to 200.</param>
/// <param name="After">Where the page before ended; null for the first page.</param>
internal readonly record struct PageRequest(int Size, PagePosition? After);

/// <summary>Opaque page tokens: bound to the request's filters and to the caller, so that a token with other filters or in other hands is refused.</summary>
internal sealed class PageTokens(KeyRing keys)
{
    /// <summary>Rows of a page where nobody says how many.</summary>
    public const int DefaultSize = 50;

    /// <summary>Most rows of a page.</summary>
    public const int MaxSize = 200;

    private const int MacSize = 16;

    /// <summary>Reads what a request says of its page; what is wrong with it is added to the violations.</summary>
    /// <param name="size">As sent; 0 for the default.</param>
    /// <param name="token">As sent; empty for the first page.</param>
    /// <param name="filters">The request without page size and token.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="violations">What is wrong with the request so far.</param>
    public PageRequest Read(int size, string token, IMessage filters, Caller caller, List<FieldViolation> violations)
    {
        if (size is < 0 or > MaxSize)
            violations.Add(new FieldViolation("page_size", $"Ask for 1 to {MaxSize} rows."));
        var position = default(PagePosition);
        if (token.Length > 0 && !TryRead(token, filters, caller, out position))
            violations.Add(new FieldViolation("page_token", "Use a token from an earlier answer with the same filters."));
        return new PageRequest(size == 0 ? DefaultSize : size, token.Length > 0 ? position : null);
    }

    /// <summary>Takes away the row that was read beyond the page, and answers the token of the page that it begins; empty on the last page.</summary>
    /// <param name="rows">One row more than the page has, where there is another page.</param>
    /// <param name="page">The page that was asked for.</param>
    /// <param name="at">Where a row stands in the list.</param>
    /// <param name="filters">The request without page size and token.</param>
    /// <param name="caller">Who asks.</param>
    public string Cut<T>(List<T> rows, PageRequest page, Func<T, PagePosition> at, IMessage filters, Caller caller)
    {
        if (rows.Count <= page.Size)
            return "";
        rows.RemoveAt(page.Size);
        return Create(at(rows[^1]), filters, caller);
    }

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
