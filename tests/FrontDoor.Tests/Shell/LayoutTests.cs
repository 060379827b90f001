using System.Net;
using Mash.FrontDoor.Shell;

namespace Mash.FrontDoor.Tests;

public sealed class LayoutTests(FrontDoorHost host) : IClassFixture<FrontDoorHost>
{
    [Fact]
    public async Task SignedIn_HeaderSaysWhoAndOffersToSignOut()
    {
        var page = await host.GetPageAsync("/gallery/queue");
        var header = page.QuerySelector("header")!;
        header.QuerySelector(".app-header__brand")!.TextContent.ShouldBe("MASH Hub");
        header.QuerySelector(".app-header__who span")!.TextContent.ShouldBe("Ruth Adeyemi, MASH manager, Children’s Trust");
        var form = header.QuerySelector("form[method=post]")!;
        form.GetAttribute("action").ShouldBe("/sign-out");
        form.QuerySelector("input[name=__RequestVerificationToken]").ShouldNotBeNull();
        form.QuerySelector("button")!.TextContent.ShouldBe("Sign out");
    }

    [Fact]
    public async Task Navigation_ShowsGivenLinksAndMarksTheSection()
    {
        var page = await host.GetPageAsync("/gallery/queue");
        page.QuerySelectorAll("nav[aria-label=Menu] a").Select(link => (link.TextContent, link.GetAttribute("href"), link.GetAttribute("aria-current")))
            .ShouldBe([("Queue", "/queue", "true"), ("Sent messages", "/messages", null)]);
    }

    [Fact]
    public async Task SampleData_IsSaidWithTheDomainTime()
    {
        var page = await host.GetPageAsync("/gallery/queue");
        page.QuerySelector("[role=region][aria-label=Environment]")!.TextContent.Trim()
            .ShouldBe("Sample data. Nobody here is real. Sample time: Friday 20 November 2026, 3:40pm.");
    }

    [Fact]
    public async Task SignedOut_ShowsNoPersonNoMenuAndNoForm()
    {
        host.Shell.View = ShellView.Bare;
        try
        {
            var page = await host.GetPageAsync("/privacy");
            page.QuerySelector(".app-header__who").ShouldBeNull();
            page.QuerySelector(".app-env").ShouldBeNull();
            page.QuerySelector("nav[aria-label=Menu]").ShouldBeNull();
            page.QuerySelector("form").ShouldBeNull();
        }
        finally
        {
            host.Shell.View = Samples.Shell;
        }
    }

    [Fact]
    public async Task Keyboard_CanSkipToTheMainPart()
    {
        var page = await host.GetPageAsync("/gallery/form");
        page.Body!.Children[0].GetAttribute("href").ShouldBe("#main");
        page.Body.Children[1].GetAttribute("href").ShouldBe("#second");
        page.GetElementById("main")!.LocalName.ShouldBe("main");
    }

    [Fact]
    public async Task Footer_LeadsToTheStatements()
    {
        var page = await host.GetPageAsync("/gallery/queue");
        foreach (var link in page.QuerySelectorAll("footer a").Select(link => link.GetAttribute("href")!))
            await host.GetPageAsync(link);
        page.QuerySelectorAll("footer a").Length.ShouldBe(2);
    }

    [Fact]
    public async Task Markup_HasNoInlineStyleOrScript()
    {
        foreach (var path in new[] { "/gallery/form", "/gallery/blocks", "/gallery/queue", "/privacy" })
        {
            var page = await host.GetPageAsync(path);
            page.QuerySelectorAll("[style], style, script:not([src]), [onclick], [onload]").ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task PageWithoutPolicyOfItsOwn_AsksForASignedInPerson()
    {
        using var response = await host.Client.GetAsync(new Uri("/gallery/closed", UriKind.Relative));
        // No scheme can answer for the person in this host, so the page fails shut.
        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await response.Content.ReadAsStringAsync()).ShouldNotContain("For signed-in people");
    }
}
