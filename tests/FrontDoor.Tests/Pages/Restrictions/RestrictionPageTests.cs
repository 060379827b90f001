using System.Net;
using AngleSharp.Dom;
using Grpc.Core;
using Mash.FrontDoor.Tests.FakeHub;
using Mash.V1;

namespace Mash.FrontDoor.Tests.Pages.Restrictions;

public sealed class RestrictionPageTests(PagesHost host) : IClassFixture<PagesHost>
{
    private const string Reason = "Agreed at the morning meeting.";
    private static readonly string Path = $"/restrictions/{SampleProtection.RestrictionId}";
    private static readonly string Restrict = $"/contacts/{SampleContact.Id}/restrict";

    [Fact]
    public async Task List_ShowsWhatWaits()
    {
        host.Reset();
        var answer = await host.GetAsync("/restrictions?show=waiting");
        host.Hub.Received<ListRestrictionsRequest>().Single().WaitingOnly.ShouldBeTrue();
        answer.Text.ShouldContain("In force, waits for a decision");
        answer.Text.ShouldContain("Review due");
    }

    [Fact]
    public async Task Restriction_LeadsOnlyToContactsThatMayBeOpened()
    {
        host.Reset();
        var answer = await host.GetAsync(Path);
        answer.Text.ShouldContain("The mother works in our payments team.");
        answer.Document.QuerySelectorAll("dl a").Select(link => link.GetAttribute("href")).ShouldBe([$"/contacts/{SampleContact.Id}"]);
    }

    [Fact]
    public async Task Request_SendsLabelAndReason()
    {
        host.Reset();
        (await host.PostAsync(Restrict)).Errors.Select(error => error.Href).ShouldBe(["#Label", "#Reason"]);
        var sent = await host.PostAsync(Restrict, ("Label", "Refuge"), ("Reason", "They fled last night."));
        sent.Location.ShouldBe(Path);
        host.Hub.Received<RequestRestrictionRequest>().Single().Label.ShouldBe(RestrictionLabel.Refuge);
        (await host.GetAsync(Path, after: sent)).Text.ShouldContain("The record is restricted from now on.");
    }

    [Fact]
    public async Task Request_MaySayWhichColleagueItConcerns()
    {
        host.Reset();
        var shown = await host.GetAsync(Restrict);
        shown.Document.QuerySelectorAll("#Concerns option").Select(option => option.TextContent.Trim()).ShouldBe(["No colleague here", "Nia Cole, Social worker"]);
        await host.PostAsync(Restrict, ("Label", "Staff"), ("Concerns", SampleProtection.PersonId), ("Reason", "The mother works with us."));
        host.Hub.Received<RequestRestrictionRequest>().Single().ConcernsAccountId.ShouldBe(SampleProtection.PersonId);
        host.Hub.Refuse<RequestRestrictionRequest>(StatusCode.InvalidArgument, "Choose another member of staff, or nobody.", ("concerns_account_id", "Choose another member of staff, or nobody."));
        (await host.PostAsync(Restrict, ("Label", "Staff"), ("Concerns", "x"), ("Reason", "The mother works with us."))).Errors.Single().Href.ShouldBe("#Concerns");
    }

    [Fact]
    public async Task Decision_NeedsBothAnswers()
    {
        host.Reset();
        (await host.PostAsync($"{Path}/decide")).Errors.Select(error => error.Href).ShouldBe(["#Agree", "#Reason"]);
        (await host.PostAsync($"{Path}/decide", ("Agree", "true"), ("Reason", Reason))).Location.ShouldBe(Path);
        host.Hub.Received<DecideRestrictionRequest>().Single().Approve.ShouldBeTrue();
    }

    [Fact]
    public async Task OwnRequest_IsRefusedInTheHubsWords()
    {
        host.Reset();
        host.Hub.Refuse<DecideRestrictionRequest>(StatusCode.FailedPrecondition, "Somebody else than the person who asked must answer.");
        (await host.PostAsync($"{Path}/decide", ("Agree", "true"), ("Reason", Reason))).Errors.ShouldBe([("Somebody else than the person who asked must answer.", null)]);
    }

    [Fact]
    public async Task Review_KeepsOrProposesTheEnd()
    {
        host.Reset();
        (await host.PostAsync($"{Path}/review")).Errors.Select(error => error.Href).ShouldBe(["#Result", "#Reason"]);
        (await host.PostAsync($"{Path}/review", ("Result", "Lift"), ("Reason", Reason))).Location.ShouldBe(Path);
        host.Hub.Received<ReviewRestrictionRequest>().Single().Result.ShouldBe(ReviewResult.Lift);
    }

    [Fact]
    public async Task Person_IsNamedAndEnded()
    {
        host.Reset();
        (await host.PostAsync($"{Path}/people/add")).Errors.Select(error => error.Href).ShouldBe(["#Person", "#Reason"]);
        (await host.PostAsync($"{Path}/people/add", ("Person", SampleProtection.PersonId), ("Reason", Reason))).Location.ShouldBe(Path);
        host.Hub.Received<GrantAccessRequest>().Single().AccountId.ShouldBe(SampleProtection.PersonId);
        var end = $"{Path}/people/{SampleProtection.PersonId}/end";
        (await host.GetAsync(end)).Text.ShouldContain("They are the only one who is named.");
        (await host.PostAsync(end)).Errors.ShouldBe([("Say why", "#Reason")]);
        (await host.PostAsync(end, ("Reason", Reason))).Location.ShouldBe(Path);
        (await host.GetAsync($"{Path}/people/{SampleAnswers.UnknownId}/end")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task AskingForAccess_SaysTheSameAlways()
    {
        host.Reset();
        (await host.PostAsync("/restrictions/ask")).Errors.Select(error => error.Href).ShouldBe(["#Reference", "#Reason"]);
        var sent = await host.PostAsync("/restrictions/ask", ("Reference", "C-7K3M9-2QDXA"), ("Reason", "I work with her brother."));
        (await host.GetAsync(sent.Location!, after: sent)).Text.ShouldContain("If there is such a record");
    }

    [Fact]
    public async Task ProtectedAddress_ComesByItsFormOnlyAndIsNowhereElse()
    {
        host.Reset();
        var contact = await host.GetAsync($"/contacts/{SampleContact.Id}");
        contact.Document.DocumentElement.OuterHtml.ShouldNotContain(SampleContact.SecretStreet);
        var form = contact.Document.QuerySelector($"form[action='/contacts/{SampleContact.Id}/address']")!;
        form.GetAttribute("method").ShouldBe("post");
        form.QuerySelectorAll("input").Where(input => input.GetAttribute("name") != "__RequestVerificationToken")
            .Select(input => (input.GetAttribute("name"), input.GetAttribute("value"))).ShouldBe([("Child", ""), ("Person", "1"), ("Index", "0")]);
        (await host.GetAsync($"/contacts/{SampleContact.Id}/address")).Location.ShouldBe($"/contacts/{SampleContact.Id}");
        host.Hub.Received<GetProtectedAddressRequest>().ShouldBeEmpty();

        var shown = await host.PostAsync(contact, $"/contacts/{SampleContact.Id}/address", "form[action$='/address']");

        (shown.Document.Title ?? "").ShouldNotContain("Larkrise");
        shown.Document.QuerySelector(".app-restricted")!.Text().ShouldContain(SampleContact.SecretStreet);
        host.Hub.Received<GetProtectedAddressRequest>().Single().Person.ShouldBe(1);
    }

    [Fact]
    public async Task WhoMayNotSeeProtectedAddresses_IsOfferedNothing()
    {
        host.Reset();
        host.Hub.On<GetContactRequest>(request =>
        {
            var contact = SampleContact.Marshall(Guid.Parse(request.ContactId));
            (contact.MayShowAddresses, contact.MayRestrict) = (false, false);
            return new GetContactResponse { Contact = contact };
        });
        var page = await host.GetAsync($"/contacts/{SampleContact.Id}");
        page.Text.ShouldContain("Confidential address");
        page.Document.QuerySelector("form[action$='/address']").ShouldBeNull();
        page.Document.QuerySelector("a[href$='/restrict']").ShouldBeNull();
    }
}
