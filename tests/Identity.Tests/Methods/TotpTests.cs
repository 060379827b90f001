using System.Text;
using Mash.Identity.Methods;

namespace Mash.Identity.Tests.Methods;

public sealed class TotpTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    /// <summary>RFC 6238 appendix B, SHA-1.</summary>
    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void Code_IsThatOfRfc6238(long seconds, string code)
        => Totp.Code(Secret, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds)), digits: 8).ShouldBe(code);

    /// <summary>RFC 4648 section 10, without padding.</summary>
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Base32_IsThatOfRfc4648(string text, string encoded) => Totp.Base32(Encoding.ASCII.GetBytes(text)).ShouldBe(encoded);

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void Totp_AcceptsOneStepOnEitherSide(int steps, bool taken)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1234567890);
        var step = Totp.StepAt(now) + steps;

        Totp.FindStep(Secret, Totp.Code(Secret, step), now).ShouldBe(taken ? step : null);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00592")]
    [InlineData("0059245")]
    [InlineData("abcdef")]
    [InlineData("٠٠٥٩٢٤")]
    public void AnythingElse_IsNoCode(string text)
        => Totp.FindStep(Secret, text, DateTimeOffset.FromUnixTimeSeconds(1234567890)).ShouldBeNull();

    [Fact]
    public void SpacesInACode_AreLeftOut()
        => Totp.FindStep(Secret, " 005 924 ", DateTimeOffset.FromUnixTimeSeconds(1234567890)).ShouldNotBeNull();

    [Fact]
    public void KeyUri_NamesServicePersonAndSecret() => Totp.KeyUri(Secret, "MASH Hub", "ruth@mash.example")
        .ShouldBe("otpauth://totp/MASH%20Hub:ruth%40mash.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=MASH%20Hub&digits=6&period=30");
}
