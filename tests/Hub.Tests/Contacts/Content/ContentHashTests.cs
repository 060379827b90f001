using Mash.Hub.Contacts.Content;
using Mash.V1;

namespace Mash.Hub.Tests.Contacts.Content;

public class ContentHashTests
{
    private static readonly byte[] Secret = [.. Enumerable.Range(1, 32).Select(value => (byte)value)];

    [Fact]
    public void KnownContent_HasThePublishedHash()
    {
        var contact = new ContactDetails { SourceCode = "6", Concern = new() { Narrative = "Sára" } };

        // HMAC-SHA256 of "mash.v1.ContactDetails/1", a zero byte, and 0A 01 36 5A 07 0A 05 53 C3 A1 72 61.
        Convert.ToHexStringLower(ContentHash.Compute(Secret, contact)).ShouldBe("2466f169af77d4a0a0b3921fff6041477feec1f63f63362d100ef4b6964e961c");
    }

    [Fact]
    public void OtherContentOrOtherKey_HasAnotherHash()
    {
        var hash = ContentHash.Compute(Secret, SampleContacts.School());
        var changed = SampleContacts.School();
        changed.Concern.Narrative += " ";

        ContentHash.Compute(Secret, changed).ShouldNotBe(hash);
        ContentHash.Compute([.. Secret.Reverse()], SampleContacts.School()).ShouldNotBe(hash);
        ContentHash.Compute(Secret, SampleContacts.School()).ShouldBe(hash);
    }

    [Fact]
    public void PresenceCounts()
    {
        var absent = SampleContacts.School();
        absent.ServiceAgreement = null;
        var empty = SampleContacts.School();
        empty.ServiceAgreement = new();

        ContentHash.Compute(Secret, empty).ShouldNotBe(ContentHash.Compute(Secret, absent));
    }

    [Fact]
    public void ShortKey_IsRefused() =>
        Should.Throw<ArgumentException>(() => ContentHash.Compute(Secret.AsSpan(1), new ContactDetails()));
}
