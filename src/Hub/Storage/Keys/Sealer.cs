using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;

namespace Mash.Hub.Storage.Keys;

/// <summary>
/// Seals record bytes: version (1 byte) + nonce (12) + ciphertext + tag (16), AES-256-GCM. The associated data binds the kind of
/// record, its id and its version, so that sealed cells cannot be swapped.
/// </summary>
internal static class Sealer
{
    private const byte FormatVersion = 1;
    private const int Overhead = 1 + 12 + 16;

    /// <summary>Seals a message under a data key for one record version.</summary>
    public static byte[] Seal(DataKey key, RecordKind kind, Guid recordId, int version, IMessage message)
    {
        var size = message.CalculateSize();
        var sealedBytes = new byte[size + Overhead];
        sealedBytes[0] = FormatVersion;
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(1, 12));
        var plain = new byte[size];
        message.WriteTo(plain.AsSpan());
        Span<byte> context = stackalloc byte[ContextSize];
        WriteContext(context, kind, recordId, version);
        using var aes = new AesGcm(key.Secret, 16);
        aes.Encrypt(sealedBytes.AsSpan(1, 12), plain, sealedBytes.AsSpan(13, size), sealedBytes.AsSpan(13 + size), context);
        return sealedBytes;
    }

    /// <summary>Opens a sealed record version.</summary>
    /// <exception cref="CryptographicException">The bytes were changed or belong to another record, version or key.</exception>
    public static T Open<T>(DataKey key, RecordKind kind, Guid recordId, int version, ReadOnlySpan<byte> sealedBytes, MessageParser<T> parser)
        where T : IMessage<T>
    {
        if (sealedBytes.Length < Overhead || sealedBytes[0] != FormatVersion)
            throw new CryptographicException("A sealed record has an unknown format.");
        var plain = new byte[sealedBytes.Length - Overhead];
        Span<byte> context = stackalloc byte[ContextSize];
        WriteContext(context, kind, recordId, version);
        using var aes = new AesGcm(key.Secret, 16);
        aes.Decrypt(sealedBytes.Slice(1, 12), sealedBytes[13..^16], sealedBytes[^16..], plain, context);
        return parser.ParseFrom(plain);
    }

    private const int ContextSize = 8 + 2 + 16 + 4;

    private static void WriteContext(Span<byte> context, RecordKind kind, Guid recordId, int version)
    {
        Encoding.ASCII.GetBytes("mashseal", context);
        BinaryPrimitives.WriteInt16BigEndian(context[8..], (short)kind);
        recordId.TryWriteBytes(context[10..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(context[26..], version);
    }
}

/// <summary>Kinds of sealed records. Numbers are part of the seal and never change.</summary>
internal enum RecordKind
{
    /// <summary>Contact content without children and people: mash.v1.ContactDetails.</summary>
    Contact = 1,

    /// <summary>One child of a contact: mash.v1.Child.</summary>
    Child = 2,

    /// <summary>The people around the children: mash.v1.ContactDetails with people only.</summary>
    People = 3,

    /// <summary>First words and other list facts of a contact.</summary>
    ContactSummary = 4,

    /// <summary>List facts of a child.</summary>
    ChildSummary = 5,

    /// <summary>A rating: mash.v1.Rating.</summary>
    Rating = 6,

    /// <summary>A decision: mash.v1.Decision.</summary>
    Decision = 7,

    /// <summary>Added information: mash.v1.AddedInformation.</summary>
    Information = 8,

    /// <summary>Feedback: mash.v1.Feedback.</summary>
    Feedback = 9,

    /// <summary>A withdrawal: mash.v1.Withdrawal.</summary>
    Withdrawal = 10,

    /// <summary>An event: mash.v1.Event.</summary>
    Event = 11,

    /// <summary>An outbound message: mash.v1.OutboundMessage.</summary>
    Message = 12,

    /// <summary>An alert: mash.v1.Alert.</summary>
    Alert = 13,

    /// <summary>Words of a finding of unusual access: mash.hub.internal.FindingContent.</summary>
    Finding = 14,

    /// <summary>A declared interest of a member of staff: mash.v1.Interest.</summary>
    Interest = 20,

    /// <summary>Something said about a restriction: mash.v1.RestrictionNote.</summary>
    RestrictionNote = 30,

    /// <summary>Why somebody opened a record in an emergency: mash.v1.BreakGlass.</summary>
    BreakGlassReason = 31,

    /// <summary>What the review of it found: mash.v1.BreakGlass.</summary>
    BreakGlassReview = 32,

    /// <summary>The terms of a look-up: mash.v1.LookUpPersonRequest.</summary>
    LookUp = 33,

    /// <summary>An agency's people: mash.v1.Agency with contacts only.</summary>
    AgencyContacts = 40,

    /// <summary>What was changed about an agency: mash.v1.AgencyChange.</summary>
    AgencyChange = 41,
}
