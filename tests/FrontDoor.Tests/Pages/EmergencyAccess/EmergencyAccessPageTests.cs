using System.Net;
using AngleSharp.Dom;
using Grpc.Core;
using Mash.FrontDoor.Tests.FakeHub;
using Mash.V1;

namespace Mash.FrontDoor.Tests.Pages.EmergencyAccess;

public sealed class EmergencyAccessPageTests(PagesHost host) : IClassFixture<PagesHost>
{
    private const string Reason = "The police ask whether she is safe.";
    private static readonly string Review = $"/emergency-access/{SampleProtection.BreakGlassId}/review";

    [Fact]
    public async Task Opening_WarnsFirstAndLeadsToTheContact()
    {
        host.Reset();
        (await host.GetAsync("/emergency-access/open")).Text.ShouldContain("The privacy lead and the manager on duty are told at once");
        var sent = await host.PostAsync("/emergency-access/open", ("Reference", "C-7K3M9-2QDXA"), ("Reason", Reason), ("Minutes", "30"));
        sent.Location.ShouldBe($"/contacts/{SampleContact.Id}");
        var request = host.Hub.Received<OpenBreakGlassRequest>().Single();
        (request.Contact, request.Reason, request.Minutes).ShouldBe(("C-7K3M9-2QDXA", Reason, 30));
    }

    [Fact]
    public async Task ContactThatIsNotThere_OffersItQuietlyAndTakesItsIdAlong()
    {
        host.Reset();
        host.Hub.Refuse<GetContactRequest>(StatusCode.NotFound, "No.");
        var absent = await host.GetAsync($"/contacts/{SampleAnswers.UnknownId}");
        absent.Status.ShouldBe(HttpStatusCode.NotFound);
        var link = absent.Document.QuerySelector("main a[href^='/emergency-access']")!.GetAttribute("href")!;
        link.ShouldBe($"/emergency-access/open?contact={SampleAnswers.UnknownId}");
        var page = await host.GetAsync(link);
        page.Document.QuerySelector("input[name=Contact]")!.GetAttribute("value").ShouldBe(SampleAnswers.UnknownId.ToString());
        page.Document.QuerySelector("input[name=Reference]").ShouldBeNull();
    }

    [Fact]
    public async Task WithoutTheArea_NothingIsOffered()
    {
        host.Reset();
        host.Hub.Refuse<GetContactRequest>(StatusCode.NotFound, "No.");
        host.Hub.On<GetMeRequest>(_ =>
        {
            var me = SampleAnswers.Manager;
            me.Areas.Remove(Area.EmergencyAccess);
            return me;
        });
        (await host.GetAsync($"/contacts/{SampleAnswers.UnknownId}")).Document.QuerySelector("main a[href^='/emergency-access']").ShouldBeNull();
    }

    [Fact]
    public async Task AbsentReference_IsSaidWithWhatFollows()
    {
        host.Reset();
        host.Hub.Refuse<OpenBreakGlassRequest>(StatusCode.NotFound, "No.");
        var answer = await host.PostAsync("/emergency-access/open", ("Reference", "C-00000-00000"), ("Reason", Reason));
        answer.Errors.ShouldBe([("There is no such contact. That you tried is on the record, and the privacy lead has been told.", "#Reference")]);
        answer.Document.QuerySelector("textarea[name=Reason]")!.Text().ShouldContain(Reason);
    }

    [Fact]
    public async Task MissingAnswers_LeadToTheirFields()
    {
        host.Reset();
        (await host.PostAsync("/emergency-access/open")).Errors.Select(error => error.Href).ShouldBe(["#Reference", "#Reason"]);
        (await host.PostAsync(Review)).Errors.Select(error => error.Href).ShouldBe(["#Outcome", "#Words"]);
    }

    [Fact]
    public async Task OpenContact_SaysHowLongAndCloses()
    {
        host.Reset();
        ShowRestricted(contact =>
        {
            contact.BreakGlassId = SampleProtection.BreakGlassId;
            contact.BreakGlassSecondsLeft = 1750;
        });
        var page = await host.GetAsync($"/contacts/{SampleContact.Id}");
        page.Text.ShouldContain("It closes by itself in 29 minutes");
        page.Text.ShouldContain("Refuge or confidential address. Only people who are named see this.");
        page.Document.QuerySelector("a[href^='/restrictions/']").ShouldBeNull("who is named stays closed to somebody who is not");
        page.Document.QuerySelector("a[href$='/restrict']").ShouldBeNull();
        page.Document.QuerySelector($"form[action='/emergency-access/{SampleProtection.BreakGlassId}/close']").ShouldNotBeNull();
        var closed = await host.PostAsync(page, $"/emergency-access/{SampleProtection.BreakGlassId}/close", "form[action$='/close']");
        closed.Location.ShouldBe("/emergency-access");
        host.Hub.Received<CloseBreakGlassRequest>().Single().BreakGlassId.ShouldBe(SampleProtection.BreakGlassId);
    }

    [Fact]
    public async Task RestrictedContact_LeadsTheNamedToWhoIsNamed()
    {
        host.Reset();
        ShowRestricted(_ => { });
        var page = await host.GetAsync($"/contacts/{SampleContact.Id}");
        page.Document.QuerySelector($"a[href='/restrictions/{SampleProtection.RestrictionId}']")!.Text().ShouldBe("Who is named");
        page.Document.QuerySelector("form[action^='/emergency-access']").ShouldBeNull();
    }

    [Fact]
    public async Task List_SaysWhereAnInterestStoodAgainstIt()
    {
        host.Reset();
        host.Hub.On<ListBreakGlassRequest>(_ => new ListBreakGlassResponse { Items = { SampleProtection.Refused() } });
        var list = await host.GetAsync("/emergency-access");
        list.Text.ShouldContain($"Refused for contact {SampleContact.Reference}: Sol Haworth has an interest of their own in it");
        list.Text.ShouldNotContain("There was no such contact");
    }

    [Fact]
    public async Task List_OffersReviewWhereItIsAllowed()
    {
        host.Reset();
        var list = await host.GetAsync("/emergency-access");
        list.Text.ShouldContain("Open for 30 minutes more");
        list.Document.QuerySelector($"a[href='{Review}']").ShouldNotBeNull();
        var sent = await host.PostAsync(Review, ("Outcome", "Justified"), ("Words", "Rang her manager."));
        sent.Location.ShouldBe("/emergency-access");
        host.Hub.Received<ReviewBreakGlassRequest>().Single().Outcome.ShouldBe(BreakGlassOutcome.Justified);
        (await host.GetAsync("/emergency-access/0198c000-0000-7000-8000-00000000dead/review")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    /// <summary>Answers the contact as somebody reads it whom a restriction lets in, or an emergency access.</summary>
    private void ShowRestricted(Action<Contact> also) => host.Hub.On<GetContactRequest>(request =>
    {
        var contact = SampleContact.Marshall(Guid.Parse(request.ContactId));
        contact.RestrictionId = SampleProtection.RestrictionId;
        contact.RestrictionLabel = RestrictionLabel.Refuge;
        contact.MayRestrict = false;
        also(contact);
        return new GetContactResponse { Contact = contact };
    });
}
