using Mash.Hub.People.Identifiers;

namespace Mash.Hub.Tests.People.Identifiers;

public sealed class OtherIdentifierTests
{
    [Theory]
    [InlineData("nn16 9xu", "NN16 9XU", "NN16", false)]
    [InlineData("NN19WY", "NN1 9WY", "NN1", false)]
    [InlineData("\tNN1\u00A0 9WY\u200B", "NN1 9WY", "NN1", false)]
    [InlineData("EC1A 1BB", "EC1A 1BB", "EC1A", false)]
    [InlineData("W1A 0AX", "W1A 0AX", "W1A", false)]
    [InlineData("GIR 0AA", "GIR 0AA", "GIR", false)]
    [InlineData("zz993vz", "ZZ99 3VZ", "ZZ99", true)]
    public void Postcode_IsReadInCapitalsWithOneSpace(string text, string value, string district, bool pseudo)
    {
        Postcode.TryParse(text, out var postcode, out _).ShouldBeTrue();
        (postcode.Value, postcode.District, postcode.IsPseudo).ShouldBe((value, district, pseudo));
    }

    [Theory]
    [InlineData("NN16")]
    [InlineData("QN1 9WY")]
    [InlineData("NN1 9CI")]
    [InlineData("NN1 WY9")]
    [InlineData("12345")]
    [InlineData("ZZ98 3VZ")]
    [InlineData("")]
    [InlineData(null)]
    public void NoPostcode_IsRefusedWithAReason(string? text)
    {
        Postcode.TryParse(text, out _, out var reason).ShouldBeFalse();
        reason.ShouldNotBeNull().ShouldContain("full postcode");
    }

    [Theory]
    [InlineData("999900000001", "999900000001")]
    [InlineData("000123", "123")]
    public void Uprn_IsReadWithoutLeadingZeros(string text, string value)
    {
        Uprn.TryParse(text, out var uprn, out _).ShouldBeTrue();
        uprn.Value.ShouldBe(value);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1234567890123")]
    [InlineData("12A")]
    [InlineData(null)]
    public void NoUprn_IsRefused(string? text) => Uprn.TryParse(text, out _, out _).ShouldBeFalse();

    [Theory]
    [InlineData("199101", true)]
    [InlineData("019910", false)]
    [InlineData("19910", false)]
    [InlineData("19910A", false)]
    [InlineData(null, false)]
    public void SchoolUrn_HasSixDigits(string? text, bool valid) => SchoolUrn.TryParse(text, out _, out _).ShouldBe(valid);

    [Theory]
    [InlineData("9402950", "940")]
    [InlineData("941/2951", "941")]
    public void Laestab_NamesItsAuthority(string text, string authority)
    {
        Laestab.TryParse(text, out var laestab, out _).ShouldBeTrue();
        laestab.AuthorityCode.ShouldBe(authority);
    }

    [Theory]
    [InlineData("940295")]
    [InlineData("94029500")]
    [InlineData(null)]
    public void NoLaestab_IsRefused(string? text) => Laestab.TryParse(text, out _, out _).ShouldBeFalse();

    [Theory]
    [InlineData("k83901", true)]
    [InlineData("8K3901", false)]
    [InlineData("K8390", false)]
    [InlineData(null, false)]
    public void GpPracticeCode_IsALetterAndFiveDigits(string? text, bool valid) => GpPracticeCode.TryParse(text, out _, out _).ShouldBe(valid);

    [Theory]
    [InlineData("AB123456789012345678", true)]
    [InlineData("AB1234567890123456789", false)]
    [InlineData("AB-1", false)]
    [InlineData("", false)]
    public void LaChildId_IsUpToTwentyLettersAndDigits(string text, bool valid) => LaChildId.TryParse(text, out _, out _).ShouldBe(valid);

    [Theory]
    [InlineData("07700 900123", "+447700900123", null)]
    [InlineData("+44 (0)7700 900123", "+447700900123", null)]
    [InlineData("0044 7700 900123", "+447700900123", null)]
    [InlineData("(01632) 960-001", "+441632960001", null)]
    [InlineData("03069 990100 ext. 12", "+443069990100", "12")]
    [InlineData("03069990100x12", "+443069990100", "12")]
    [InlineData("0800 1111", "+448001111", null)]
    [InlineData("+353 20 910 0000", "+353209100000", null)]
    [InlineData("00353209100000", "+353209100000", null)]
    public void Telephone_IsReadAsE164(string text, string value, string? extension)
    {
        Telephone.TryParse(text, out var telephone, out _).ShouldBeTrue();
        (telephone.Value, telephone.Extension).ShouldBe((value, extension));
    }

    [Theory]
    [InlineData("7700 900123")]
    [InlineData("07700 90012")]
    [InlineData("07700 9001234")]
    [InlineData("00 00 000 000")]
    [InlineData("ask mother")]
    [InlineData("999")]
    [InlineData("")]
    [InlineData(null)]
    public void NoTelephone_IsRefusedWithAReason(string? text)
    {
        Telephone.TryParse(text, out _, out var reason).ShouldBeFalse();
        reason.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void IdentifiersOfPeople_DoNotPrintThemselves()
    {
        Postcode.TryParse("NN1 9WY", out var postcode, out _).ShouldBeTrue();
        Telephone.TryParse("07700 900123", out var telephone, out _).ShouldBeTrue();
        Upn.TryParse("B801200005001", out var upn, out _).ShouldBeTrue();
        PncId.TryParse("2008/0056560Z", new(2026, 1, 1), out var pnc, out _).ShouldBeTrue();
        LaChildId.TryParse("AB1", out var childId, out _).ShouldBeTrue();
        Uprn.TryParse("123", out var uprn, out _).ShouldBeTrue();

        $"{postcode} {telephone} {upn} {pnc} {childId} {uprn}".ShouldBe("Postcode Telephone Upn PncId LaChildId Uprn");
    }
}
