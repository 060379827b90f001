using AngleSharp.Dom;

namespace Mash.FrontDoor.Tests.Components;

public sealed class BlockComponentsTests(FrontDoorHost host) : IClassFixture<FrontDoorHost>
{
    private const string Path = "/gallery/blocks";

    [Fact]
    public async Task Banner_IsReadOutWhenSomethingWasDone()
    {
        var page = await host.GetPageAsync(Path);
        var done = page.QuerySelector(".govuk-notification-banner--success")!;
        done.GetAttribute("role").ShouldBe("alert");
        page.GetElementById(done.GetAttribute("aria-labelledby")!)!.TextContent.ShouldBe("Success");
        page.GetElementById("news")!.GetAttribute("role").ShouldBe("region");
    }

    [Fact]
    public async Task Warning_SaysThatItIsOne()
    {
        var page = await host.GetPageAsync(Path);
        page.QuerySelector(".govuk-warning-text__text")!.TextContent.ShouldBe("Warning Do not contact the family yet");
    }

    [Fact]
    public async Task Details_OpenWithTheirSummary()
    {
        var page = await host.GetPageAsync(Path);
        page.QuerySelector("details > summary")!.TextContent.ShouldBe("Why the red clock is late");
        page.QuerySelector("details > .govuk-details__text")!.TextContent.ShouldBe("It was amber until 2:10pm.");
    }

    [Fact]
    public async Task Breadcrumbs_EndWithThisPage()
    {
        var page = await host.GetPageAsync(Path);
        var steps = page.QuerySelectorAll("nav[aria-label=Breadcrumb] li");
        steps[0].QuerySelector("a")!.GetAttribute("href").ShouldBe("/agencies");
        steps[1].GetAttribute("aria-current").ShouldBe("page");
        page.QuerySelector("main nav.govuk-breadcrumbs").ShouldBeNull();
    }

    [Fact]
    public async Task BackLink_StandsBeforeTheMainPart()
    {
        var page = await host.GetPageAsync("/gallery/form");
        page.QuerySelector("nav[aria-label=Back] > a.govuk-back-link")!.GetAttribute("href").ShouldBe("/gallery/blocks");
        page.QuerySelector("main .govuk-back-link").ShouldBeNull();
    }

    [Fact]
    public async Task SummaryRow_SaysWhatItsActionIsAbout()
    {
        var page = await host.GetPageAsync(Path);
        var rows = page.QuerySelectorAll("#plain > .govuk-summary-list__row");
        rows[0].QuerySelector("dt")!.TextContent.ShouldBe("Received");
        rows[0].ClassList.ShouldContain("govuk-summary-list__row--no-actions");
        rows[1].QuerySelector("dd a")!.TextContent.ShouldBe("Change father’s view");
    }

    [Fact]
    public async Task SummaryCard_HasAHeadingAndAnAction()
    {
        var page = await host.GetPageAsync(Path);
        var card = page.GetElementById("card")!;
        card.ClassList.ShouldContain("govuk-summary-card");
        card.QuerySelector("h3")!.TextContent.ShouldBe("Police");
        card.QuerySelector(".govuk-summary-card__actions a")!.TextContent.ShouldBe("Change (Police)");
        card.QuerySelectorAll("dl > div").Length.ShouldBe(1);
    }

    [Fact]
    public async Task Pagination_LeadsBothWaysAndIsAbsentWhereThereIsNowhereToGo()
    {
        var page = await host.GetPageAsync(Path);
        var pagination = page.QuerySelectorAll("nav.govuk-pagination").ShouldHaveSingleItem();
        pagination.QuerySelector("a[rel=prev]")!.GetAttribute("href").ShouldBe("?before=a");
        pagination.QuerySelector("a[rel=next]")!.TextContent.Trim().ShouldBe("Later messages");
        var queue = await host.GetPageAsync("/gallery/queue");
        queue.QuerySelector("a[rel=prev]").ShouldBeNull();
        queue.QuerySelector("a[rel=next]")!.TextContent.Trim().ShouldBe("Next page");
    }

    [Fact]
    public async Task ButtonThatLeadsSomewhere_IsALinkWithTheRoleOfAButton()
    {
        var page = await host.GetPageAsync(Path);
        var safety = page.QuerySelector("a.govuk-button--warning")!;
        safety.GetAttribute("href").ShouldBe("/safety");
        safety.GetAttribute("role").ShouldBe("button");
    }

    [Fact]
    public async Task Tag_TakesItsColour()
    {
        var page = await host.GetPageAsync(Path);
        page.QuerySelectorAll("p.govuk-body > .govuk-tag").Select(tag => tag.ClassName)
            .ShouldBe(["govuk-tag govuk-tag--grey", "govuk-tag", "govuk-tag govuk-tag--green"]);
    }

    [Fact]
    public async Task Table_KeepsItsRolesForWhenItsRowsAreCards()
    {
        var page = await host.GetPageAsync("/gallery/queue");
        var table = page.QuerySelector("table.app-table")!;
        table.GetAttribute("role").ShouldBe("table");
        table.QuerySelector("caption")!.TextContent.ShouldStartWith("3 contacts about 5 children");
        table.QuerySelectorAll("tr:not([role=row]), thead:not([role=rowgroup]), tbody:not([role=rowgroup])").ShouldBeEmpty();
        table.QuerySelectorAll("td:not([role=cell])").ShouldBeEmpty();
        table.QuerySelectorAll("thead th").ShouldAllBe(heading => heading.GetAttribute("scope") == "col" && heading.GetAttribute("role") == "columnheader");
        table.QuerySelector("th[aria-sort=ascending]")!.TextContent.ShouldBe("Due");
        table.QuerySelector("tr.is-late th")!.GetAttribute("role").ShouldBe("rowheader");
        table.QuerySelectorAll("tr.is-late td[data-label]").Select(cell => cell.GetAttribute("data-label")).ShouldBe(["From", "With", "Flags", "Reports"]);
        table.QuerySelectorAll("tr.is-group th").Select(group => (group.TextContent, group.GetAttribute("colspan"))).ShouldBe([("Late", "8"), ("Today", "8")]);
    }
}
