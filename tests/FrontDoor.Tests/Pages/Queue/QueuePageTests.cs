using System.Net;
using AngleSharp.Dom;
using Mash.FrontDoor.Tests.FakeHub;
using Mash.V1;

namespace Mash.FrontDoor.Tests.Pages.Queue;

public sealed class QueuePageTests(PagesHost host) : IClassFixture<PagesHost>
{
    private static readonly string Path = $"/queue?upto={Samples.Now.ToUnixTimeSeconds()}";

    [Fact]
    public async Task WithoutATime_LeadsToTheListAsItIsNow()
    {
        host.Reset();
        var answer = await host.GetAsync("/queue?rag=Red&state=");
        answer.Status.ShouldBe(HttpStatusCode.Redirect);
        answer.Location.ShouldBe($"/queue?rag=Red&upto={Samples.Now.ToUnixTimeSeconds() + 1}");
    }

    [Fact]
    public async Task TimeOfYesterday_LeadsToTheListAsItIsNow()
    {
        host.Reset();
        var answer = await host.GetAsync($"/queue?upto={Samples.Now.AddDays(-1).ToUnixTimeSeconds()}");
        answer.Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Rows_SayClockChildConcernSourceRatingWorkerAndFlags()
    {
        host.Reset();
        var answer = await host.GetAsync(Path);
        answer.Status.ShouldBe(HttpStatusCode.OK);
        var row = answer.Document.QuerySelector("tbody tr")!;
        row.ClassName.ShouldBe("is-late");
        row.Text().ShouldContain("Late by 5 h 40 min");
        row.Text().ShouldContain("Was due 10:00am");
        row.Text().ShouldContain("Oscar Marshall, 7");
        row.Text().ShouldContain("with Jessica, 12, and Brandon, 2");
        row.Text().ShouldContain("Towcester, West");
        row.Text().ShouldContain("Police");
        row.Text().ShouldContain("6:00am today");
        row.QuerySelectorAll(".app-flags > span").Select(flag => flag.Text()).ShouldBe(["5th in 12 months", "Under 5", "3 children, 1 incident", "New information"]);
        row.QuerySelector(".moj-badge--red")!.Text().ShouldBe("5th in 12 months");
        row.QuerySelector("a")!.GetAttribute("href").ShouldBe($"/contacts/{SampleContact.Id}");
    }

    [Fact]
    public async Task Counts_AreLinks()
    {
        host.Reset();
        var answer = await host.GetAsync(Path);
        answer.Document.QuerySelectorAll(".app-counts a").Select(link => (link.Text().Trim(), link.GetAttribute("href"))).Take(5).ShouldBe(
        [
            ("3 late now", "/queue?clock=Late"), ("4 due within 2 hours", "/queue?clock=Soon"), ("3 unallocated", "/queue?unallocated=true"),
            ("1 awaiting sign-off", "/queue?state=sign-off"), ("2 feedback due", "/queue?state=feedback"),
        ]);
    }

    [Fact]
    public async Task EveryFilter_ReachesTheHubAndCanBeRemoved()
    {
        host.Reset();
        var answer = await host.GetAsync($"{Path}&state=ready&rag=Red&from=health&area=North&age=under-5&repeat=3&incident={SampleContact.Id}&clock=Late&unallocated=true&reference=C-1");
        var asked = host.Hub.Received<ListContactsRequest>()[0];
        asked.States.ShouldBe([ContactState.ReadyForDecision]);
        asked.Rags.ShouldBe([Rag.Red]);
        asked.SourceCodes.ShouldContain("3B");
        asked.CouncilAreas.ShouldBe([CouncilArea.North]);
        asked.AgeBands.ShouldBe([AgeBand.Under1, AgeBand._1To4]);
        asked.MinContactsIn12Months.ShouldBe(3);
        asked.SameIncidentAsContactId.ShouldBe(SampleContact.Id.ToString());
        asked.ClockState.ShouldBe(ClockState.Late);
        asked.Unallocated.ShouldBeTrue();
        asked.Reference.ShouldBe("C-1");
        var tags = answer.Document.QuerySelectorAll("a.moj-filter__tag");
        tags.Length.ShouldBe(10);
        tags.Single(tag => tag.Text().Contains("Red", StringComparison.Ordinal)).GetAttribute("href")!.ShouldNotContain("rag=");
    }

    [Fact]
    public async Task NewerContacts_AreAnnouncedAndNotShown()
    {
        host.Reset();
        host.Hub.On<ListContactsRequest>(request => SampleQueue.Page());
        var upto = Samples.Now.AddHours(-4).ToUnixTimeSeconds();
        var answer = await host.GetAsync($"/queue?rag=Red&upto={upto}");
        host.Hub.Received<ListContactsRequest>()[^1].ReceivedAfterTime.Seconds.ShouldBe(upto);
        answer.Document.QuerySelector("[role=status]")!.Text().ShouldContain("8 new contacts since 11:40am, 6 of them red");
        answer.Document.QuerySelector("[role=status] a")!.GetAttribute("href").ShouldBe("/queue?rag=Red");
        answer.Document.QuerySelectorAll("tbody tr").Length.ShouldBe(5);
    }

    [Fact]
    public async Task NextPage_KeepsFilterAndTime()
    {
        host.Reset();
        host.Hub.On<ListContactsRequest>(request =>
        {
            var page = SampleQueue.Page();
            page.NextPageToken = "to+ken";
            return page;
        });
        var answer = await host.GetAsync($"{Path}&rag=Red");
        answer.Document.QuerySelector("a[rel=next]")!.GetAttribute("href").ShouldBe($"/queue?rag=Red&after=to%2Bken&upto={Samples.Now.ToUnixTimeSeconds()}");
    }

    [Fact]
    public async Task NothingFound_SaysSo()
    {
        host.Reset();
        host.Hub.On<ListContactsRequest>(_ => new ListContactsResponse());
        (await host.GetAsync(Path)).Text.ShouldContain("Nothing waits here");
    }
}
