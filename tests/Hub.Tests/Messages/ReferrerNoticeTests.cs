using Mash.Hub.Messages;
using Mash.V1;

namespace Mash.Hub.Tests.Messages;

public class ReferrerNoticeTests
{
    private static readonly SafeContact Instruction = new() { Never = "Never write; he reads her email." };

    [Fact]
    public void ProfessionalWithAnAddress_IsWrittenTo() =>
        Recipient(details => details.People[0].SafeContact = Instruction).ShouldBe("referrer@bellfounder.example");

    [Fact]
    public void AnonymousReferrer_GetsNothing() => Recipient(details => details.Referrer.Anonymous = true).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("not an address")]
    [InlineData("Somebody <referrer@bellfounder.example>")]
    public void NoUsableAddress_GetsNothing(string email) => Recipient(details => details.Referrer.Email = email).ShouldBeNull();

    [Fact]
    public void ReferrerWhoIsInTheContactWithAnInstruction_GetsNothing() => Recipient(details =>
    {
        details.Referrer.Name = "donna hassan";
        details.People[0].SafeContact = Instruction;
    }).ShouldBeNull();

    [Fact]
    public void TelephoneOfAPersonWithAnInstruction_GetsNothing() => Recipient(details =>
    {
        details.Referrer.Telephone = "07700 900424";
        details.People[0].Telephones.Add("07700900424");
        details.People[0].SafeContact = Instruction;
    }).ShouldBeNull();

    [Fact]
    public void RelativeInAFamilyWithAnInstruction_GetsNothing() => Recipient(details =>
    {
        details.Referrer.RelationshipToFamily = "aunt";
        details.Children[0].SafeContact = Instruction;
    }).ShouldBeNull();

    private static string? Recipient(Action<ContactDetails> change)
    {
        var details = Samples.Concern();
        details.Referrer.Email = "referrer@bellfounder.example";
        change(details);
        return ReferrerNotice.For(details, "C-7K3M9-2QDXA", fromSystem: true, "01632 960001")?.Recipient;
    }
}
