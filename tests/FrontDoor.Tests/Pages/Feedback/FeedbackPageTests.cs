using AngleSharp.Dom;
using Grpc.Core;
using Mash.FrontDoor.Tests.FakeHub;
using Mash.V1;

namespace Mash.FrontDoor.Tests.Pages.Feedback;

public sealed class FeedbackPageTests(PagesHost host) : IClassFixture<PagesHost>
{
    private static readonly string ContactPath = $"/contacts/{SampleContact.Id}";
    private static readonly string Path = $"{ContactPath}/feedback";

    [Fact]
    public async Task Get_ShowsWhatTheAgencyWillSeeAndWhatItWillNot()
    {
        host.Reset();
        var answer = await host.GetAsync(Path);
        answer.Text.ShouldContain("What Northamptonshire Police will see");
        answer.Text.ShouldContain("level 4, strategy discussion");
        answer.Text.ShouldNotContain("nobody was awake");
        answer.Document.QuerySelectorAll("input[name=Children]").Select(box => box.GetAttribute("value")).ShouldBe([SampleContact.Brandon.ToString()]);
    }

    [Fact]
    public async Task Post_TellsAboutTheChosenChildren()
    {
        host.Reset();
        var sent = await host.PostAsync(Path, ("Text", "Thank you. A strategy discussion is at 4:30pm."));
        sent.Location.ShouldBe(ContactPath);
        var request = host.Hub.Received<SendFeedbackRequest>().Single();
        request.ContactChildIds.ShouldBe([SampleContact.Brandon.ToString()]);
        request.Etag.ShouldBe("1");
        (await host.GetAsync(ContactPath, after: sent)).Text.ShouldContain("The referrer has been told.");
    }

    [Fact]
    public async Task PostWithoutTextOrChild_NamesBothFields()
    {
        host.Reset();
        (await host.PostAsync(Path, ("Text", ""), ("Children", ""))).Errors
            .ShouldBe([("Write what the referrer should know", "#Text"), ("Choose which children this is about", "#Children")]);
    }

    [Fact]
    public async Task ContactThatChangedMeanwhile_KeepsWhatWasTyped()
    {
        host.Reset();
        host.Hub.Refuse<SendFeedbackRequest>(StatusCode.Aborted, "Changed.");
        var answer = await host.PostAsync(Path, ("Text", "Thank you."));
        answer.Errors[0].Words.ShouldStartWith("This changed while you were working on it");
        answer.Document.QuerySelector("textarea")!.TextContent.Trim().ShouldBe("Thank you.");
    }

    [Fact]
    public async Task NothingToTell_SaysSo()
    {
        host.Reset();
        host.Hub.On<GetContactRequest>(_ => new GetContactResponse { Contact = SampleContact.Received(SampleContact.Id) });
        (await host.GetAsync(Path)).Text.ShouldContain("Nothing waits to be told");
    }
}
