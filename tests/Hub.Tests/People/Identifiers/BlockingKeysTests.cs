using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Mash.Hub.People.Identifiers;

namespace Mash.Hub.Tests.People.Identifiers;

public sealed class BlockingKeysTests
{
    private static readonly DateOnly Birth = new(2019, 3, 4);

    [Fact]
    public void FullFacts_GiveOneKeyOfEachKind()
    {
        NhsNumber.TryParse("9990000018", out var nhs, out _).ShouldBeTrue();
        Upn.TryParse("B801200005001", out var upn, out _).ShouldBeTrue();
        Uprn.TryParse("0010093990018", out var uprn, out _).ShouldBeTrue();
        var keys = BlockingKeys.Of(new()
        {
            Names = [new("Amira", "O'Hare")],
            DateOfBirth = Birth,
            NhsNumber = nhs,
            Upn = upn,
            Addresses = [new("40 Cuckoo Pen St.", Read("NN16 9XU"), uprn)],
        });

        keys.Select(key => (key.Kind, key.Text)).ShouldBe([
            (BlockingKind.NhsNumber, "9990000018"),
            (BlockingKind.Upn, "B801200005001"),
            (BlockingKind.SurnameSoundBirthYear, "O600|2019"),
            (BlockingKind.GivenSoundBirthDate, "A560|2019-03-04"),
            (BlockingKind.PostcodeBirthYear, "NN16 9XU|2019"),
            (BlockingKind.AddressSurname, "40 cuckoo pen street|ohare"),
            (BlockingKind.NameBirthDate, "amira ohare|2019-03-04"),
            (BlockingKind.Uprn, "10093990018"),
        ]);
    }

    [Theory]
    [InlineData("Wei", "Zhang", "Zhang", "Wei")]
    [InlineData("Zoë", "Łukasiewicz", "ZOE", "Lukasiewicz")]
    [InlineData("Mary-Jane", "O’Brien", "Mary Jane", "O'BRIEN")]
    public void SameNameWrittenOtherwise_SharesTheExactKey(string given, string family, string otherGiven, string otherFamily) =>
        Of(given, family, BlockingKind.NameBirthDate).ShouldBe(Of(otherGiven, otherFamily, BlockingKind.NameBirthDate));

    [Theory]
    [InlineData("Smith-Jones", "Smith")]
    [InlineData("Smith-Jones", "Jones")]
    [InlineData("Smith Jones", "Jones-Smith")]
    [InlineData("Thomson", "Tomson")]
    [InlineData("al-Rashid", "Rashid")]
    public void FamilyNamesThatSoundOrSplitAlike_ShareAKey(string family, string other) =>
        Of("A", family, BlockingKind.SurnameSoundBirthYear).Intersect(Of("A", other, BlockingKind.SurnameSoundBirthYear)).ShouldNotBeEmpty();

    [Fact]
    public void UnbornChild_IsFoundByItsMothersNameOnEitherSideOfTheNewYear()
    {
        var unborn = BlockingKeys.Of(new()
        {
            Names = [new("Unborn", "")],
            ExpectedDateOfDelivery = new(2027, 1, 10),
            Mother = new("Kelly", "Gillard"),
            Addresses = [new("", Read("NN16 9XU"))],
        });

        unborn.Select(key => key.Text).ShouldBe(["G463|2026", "G463|2027", "NN16 9XU|2026", "NN16 9XU|2027"]);
    }

    [Fact]
    public void WordsThatNameNobodyAndPseudoPostcodes_GiveNoKey()
    {
        BlockingKeys.Of(new() { Names = [new("Unknown", "Not known")], DateOfBirth = Birth, Addresses = [new(" ", Read("ZZ99 3VZ"))] }).ShouldBeEmpty();
        BlockingKeys.Of(new()).ShouldBeEmpty();
    }

    [Fact]
    public void Aliases_AreReadBothWaysRoundOrBeforeTheFamilyName()
    {
        FactName.FromUnsplit("Hassan Ali Omar", "").ShouldBe([new FactName("Hassan Ali", "Omar"), new FactName("Ali Omar", "Hassan")]);
        FactName.FromUnsplit(" Jay\u200B", "Gillard").ShouldBe([new FactName("Jay", "Gillard")]);
        FactName.FromUnsplit(" ", "Gillard").ShouldBeEmpty();
    }

    [Fact]
    public void OrderOfNames_DoesNotChangeTheKeys()
    {
        var names = Gen.Elements("Amira", "Zoë", "Mary-Jane", "", "Unborn", "محمد", "O'Hare", "Smith-Jones");
        var pair = names.Zip(names).Select(both => new FactName(both.Item1, both.Item2));
        Prop.ForAll(pair.ListOf().ToArbitrary(), list =>
        {
            var facts = new PersonFacts { Names = [.. list], DateOfBirth = Birth };
            return BlockingKeys.Of(facts).SequenceEqual(BlockingKeys.Of(facts with { Names = [.. Enumerable.Reverse(list)] }));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Tokens_AreStableSixteenBytesOfTheKeyedHash()
    {
        var secret = Enumerable.Range(0, BlockingTokens.SecretSize).Select(index => (byte)index).ToArray();
        var key = new BlockingKey(BlockingKind.NhsNumber, "9990000018");

        var token = BlockingTokens.Of(secret, key);

        byte[] message = [.. Encoding.UTF8.GetBytes("mash.blocking.v1"), 1, .. Encoding.UTF8.GetBytes("9990000018")];
        token.ShouldBe(System.Security.Cryptography.HMACSHA256.HashData(secret, message)[..16]);
        BlockingTokens.Of(secret, key with { Kind = BlockingKind.Upn }).ShouldNotBe(token);
        secret[0] ^= 1;
        BlockingTokens.Of(secret, key).ShouldNotBe(token);
    }

    [Fact]
    public void SecretOfAnotherLength_IsABug() =>
        Should.Throw<ArgumentException>(() => BlockingTokens.Of(new byte[16], new(BlockingKind.Upn, "x")));

    [Fact]
    public void PlainKey_DoesNotPrintItself() => new BlockingKey(BlockingKind.Upn, "B801200005001").ToString().ShouldBe("Upn");

    private static List<string> Of(string given, string family, BlockingKind kind) =>
        [.. BlockingKeys.Of(new() { Names = [new(given, family)], DateOfBirth = Birth }).Where(key => key.Kind == kind).Select(key => key.Text)];

    private static Postcode Read(string text)
    {
        Postcode.TryParse(text, out var postcode, out _).ShouldBeTrue();
        return postcode;
    }
}
