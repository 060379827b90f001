using System.Net;
using AngleSharp.Dom;
using Grpc.Core;
using Mash.FrontDoor.Tests.FakeHub;
using Mash.V1;

namespace Mash.FrontDoor.Tests.Pages.UnusualAccess;

public sealed class FindingPageTests(PagesHost host) : IClassFixture<PagesHost>
{
    private static readonly string Finding = $"/unusual-access/{SampleFindings.OpenId}";

    [Fact]
    public async Task List_ShowsOpenOnesFirstWithTheirReason()
    {
        host.Reset();
        var answer = await host.GetAsync("/unusual-access");

        answer.Text.ShouldContain("1 finding waits for a review");
        var rows = answer.Document.QuerySelectorAll("tbody tr").Select(row => row.TextContent).ToList();
        rows.Count.ShouldBe(2);
        rows[0].ShouldContain("61 different children");
        rows[1].ShouldContain("Expected work");
    }

    [Fact]
    public async Task Filters_ReachTheHubAndOtherWordsDoNot()
    {
        host.Reset();
        await host.GetAsync("/unusual-access?state=Open&rule=Colleague");
        await host.GetAsync("/unusual-access?state=x&rule=y");

        var asked = host.Hub.Received<ListFindingsRequest>();
        (asked[0].State, asked[0].Rules.Single()).ShouldBe((FindingState.Open, AccessRule.Colleague));
        (asked[1].State, asked[1].Rules.Count).ShouldBe((FindingState.Unspecified, 0));
    }

    [Fact]
    public async Task NothingNoticed_SaysSo()
    {
        host.Reset();
        host.Hub.On<ListFindingsRequest>(_ => new ListFindingsResponse());
        (await host.GetAsync("/unusual-access")).Text.ShouldContain("Nothing unusual was noticed yet.");
        (await host.GetAsync("/unusual-access?state=Open")).Text.ShouldContain("No finding is like this.");
    }

    [Fact]
    public async Task OpenFinding_ShowsEvidenceAndAsksForAReview()
    {
        host.Reset();
        var answer = await host.GetAsync(Finding);

        answer.Document.QuerySelectorAll("tbody tr").Length.ShouldBe(3);
        answer.Text.ShouldContain("Ended 94 days before");
        answer.Text.ShouldContain("Looked for");
        answer.Document.QuerySelectorAll("main form").Length.ShouldBe(1);
    }

    [Fact]
    public async Task ClosedFinding_SaysWhatTheReviewFoundAndAsksNothing()
    {
        host.Reset();
        var answer = await host.GetAsync($"/unusual-access/{SampleFindings.ClosedId}");

        answer.Text.ShouldContain("Expected work, by Priya Nair");
        answer.Document.QuerySelectorAll("main form").ShouldBeEmpty();
    }

    [Fact]
    public async Task Review_ReachesTheHubAndLeadsBack()
    {
        host.Reset();
        var answer = await host.PostAsync(Finding, ("Outcome", "ConcernRaised"), ("Words", "She had no reason. Her manager knows."), ("Etag", "v2"));

        var request = host.Hub.Received<CloseFindingRequest>().Single();
        (request.FindingId, request.Outcome, request.Words, request.Etag)
            .ShouldBe((SampleFindings.OpenId, FindingOutcome.ConcernRaised, "She had no reason. Her manager knows.", "v2"));
        answer.Location.ShouldBe("/unusual-access");
    }

    [Fact]
    public async Task ReviewWithoutWords_IsAskedForThemAndKeepsTheChoice()
    {
        host.Reset();
        var answer = await host.PostAsync(Finding, ("Outcome", "Explained"), ("Etag", "v2"));

        host.Hub.Received<CloseFindingRequest>().ShouldBeEmpty();
        answer.Text.ShouldContain("Say what you asked and what you were told");
        answer.Document.QuerySelector("input[value=Explained]")!.HasAttribute("checked").ShouldBeTrue();
    }

    [Fact]
    public async Task NewEvidenceMeanwhile_KeepsTheWordsAndTakesTheNewVersion()
    {
        host.Reset();
        host.Hub.Refuse<CloseFindingRequest>(StatusCode.Aborted, "Somebody changed this meanwhile.");
        var answer = await host.PostAsync(Finding, ("Outcome", "Explained"), ("Words", "A call from the school."), ("Etag", "v1"));

        answer.Text.ShouldContain("This changed while you were working on it");
        answer.Document.QuerySelector("input[name=Etag]")!.GetAttribute("value").ShouldBe("v2");
        answer.Document.QuerySelector("textarea")!.TextContent.ShouldContain("A call from the school.");
    }

    [Fact]
    public async Task FindingThatIsNotThere_IsNotFound()
    {
        host.Reset();
        host.Hub.Refuse<GetFindingRequest>(StatusCode.NotFound, "There is no such finding, or you may not see it.");
        (await host.GetAsync(Finding)).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
