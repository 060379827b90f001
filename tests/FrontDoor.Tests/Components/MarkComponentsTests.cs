using AngleSharp.Dom;

namespace Mash.FrontDoor.Tests.Components;

public sealed class MarkComponentsTests(FrontDoorHost host) : IClassFixture<FrontDoorHost>
{
    private const string Path = "/gallery/blocks";

    [Fact]
    public async Task Clocks_SayInWordsWhatTheirShapeAndColourSay()
    {
        var page = await host.GetPageAsync(Path);
        page.QuerySelectorAll("#clocks .app-clock").Select(clock => (clock.ClassName, clock.TextContent)).ShouldBe(
        [
            ("app-clock app-clock--late", "Late by 5 h 40 min Was due 10:00am. Amber until 2:10pm, then red"),
            ("app-clock app-clock--soon", "12 min left Decide by 3:52pm"),
            ("app-clock app-clock--open", "9 h 35 min left of working time. Decide by 5:00pm on Monday"),
            ("app-clock app-clock--done", "Decided 3:31pm In time"),
        ]);
    }

    [Fact]
    public async Task Shapes_AreNotReadOut()
    {
        var page = await host.GetPageAsync(Path);
        page.QuerySelectorAll("svg").ShouldAllBe(icon => icon.GetAttribute("aria-hidden") == "true" && icon.GetAttribute("focusable") == "false");
    }

    [Fact]
    public async Task Rag_AlwaysHasTheWord()
    {
        var page = await host.GetPageAsync(Path);
        page.QuerySelectorAll("#rags .app-rag").Select(rag => (rag.TextContent, rag.ClassName)).Distinct().ShouldBe(
        [
            ("Unrated", "app-rag app-rag--unrated"), ("Blue", "app-rag app-rag--blue"), ("Green", "app-rag app-rag--green"),
            ("Amber", "app-rag app-rag--amber"), ("Red", "app-rag app-rag--red"),
        ]);
    }

    [Fact]
    public async Task Gaps_DifferInWordsAndLooks()
    {
        var page = await host.GetPageAsync(Path);
        var gaps = page.QuerySelectorAll("#gaps .app-gap").Select(gap => (gap.TextContent, gap.ClassName)).ToList();
        gaps.Select(gap => gap.TextContent).ShouldBe(["Not asked", "Refused", "Not known", "Not supplied", "How he seemed: not supplied"]);
        gaps.Take(4).Select(gap => gap.ClassName).ShouldBeUnique();
    }

    [Fact]
    public async Task Facts_SayHowTheyAreKnownAndWhoSaysSo()
    {
        var page = await host.GetPageAsync(Path);
        var facts = page.QuerySelectorAll("#facts > li");
        facts[0].QuerySelector(".app-mark--observed")!.TextContent.ShouldBe("Observed");
        facts[0].QuerySelector(".app-source")!.TextContent.ShouldBe("Police at the home, 19 November, 7:59pm");
        facts[1].QuerySelector(".app-mark--passed")!.TextContent.ShouldBe("Second hand");
        facts[3].QuerySelector(".app-child")!.TextContent.ShouldBe("Oscar, 7");
        facts[3].QuerySelector(".app-voice")!.TextContent.ShouldBe("“We put water on it last time too.”");
        facts[3].QuerySelector(".app-source")!.TextContent.ShouldBe("Quoted to police, 19 November. Not seen alone.");
        facts[4].QuerySelector(".app-mark").ShouldBeNull();
        facts[4].QuerySelector(".app-source").ShouldBeNull();
        facts[4].QuerySelector(".app-gap")!.TextContent.ShouldBe("Not asked this time");
    }

    [Fact]
    public async Task Flags_TakeTheLookOfTheirKind()
    {
        var page = await host.GetPageAsync(Path);
        page.QuerySelectorAll("#flags .moj-badge").Select(flag => flag.ClassName)
            .ShouldBe(["moj-badge moj-badge--red", "moj-badge moj-badge--black", "moj-badge moj-badge--blue"]);
    }

    [Fact]
    public async Task Times_AreWrittenForPeopleAndForMachines()
    {
        var page = await host.GetPageAsync(Path);
        page.QuerySelectorAll("#times time").Select(time => (time.TextContent, time.GetAttribute("datetime"))).ShouldBe(
        [
            ("20 November 2026, 3:40pm", "2026-11-20T15:40:00Z"), ("20 November 2026", "2026-11-20T15:40:00Z"), ("3:40pm", "2026-11-20T15:40:00Z"),
            ("3:40pm yesterday", "2026-11-19T15:40:00Z"), ("27 March 2021", "2021-03-27"), ("22 December 2026", "2026-12-22"),
        ]);
    }
}
