using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Mash.Hub.Contacts.Content;
using Mash.V1;

namespace Mash.Hub.Tests.Contacts.Content;

public sealed partial class ContactProperties
{
    // What the server accepts as one message.
    private const int LargestMessage = 1024 * 1024;

    private static readonly byte[] Secret = [.. Enumerable.Range(1, 32).Select(value => (byte)value)];

    [Fact]
    public void AnyContent_IsJudgedWithoutThrowing_AtPathsThatExist() => ForAll(seed =>
    {
        var contact = new RandomMessages(seed).Make<ContactDetails>();

        var result = ContactValidator.Validate(contact, SampleContacts.From((AgencyKind)(seed % 10), "2A"));

        return result.Violations.Select(violation => violation.Field).Concat(result.Warnings.Select(warning => warning.Field)).All(Exists);
    });

    [Fact]
    public void AnyContent_IsSummarisedWithoutThrowing() => ForAll(seed =>
    {
        var contact = new RandomMessages(seed).Make<ContactDetails>();
        ContactKeys.HouseholdKey(contact);
        ContactKeys.IncidentKey(Guid.Empty, contact);
        var keys = contact.Children.Sum(child => ContactKeys.StrongIdentityKeys(contact, child, SampleContacts.Received).Count);
        var facts = ContactPeople.PersonFactsOf(contact);
        var summary = ContactSummaries.Of(contact, SampleContacts.Received);
        return keys >= 0 && facts.Children.Count == contact.Children.Count && summary.Children.Count == contact.Children.Count;
    });

    [Fact]
    public void DamagedBytes_AreJudgedWithoutThrowingWhereTheyCanBeRead() => ForAll(seed =>
    {
        var random = new Random(seed);
        var bytes = SampleContacts.School().ToByteArray();
        for (var change = 0; change < 5; change++)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);

        if (TryParse(bytes) is { } contact)
        {
            ContactValidator.Validate(contact, SampleContacts.From(AgencyKind.School));
            ContentHash.Compute(Secret, contact).Length.ShouldBe(ContentHash.Size);
        }

        return true;
    });

    [Fact]
    public void Hash_IsTheSameHoweverTheContentWasWritten() => ForAll(seed =>
    {
        var random = new Random(seed);
        var contact = ContactDetails.Parser.ParseFrom(new RandomMessages(seed).Make<ContactDetails>().ToByteArray());
        var rewritten = ContactDetails.Parser.ParseFrom(WireShuffle.Shuffle(contact.ToByteArray(), ContactDetails.Descriptor, random));
        return Hash(rewritten).SequenceEqual(Hash(contact));
    });

    [Fact]
    public void FieldsUnknownToTheHub_AreDroppedAtEveryDepthAndTold() => ForAll(seed =>
    {
        // Field 5000 as a varint of 1, in front of the others of each message.
        byte[] unknown = [0xC0, 0xB8, 0x02, 0x01];
        var plain = ContactDetails.Parser.ParseFrom(new RandomMessages(seed).Make<ContactDetails>().ToByteArray());
        var newer = ContactDetails.Parser.ParseFrom(WireShuffle.Shuffle(plain.ToByteArray(), ContactDetails.Descriptor, new Random(seed), unknown));
        var canonical = CanonicalContact.Of(newer);
        return canonical.HadUnknownFields
            && canonical.UnknownFieldsWarning is not null
            && canonical.Bytes.SequenceEqual(plain.ToByteArray())
            && !CanonicalContact.Of(plain).HadUnknownFields
            && Hash(newer).SequenceEqual(Hash(plain));
    });

    [Fact]
    public void LargestMessages_GiveABoundedAnswer()
    {
        var many = new ContactDetails();
        many.Children.Add(Enumerable.Repeat(new Child(), LargestMessage / 3));
        var gaps = new ContactDetails();
        gaps.Gaps.Add(Enumerable.Repeat(new Gap { Field = "x" }, LargestMessage / 6));
        var addresses = new Child();
        addresses.Addresses.Add(Enumerable.Repeat(new Address { Uprn = "x", Gaps = { Enumerable.Repeat(new Gap(), 60) } }, 60));
        var wide = new ContactDetails { Children = { Enumerable.Repeat(addresses, 30) } };
        var text = new ContactDetails
        {
            Concern = new() { Narrative = new string('\uD83D', LargestMessage / 3) },
            Children = { new Child { Name = new() { Family = new string('\u200B', LargestMessage / 3) }, NhsNumber = new string('9', LargestMessage) } },
            IncidentReference = new string(' ', LargestMessage),
        };

        foreach (var contact in new[] { many, gaps, wide, text })
        {
            var result = ContactValidator.Validate(contact, SampleContacts.From(AgencyKind.School));
            result.IsAcceptable.ShouldBeFalse();
            result.Violations.Count.ShouldBeLessThan(30_000);
            ContactSummaries.Of(text, SampleContacts.Received).Headline.FirstWords.Length.ShouldBeLessThan(200);
        }
    }

    private static byte[] Hash(ContactDetails contact) => ContentHash.Compute(Secret, contact);

    private static ContactDetails? TryParse(byte[] bytes)
    {
        try
        {
            return ContactDetails.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static bool Exists(string path)
    {
        var descriptor = SubmitContactRequest.Descriptor;
        var parts = path.Split('.');
        for (var index = 0; index < parts.Length; index++)
        {
            var part = Part().Match(parts[index]);
            if (!part.Success || descriptor.FindFieldByName(part.Groups["name"].Value) is not { } field)
                return false;
            if (part.Groups["position"].Success && !field.IsRepeated)
                return false;
            if (index < parts.Length - 1)
            {
                if (field.FieldType != FieldType.Message)
                    return false;
                descriptor = field.MessageType;
            }
        }

        return true;
    }

    private static void ForAll(Func<int, bool> holds) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [GeneratedRegex(@"^(?<name>[a-z0-9_]+)(?<position>\[[0-9]+\])?$")]
    private static partial Regex Part();
}
