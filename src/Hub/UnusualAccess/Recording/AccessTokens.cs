using System.Security.Cryptography;
using Mash.Hub.Contacts;
using Mash.Hub.Contacts.Content;
using Mash.Hub.Storage.Keys;

namespace Mash.Hub.UnusualAccess.Recording;

/// <summary>Keyed tokens of children for counting who looked at how many. They meet none of the tokens by which contacts are tied together.</summary>
internal sealed class AccessTokens(KeyRing ring)
{
    private static ReadOnlySpan<byte> Domain => "mash.access.v1"u8;

    /// <summary>
    /// The different children of a contact, 16 bytes each: by name and date of birth, else by another exact identity, else by the contact's
    /// own child, which is then a child of its own.
    /// </summary>
    public byte[] OfChildren(OpenedContact opened)
    {
        var tokens = new byte[opened.Children.Count * SubjectToken.Size];
        for (var index = 0; index < opened.Children.Count; index++)
            OfChild(opened, index).CopyTo(tokens, index * SubjectToken.Size);
        return tokens;
    }

    private byte[] OfChild(OpenedContact opened, int index)
    {
        var row = opened.Children[index];
        var identities = ContactKeys.StrongIdentityKeys(opened.Details, opened.Details.Children[row.Ordinal], opened.Row.ReceivedTime);
        var best = identities.OrderBy(key => key.Kind == ContactKeyKind.ChildNameAndBirth ? 0 : 1).ThenBy(key => key.Kind).Take(1).ToList();
        return best is [var identity] ? Of(ContactTokens.Of(ring.Blocking, identity)) : Of(row.ContactChildId.ToByteArray(bigEndian: true));
    }

    private byte[] Of(ReadOnlySpan<byte> value)
    {
        byte[] message = [.. Domain, .. value];
        return HMACSHA256.HashData(ring.Blocking, message)[..SubjectToken.Size];
    }
}
