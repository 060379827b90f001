using System.Text.RegularExpressions;
using Mash.AgencyCli.Generation;
using Mash.V1;

namespace Mash.AgencyCli.Tests.Generation;

public sealed partial class ContactGeneratorTests
{
    private static readonly List<ContactDetails> s_contacts =
        [.. new ContactGenerator(7, ContactGenerator.DefaultAsOf).Contacts().Take(2000)];

    [Fact]
    public void SameSeed_GivesTheSameContacts()
    {
        new ContactGenerator(7, ContactGenerator.DefaultAsOf).Contacts().Take(200).ShouldBe(s_contacts.Take(200));
        new ContactGenerator(7, ContactGenerator.DefaultAsOf).At(150).ShouldBe(s_contacts[150]);
    }

    [Fact]
    public void OtherSeed_GivesOtherContactsAndReferences()
    {
        var others = new ContactGenerator(8, ContactGenerator.DefaultAsOf).Contacts().Take(200).ToList();

        others.Select(c => c.Concern.Narrative + c.Children[0].Name).ShouldNotBe(s_contacts.Take(200).Select(c => c.Concern.Narrative + c.Children[0].Name));
        others.Select(c => c.SenderReference).Intersect(s_contacts.Select(c => c.SenderReference)).ShouldBeEmpty();
    }

    [Fact]
    public void References_AreUnique() => s_contacts.Select(c => c.SenderReference).Distinct().Count().ShouldBe(2000);

    [Fact]
    public void NhsNumbers_AreOfTheTestRangeWithAValidCheckDigit()
    {
        var numbers = s_contacts.SelectMany(c => c.Children).Select(c => c.NhsNumber).Where(n => n.Length > 0).ToList();

        numbers.ShouldNotBeEmpty();
        numbers.ShouldAllBe(n => n.Length == 10 && n.StartsWith("999", StringComparison.Ordinal) && HasValidCheckDigit(n));
    }

    [Fact]
    public void CheckDigitRule_AgreesWithPublishedVectors()
    {
        HasValidCheckDigit("9434765919").ShouldBeTrue();
        HasValidCheckDigit("9990000018").ShouldBeTrue();
        HasValidCheckDigit("1234567890").ShouldBeFalse();
    }

    [Fact]
    public void Upns_HaveAValidCheckLetter()
    {
        var upns = s_contacts.SelectMany(c => c.Children).Select(c => c.Upn).Where(u => u.Length > 0).ToList();

        HasValidCheckLetter("B801200005001").ShouldBeTrue();
        HasValidCheckLetter("R247962919251").ShouldBeFalse();
        upns.ShouldNotBeEmpty();
        upns.ShouldAllBe(u => HasValidCheckLetter(u));
    }

    [Fact]
    public void TelephonesAndPostcodes_BelongToNobody()
    {
        s_contacts.SelectMany(c => c.People).SelectMany(p => p.Telephones).Append(s_contacts[0].Referrer.Telephone)
            .ShouldAllBe(t => DramaNumber().IsMatch(t));
        s_contacts.SelectMany(c => c.Children).Select(c => c.Addresses[0].Postcode).ShouldAllBe(p => UnusedPostcode().IsMatch(p));
    }

    [Fact]
    public void Contacts_KeepTheRulesOfTheContract()
    {
        foreach (var contact in s_contacts)
        {
            contact.IncidentTime.ShouldBeLessThanOrEqualTo(contact.SenderCreatedTime);
            contact.SenderCreatedTime.ToDateTimeOffset().ShouldBeLessThanOrEqualTo(ContactGenerator.DefaultAsOf);
            (contact.FamilyAwareness.Aware || contact.FamilyAwareness.ReasonNotTold.Length > 0).ShouldBeTrue();
            contact.Children.Count.ShouldBeInRange(1, 3);
            foreach (var child in contact.Children)
            {
                child.Unborn.ShouldBe(child.DateOfBirth is null);
                child.Unborn.ShouldBe(child.ExpectedDeliveryDate is not null);
                if (child.Unborn) child.Sex.ShouldBe(Sex.Unknown);
            }
            contact.People.ShouldContain(p => p.Relationship == "mother");
        }
        s_contacts.ShouldContain(c => c.Children[0].Unborn);
    }

    private static bool HasValidCheckDigit(string number) =>
        (11 - number[..9].Select((c, i) => (c - '0') * (10 - i)).Sum() % 11) % 11 == number[9] - '0';

    private static bool HasValidCheckLetter(string upn) =>
        "ABCDEFGHJKLMNPQRTUVWXYZ"[upn[1..].Select((c, i) => (c - '0') * (i + 2)).Sum() % 23] == upn[0];

    [GeneratedRegex(@"^(07700 900|01632 960|03069 990)\d{3}$")]
    private static partial Regex DramaNumber();

    [GeneratedRegex(@"^NN\d{1,2} 9Z[ABD-HJLNP-UW-Z]$")]
    private static partial Regex UnusedPostcode();
}
