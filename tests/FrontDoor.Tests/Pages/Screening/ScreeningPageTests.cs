using System.Net;
using AngleSharp.Dom;
using Grpc.Core;
using Mash.FrontDoor.Tests.FakeHub;
using Mash.V1;

namespace Mash.FrontDoor.Tests.Pages.Screening;

public sealed class ScreeningPageTests(PagesHost host) : IClassFixture<PagesHost>
{
    private static readonly string ContactPath = $"/contacts/{SampleContact.Id}";
    private static readonly string StartPath = $"{ContactPath}/screening";
    private static readonly string RatePath = $"{ContactPath}/rating";

    [Fact]
    public async Task StartScreening_TakesTheVersionThatWasShown()
    {
        host.Reset();
        host.Hub.On<GetContactRequest>(_ => new GetContactResponse { Contact = SampleContact.Received(SampleContact.Id) });
        var shown = await host.GetAsync(ContactPath);
        var sent = await host.PostAsync(shown, StartPath, ".app-summary form");
        sent.Location.ShouldBe(ContactPath);
        host.Hub.Received<StartScreeningRequest>().Single().Etag.ShouldBe("1");
        (await host.GetAsync(ContactPath, after: sent)).Text.ShouldContain("You have started screening");
    }

    [Fact]
    public async Task StartScreeningThatSomebodyElseBegan_SaysSo()
    {
        host.Reset();
        host.Hub.On<GetContactRequest>(_ => new GetContactResponse { Contact = SampleContact.Received(SampleContact.Id) });
        host.Hub.Refuse<StartScreeningRequest>(StatusCode.Aborted, "Changed.");
        var sent = await host.PostAsync(await host.GetAsync(ContactPath), StartPath, ".app-summary form");
        (await host.GetAsync(ContactPath, after: sent)).Text.ShouldContain("Screening was not started");
    }

    [Fact]
    public async Task StartScreeningByAddress_LeadsToTheContact()
    {
        host.Reset();
        (await host.GetAsync(StartPath)).Location.ShouldBe(ContactPath);
        host.Hub.Received<StartScreeningRequest>().ShouldBeEmpty();
    }

    [Fact]
    public async Task FormWithoutItsToken_IsRefused()
    {
        host.Reset();
        var shown = await host.GetAsync(RatePath);
        var answer = await host.PostAsync(shown, RatePath, "main form", ("__RequestVerificationToken", ""));
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        host.Hub.Received<RateContactRequest>().ShouldBeEmpty();
    }

    [Fact]
    public async Task Rate_RecordsRatingAndReason()
    {
        host.Reset();
        var sent = await host.PostAsync(RatePath, ("Rag", "Amber"), ("Rationale", "Seen and safe tonight."));
        sent.Location.ShouldBe(ContactPath);
        var request = host.Hub.Received<RateContactRequest>().Single();
        request.Rag.ShouldBe(Rag.Amber);
        request.Rationale.ShouldBe("Seen and safe tonight.");
        request.Etag.ShouldBe("1");
    }

    [Fact]
    public async Task RateWithoutAnswers_NamesBothFields()
    {
        host.Reset();
        (await host.PostAsync(RatePath)).Errors.ShouldBe([("Say why", "#Rationale"), ("Choose how urgent it is", "#Rag")]);
    }

    [Fact]
    public async Task RateDownFromRed_SaysWhatTheHubSays()
    {
        host.Reset();
        host.Hub.Refuse<RateContactRequest>(StatusCode.FailedPrecondition, "Only a manager may rate down from red.");
        var answer = await host.PostAsync(RatePath, ("Rag", "Green"), ("Rationale", "Calmer than it sounded."));
        answer.Errors.ShouldBe([("Only a manager may rate down from red.", null)]);
    }

    [Fact]
    public async Task RateThatSomebodyElseChanged_KeepsWhatWasTypedBesideWhatIsRecordedNow()
    {
        host.Reset();
        host.Hub.Refuse<RateContactRequest>(StatusCode.Aborted, "Changed.");
        var shown = await host.GetAsync(RatePath);
        host.Hub.On<GetContactRequest>(request =>
        {
            var contact = SampleContact.Marshall(SampleContact.Id);
            contact.Etag = "7";
            contact.Ratings.Add(new Rating { Rag = Rag.Amber, Rationale = "The fire officer rang back.", RatedBy = "Imran Shah", RatedTime = SampleAnswers.At(0, 15, 39) });
            return new GetContactResponse { Contact = contact };
        });
        var answer = await host.PostAsync(shown, RatePath, "main form", ("Rag", "Green"), ("Rationale", "Mine."));
        answer.Errors[0].Words.ShouldStartWith("This changed while you were working on it");
        answer.Document.QuerySelector("textarea")!.TextContent.Trim().ShouldBe("Mine.");
        answer.Document.QuerySelector("input[value=Green]")!.HasAttribute("checked").ShouldBeTrue();
        answer.Text.ShouldContain("The fire officer rang back.");
        answer.Document.QuerySelector("input[name=Etag]")!.GetAttribute("value").ShouldBe("7");
    }
}
