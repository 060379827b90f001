using Google.Protobuf;
using Mash.V1;

namespace Mash.Hub.Contacts.Content;

/// <summary>
/// A contact's content in the one form that is hashed and stored: the hub's own serialisation of what it understands, fields in the order
/// of their numbers, without fields that this version does not know. What a sender cannot see in the hub is not kept in secret; the sender
/// is warned instead. Presence counts: an empty message and an absent one are different contents.
/// </summary>
internal sealed class CanonicalContact
{
    private static readonly MessageParser<ContactDetails> Known = ContactDetails.Parser.WithDiscardUnknownFields(true);

    private CanonicalContact(ContactDetails details, byte[] bytes, bool hadUnknownFields) =>
        (Details, Bytes, HadUnknownFields) = (details, bytes, hadUnknownFields);

    /// <summary>The content without unknown fields.</summary>
    public ContactDetails Details { get; }

    /// <summary>Its serialisation. Not to be changed.</summary>
    public byte[] Bytes { get; }

    /// <summary>True where the sender sent fields that this version does not know, at any depth. See <see cref="UnknownFieldsWarning"/>.</summary>
    public bool HadUnknownFields { get; }

    /// <summary>The warning for a sender whose interface is newer than the hub; null where everything was understood.</summary>
    public FieldWarning? UnknownFieldsWarning => HadUnknownFields
        ? new() { Field = ContactValidator.Root, Description = "Some fields are newer than this hub and were not kept." }
        : null;

    /// <summary>Makes the canonical form. The content given is not changed.</summary>
    public static CanonicalContact Of(ContactDetails contact)
    {
        var received = contact.ToByteArray();
        var details = Known.ParseFrom(received);
        var size = details.CalculateSize();
        // Dropping a field always makes it shorter, and without unknown fields the two serialisations are the same.
        return size == received.Length ? new(details, received, false) : new(details, details.ToByteArray(), true);
    }
}
