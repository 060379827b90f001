using System.Net;
using AngleSharp.Dom;
using Grpc.Core;
using Mash.FrontDoor.Tests.FakeHub;
using Mash.V1;

namespace Mash.FrontDoor.Tests.Pages.Decisions;

public sealed class DecidePageTests(PagesHost host) : IClassFixture<PagesHost>
{
    private static readonly string ContactPath = $"/contacts/{SampleContact.Id}";
    private static readonly string Path = $"{ContactPath}/children/{SampleContact.Oscar}/decision";

    private static readonly (string, string)[] Answers =
    [
        ("Rationale", "Oscar slept in a coat, in one bed, with no light."), ("Level", "4"), ("Outcome", "StrategyDiscussion"), ("Indicators", "4-CHILD-01"), ("Scale", "2"), ("act", "record"),
    ];

    [Fact]
    public async Task Get_ShowsSiblingsThresholdAndWhoMustConfirm()
    {
        host.Reset();
        var answer = await host.GetAsync(Path);
        answer.Document.QuerySelector("h1")!.Text().ShouldContain("Decide what Oscar needs");
        answer.Document.QuerySelectorAll(".app-siblings li").Length.ShouldBe(3);
        answer.Text.ShouldContain("Version 4, since 1 April 2026");
        answer.Document.QuerySelectorAll(".app-indicators legend").Select(legend => legend.Text())
            .ShouldBe(["Level 4: the child", "Level 4: parenting", "Level 4: family and home", "Level 3: the child", "Level 3: family and home"]);
        answer.Text.ShouldContain("there are 5 contacts in 12 months");
        var outcomes = answer.Document.QuerySelectorAll(".govuk-radios__divider ~ .govuk-radios__item input").Select(input => input.GetAttribute("value"));
        outcomes.ShouldBe(["Signpost", "Advice", "NoFurtherAction"]);
        answer.Document.QuerySelectorAll(".govuk-hint").ShouldAllBe(hint => hint.Text().Length > 0);
    }

    [Fact]
    public async Task Preview_KeepsEveryAnswerAndRecordsNothing()
    {
        host.Reset();
        var answer = await host.PostAsync(Path, [.. Answers[..^1], ("act", "preview")]);
        answer.Status.ShouldBe(HttpStatusCode.OK);
        host.Hub.Received<DecideChildRequest>().ShouldBeEmpty();
        host.Hub.Received<PreviewDecisionRequest>()[^1].Outcome.ShouldBe(Outcome.StrategyDiscussion);
        answer.Errors.ShouldBeEmpty();
        answer.Document.QuerySelector("textarea")!.TextContent.Trim().ShouldStartWith("Oscar slept in a coat");
        answer.Document.QuerySelector("input[name=Level][value='4']")!.HasAttribute("checked").ShouldBeTrue();
        answer.Document.QuerySelector("input[value='4-CHILD-01']")!.HasAttribute("checked").ShouldBeTrue();
        answer.Document.QuerySelector("select option[selected]")!.GetAttribute("value").ShouldBe("2");
        answer.Text.ShouldContain("Nobody else has to confirm.");
    }

    [Fact]
    public async Task Record_SendsTheWholeDecisionAndSaysSoOnTheContact()
    {
        host.Reset();
        var sent = await host.PostAsync(Path, Answers);
        sent.Location.ShouldBe(ContactPath, string.Join("; ", sent.Errors));
        var request = host.Hub.Received<DecideChildRequest>().Single();
        request.ContactChildId.ShouldBe(SampleContact.Oscar.ToString());
        request.Level.ShouldBe(4);
        request.Outcome.ShouldBe(Outcome.StrategyDiscussion);
        request.IndicatorIds.ShouldBe(["4-CHILD-01"]);
        request.Scale.ShouldBe(2);
        request.Etag.ShouldBe("1");
        (await host.GetAsync(ContactPath, after: sent)).Text.ShouldContain("Decision recorded for Oscar");
    }

    [Fact]
    public async Task RecordWithoutAnswers_LeadsToEachField()
    {
        host.Reset();
        var answer = await host.PostAsync(Path, ("act", "record"));
        answer.Errors.Select(error => error.Href).ShouldBe(["#Rationale", "#Level", "#Outcome"]);
        answer.Document.Title.ShouldStartWith("Error: ");
    }

    [Fact]
    public async Task ViolationsOfTheHub_LandOnTheirFields()
    {
        host.Reset();
        host.Hub.Refuse<DecideChildRequest>(StatusCode.InvalidArgument, "3 fields need attention.",
            ("rationale", "Write at least 20 characters"), ("indicator_ids[0]", "Choose an indicator in force today"), ("level", "Level 4 goes with referral or strategy discussion"));
        var answer = await host.PostAsync(Path, Answers);
        answer.Errors.ShouldBe(
        [
            ("Write at least 20 characters", "#Rationale"), ("Choose an indicator in force today", "#Indicators"), ("Level 4 goes with referral or strategy discussion", "#Level"),
        ]);
        answer.Document.QuerySelector("#Indicators").ShouldNotBeNull();
    }

    [Fact]
    public async Task ContactThatChangedMeanwhile_KeepsWhatWasTyped()
    {
        host.Reset();
        host.Hub.Refuse<DecideChildRequest>(StatusCode.Aborted, "Changed.");
        var answer = await host.PostAsync(Path, Answers);
        answer.Errors[0].Words.ShouldStartWith("This changed while you were working on it");
        answer.Text.ShouldContain("What is recorded now");
        answer.Document.QuerySelector("textarea")!.TextContent.Trim().ShouldStartWith("Oscar slept in a coat");
    }

    [Fact]
    public async Task ChildOfAnotherContact_IsNotFound()
    {
        host.Reset();
        (await host.GetAsync($"{ContactPath}/children/{SampleAnswers.UnknownId}/decision")).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
