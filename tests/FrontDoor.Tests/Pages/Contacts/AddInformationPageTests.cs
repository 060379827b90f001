using System.Net;
using Grpc.Core;
using Mash.FrontDoor.Tests.FakeHub;
using Mash.V1;

namespace Mash.FrontDoor.Tests.Pages.Contacts;

public sealed class AddInformationPageTests(PagesHost host) : IClassFixture<PagesHost>
{
    private static readonly string Path = $"/contacts/{SampleContact.Id}/information";

    [Fact]
    public async Task Post_AddsOnceAndSaysSoOnTheContact()
    {
        host.Reset();
        var sent = await host.PostAsync(Path, ("Text", "Seen at school today."), ("Kind", "Observed"));
        sent.Status.ShouldBe(HttpStatusCode.Redirect);
        sent.Location.ShouldBe($"/contacts/{SampleContact.Id}");
        var request = host.Hub.Received<AddInformationRequest>().Single();
        request.Text.ShouldBe("Seen at school today.");
        request.Kind.ShouldBe(StatementKind.Observed);
        Guid.TryParse(request.RequestId, out _).ShouldBeTrue();
        (await host.GetAsync(sent.Location!, after: sent)).Text.ShouldContain("Your information was added.");
    }

    [Fact]
    public async Task PostWithoutAnswers_NamesBothFieldsAndAsksTheHubNothing()
    {
        host.Reset();
        var answer = await host.PostAsync(Path);
        answer.Errors.ShouldBe([("Write what you have learnt", "#Text"), ("Choose how it is known", "#Kind")]);
        host.Hub.Received<AddInformationRequest>().ShouldBeEmpty();
    }

    [Fact]
    public async Task ViolationOfTheHub_LandsOnItsFieldAndKeepsWhatWasTyped()
    {
        host.Reset();
        host.Hub.Refuse<AddInformationRequest>(StatusCode.InvalidArgument, "1 field needs attention.", ("text", "Use at most 20,000 characters"));
        var answer = await host.PostAsync(Path, ("Text", "Very long."), ("Kind", "Opinion"));
        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Errors.ShouldBe([("Use at most 20,000 characters", "#Text")]);
        answer.Document.QuerySelector("textarea")!.TextContent.Trim().ShouldBe("Very long.");
    }

    [Fact]
    public async Task FormSentTwice_CarriesTheSameRequestId()
    {
        host.Reset();
        var shown = await host.GetAsync(Path);
        await host.PostAsync(shown, Path, "main form", ("Text", "Once."), ("Kind", "Opinion"));
        await host.PostAsync(shown, Path, "main form", ("Text", "Once."), ("Kind", "Opinion"));
        host.Hub.Received<AddInformationRequest>().Select(request => request.RequestId).Distinct().Count().ShouldBe(1);
    }
}
