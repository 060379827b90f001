using FsCheck;
using FsCheck.Fluent;
using Mash.Hub.People.Identifiers;

namespace Mash.Hub.Tests.People.Identifiers;

public sealed class MatchTextTests
{
    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData(" \t \n ", true)]
    [InlineData("\u200B\uFEFF\u00A0\u2003", true)]
    [InlineData(" . ", false)]
    public void BlankText_IsWhiteSpaceAndInvisibleCharacters(string? text, bool blank) => MatchText.IsBlank(text).ShouldBe(blank);

    [Theory]
    [InlineData("\u200B\t Amira \u00A0", "Amira")]
    [InlineData("Zoe\u0308", "Zoë")]
    [InlineData("Anne  Marie", "Anne  Marie")]
    [InlineData(null, "")]
    public void CleanText_IsTrimmedAndComposed(string? text, string expected) => MatchText.Clean(text).ShouldBe(expected);

    [Theory]
    [InlineData("O'Brien", "obrien")]
    [InlineData("O’Brien", "obrien")]
    [InlineData("O´Brien", "obrien")]
    [InlineData("Smith-Jones", "smith jones")]
    [InlineData("  SMITH \u2013 JONES. ", "smith jones")]
    [InlineData("Zoë Łukasz Ørsted", "zoe lukasz orsted")]
    [InlineData("Straße", "strasse")]
    [InlineData("ＦＵＬＬ", "full")]
    [InlineData("A\u200Bmira", "amira")]
    [InlineData("\u202Eمحمد\u202C علي", "محمد علي")]
    [InlineData("王小明", "王小明")]
    [InlineData("🙂", "")]
    [InlineData(null, "")]
    public void FoldedText_ComparesWithoutCaseMarksAndPunctuation(string? text, string expected) => MatchText.Fold(text).ShouldBe(expected);

    [Fact]
    public void BrokenSurrogates_DoNotThrow()
    {
        MatchText.Clean("A\uD800").ShouldBe("A\uFFFD");
        MatchText.Fold("A\uDC00b").ShouldBe("a b");
    }

    [Fact]
    public void Folding_IsIdempotent() =>
        Prop.ForAll<string>(text => MatchText.Fold(MatchText.Fold(text)) == MatchText.Fold(text)).QuickCheckThrowOnFailure();

    [Fact]
    public void Cleaning_IsIdempotent() =>
        Prop.ForAll<string>(text => MatchText.Clean(MatchText.Clean(text)) == MatchText.Clean(text)).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("robert", "R163")]
    [InlineData("rupert", "R163")]
    [InlineData("ashcraft", "A261")]
    [InlineData("ashcroft", "A261")]
    [InlineData("tymczak", "T522")]
    [InlineData("pfister", "P236")]
    [InlineData("honeyman", "H555")]
    [InlineData("jackson", "J250")]
    [InlineData("washington", "W252")]
    [InlineData("lee", "L000")]
    [InlineData("gutierrez", "G362")]
    [InlineData("vandeusen", "V532")]
    [InlineData("van deusen", "V532")]
    [InlineData("محمد", "محمد")]
    [InlineData("", "")]
    public void Sound_FollowsThePublishedExamples(string folded, string code) => Soundex.Of(folded).ShouldBe(code);
}
