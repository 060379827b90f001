using Mash.Hub.Contacts.Content;

namespace Mash.Hub.Tests.Contacts.Content;

public class DisplayTextTests
{
    [Fact]
    public void WhiteSpace_IsCollapsed() =>
        DisplayText.OneLine("  Late\r\n\r\nsubmission:\t found \u00A0 on\u200B review. ").ShouldBe("Late submission: found on review.");

    [Fact]
    public void LongText_EndsAfterAWord()
    {
        var words = string.Join(' ', Enumerable.Repeat("word", 100));

        var first = DisplayText.FirstWords(words, 22);

        first.ShouldBe("word word word word…");
    }

    [Fact]
    public void TextThatFits_IsKeptWhole() => DisplayText.FirstWords("just this", 9).ShouldBe("just this");

    [Fact]
    public void PunctuationBeforeTheEllipsis_IsLeftOut() => DisplayText.FirstWords("one two, three", 9).ShouldBe("one two…");

    [Fact]
    public void LongWord_IsCutBetweenCharacters()
    {
        DisplayText.FirstWords(string.Concat(Enumerable.Repeat("👩‍👧", 10)), 12).ShouldBe("👩‍👧👩‍👧…");
        DisplayText.FirstWords(new string('x', 50), 10).ShouldBe("xxxxxxxxxx…");
    }

    [Fact]
    public void OverridesAreRemovedAndRightToLeftTextIsIsolated()
    {
        DisplayText.OneLine("safe \u202Eesrever\u202C text").ShouldBe("safe esrever text");
        DisplayText.FirstWords("She said שלום and left the house", 15).ShouldBe("\u2068She said שלום…\u2069");
    }

    [Fact]
    public void BrokenCharacters_BecomeReplacements() => DisplayText.OneLine("a\uD83Db").ShouldBe("a\uFFFDb");
}
