using System.Net;
using AngleSharp.Dom;
using Grpc.Core;
using Mash.FrontDoor.Tests.FakeHub;
using Mash.V1;

namespace Mash.FrontDoor.Tests.Forms;

/// <summary>Nothing that was typed is lost: over the end of a session, and while the hub does not answer.</summary>
public sealed class KeptFormTests(PagesHost host) : IClassFixture<PagesHost>
{
    private const string Typed = "Marker: the grandmother rang, and said more.";
    private static readonly string Path = $"/contacts/{SampleContact.Id}/information";

    [Fact]
    public async Task FormSentAfterTheSessionEnded_IsKeptSealedAndShownFilledInAfterTheSignIn()
    {
        host.Reset();
        var kept = KeepForms();
        var shown = await host.GetAsync(Path);
        var refused = await host.PostAsync(shown, Path, "main form[method=post]", person: null, ("Text", Typed), ("Kind", nameof(StatementKind.Observed)));
        var again = await host.GetAsync($"{Path}?kept=handle-1", after: shown);

        refused.Status.ShouldBe(HttpStatusCode.Unauthorized);
        kept.ShouldHaveSingleItem().Form.ToStringUtf8().ShouldNotContain("grandmother");
        again.Status.ShouldBe(HttpStatusCode.OK);
        again.Document.QuerySelector("textarea[name=Text]")!.TextContent.Trim().ShouldBe(Typed);
        again.Text.ShouldContain("You had been signed out when you sent this");
        again.Document.QuerySelector("input[name=RequestId]")!.GetAttribute("value").ShouldBe(shown.Document.QuerySelector("input[name=RequestId]")!.GetAttribute("value"));
        host.Hub.Received<AddInformationRequest>().ShouldBeEmpty("the person decides to send it again");
        (await host.PostAsync(again, Path, "main form[method=post]")).Location.ShouldNotBeNull();
        host.Hub.Received<AddInformationRequest>().Single().Text.ShouldBe(Typed);
    }

    [Fact]
    public async Task AnotherPersonWhoSignsIn_SeesAnEmptyForm()
    {
        host.Reset();
        KeepForms();
        var shown = await host.GetAsync(Path);
        await host.PostAsync(shown, Path, "main form[method=post]", person: null, ("Text", Typed), ("Kind", nameof(StatementKind.Observed)));

        var other = await host.GetAsync($"{Path}?kept=handle-1", "gareth", shown);

        other.Status.ShouldBe(HttpStatusCode.OK);
        other.Text.ShouldNotContain("grandmother");
        other.Document.QuerySelector("textarea[name=Text]")!.TextContent.Trim().ShouldBeEmpty();
    }

    [Fact]
    public async Task KeptFormOfAnotherPage_IsNotShown()
    {
        host.Reset();
        KeepForms();
        var shown = await host.GetAsync(Path);
        await host.PostAsync(shown, Path, "main form[method=post]", person: null, ("Text", Typed), ("Kind", nameof(StatementKind.Observed)));

        var other = await host.GetAsync($"/contacts/{SampleContact.Id}/rating?kept=handle-1", after: shown);

        other.Text.ShouldNotContain("grandmother");
        other.Text.ShouldNotContain("You had been signed out");
    }

    [Fact]
    public async Task HandleThatIsOver_ShowsThePageAsItIs()
    {
        host.Reset();
        host.Hub.Refuse<TakeFormRequest>(StatusCode.NotFound, "No.");
        var answer = await host.GetAsync($"{Path}?kept=long-gone");
        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Text.ShouldNotContain("You had been signed out");
    }

    [Fact]
    public async Task HubThatDoesNotAnswerTheAct_LeavesWhatWasTypedOnTheForm()
    {
        host.Reset();
        host.Hub.Refuse<AddInformationRequest>(StatusCode.Unavailable, "Not now.");
        var answer = await host.PostAsync(Path, ("Text", Typed), ("Kind", nameof(StatementKind.Observed)));
        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Document.QuerySelector("textarea[name=Text]")!.TextContent.Trim().ShouldBe(Typed);
        answer.Errors.Single().Words.ShouldContain("The hub did not answer");
    }

    [Fact]
    public async Task HubThatDoesNotAnswerAtAll_LeavesWhatWasTypedOnTheErrorPageToSendAgain()
    {
        host.Reset();
        var shown = await host.GetAsync(Path);
        host.Hub.Refuse<GetMeRequest>(StatusCode.Unavailable, "Not now.");
        host.Hub.Refuse<GetContactRequest>(StatusCode.Unavailable, "Not now.");
        var lost = await host.PostAsync(shown, Path, "main form[method=post]", ("Text", Typed), ("Kind", nameof(StatementKind.Observed)));
        lost.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        lost.Text.ShouldContain("What you typed is still here");
        lost.Document.QuerySelector(".app-typed")!.TextContent.ShouldBe(Typed);

        SampleAnswers.Set(host.Hub);
        lost.Document.QuerySelector("main form")!.GetAttribute("action").ShouldBe(Path);
        (await host.PostAsync(lost, Path, "main form")).Location.ShouldNotBeNull();
        var sent = host.Hub.Received<AddInformationRequest>().Single();
        sent.Text.ShouldBe(Typed);
        sent.RequestId.ShouldBe(shown.Document.QuerySelector("input[name=RequestId]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task StaySignedIn_AnswersOnlyWhoIsSignedIn()
    {
        host.Reset();
        var shown = await host.GetAsync("/account");
        (await host.PostAsync(shown, "/session/stay", "form[data-stay]")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await host.PostAsync(shown, "/session/stay", "form[data-stay]", person: null)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        shown.Document.QuerySelector("dialog.app-session")!.GetAttribute("data-idle").ShouldBe("885");
    }

    private List<KeepFormRequest> KeepForms()
    {
        var kept = new List<KeepFormRequest>();
        host.Hub.On<KeepFormRequest>(request =>
        {
            kept.Add(request);
            return new KeepFormResponse { Handle = "handle-1" };
        });
        host.Hub.On<TakeFormRequest>(_ => new TakeFormResponse { Form = kept[^1].Form });
        return kept;
    }
}
