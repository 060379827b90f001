using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Mash.V1;

namespace Mash.AgencyClient;

/// <summary>A submission with its id, serialised on the caller's thread.</summary>
internal sealed record PreparedSubmission(Guid SubmissionId, byte[] Contact, string? OrderingKey)
{
    /// <summary>A hub receives at most 1 MB a message; this leaves room for the id and the frame.</summary>
    public const int LargestContact = 1_048_576 - 1_024;

    /// <exception cref="SubmissionTooLargeException">More than <see cref="LargestContact"/> bytes.</exception>
    public static PreparedSubmission From(Guid agencyId, ContactDetails contact, SubmitOptions? options)
    {
        ArgumentNullException.ThrowIfNull(contact);
        var size = contact.CalculateSize();
        if (size > LargestContact) throw new SubmissionTooLargeException(size);
        var reference = string.IsNullOrEmpty(options?.SenderReference) ? contact.SenderReference : options.SenderReference;
        var id = options?.SubmissionId ?? (reference.Length > 0 ? IdOf(agencyId, reference) : Guid.CreateVersion7());
        var orderingKey = string.IsNullOrEmpty(options?.OrderingKey) ? null : options.OrderingKey;
        return new PreparedSubmission(id, contact.ToByteArray(), orderingKey);
    }

    /// <summary>UUIDv8: the first 128 bits of SHA-256(agency id in network order, reference in UTF-8), with version and variant set.</summary>
    public static Guid IdOf(Guid agencyId, string reference)
    {
        var hash = SHA256.HashData([.. agencyId.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(reference)]).AsSpan(0, 16);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}
