using System.Net;
using AngleSharp.Dom;
using Mash.FrontDoor.Tests.FakeHub;
using Mash.V1;

namespace Mash.FrontDoor.Tests.Pages.Account;

public sealed class AccountPageTests(PagesHost host) : IClassFixture<PagesHost>
{
    [Fact]
    public async Task Account_ShowsNameRolesAndSignIns()
    {
        host.Reset();
        var answer = await host.GetAsync("/account");
        answer.Text.ShouldContain("MASH manager, Children’s Trust");
        answer.Text.ShouldContain("Firefox on Windows");
        host.Hub.Received<ListSessionsRequest>().Single().Subject.ShouldBe("ruth");
        host.Hub.TokenOf<ListSessionsRequest>().ShouldBe("Bearer token-of-front-door");
    }

    [Fact]
    public async Task EndingASignIn_NamesItAndThePerson()
    {
        host.Reset();
        var shown = await host.GetAsync("/account");
        shown.Text.ShouldContain("This one");
        var sent = await host.PostAsync(shown, "/account", "main form:has(input[name=handle])");
        sent.Location.ShouldBe("/account");
        var request = host.Hub.Received<EndSessionRequest>().Single();
        request.Handle.ShouldBe("handle-2");
        request.Subject.ShouldBe("ruth");
        (await host.GetAsync("/account", after: sent)).Text.ShouldContain("That sign-in was ended.");
    }

    [Fact]
    public async Task EndingAllOthers_KeepsThisOne()
    {
        host.Reset();
        var shown = await host.GetAsync("/account");
        var sent = await host.PostAsync(shown, "/account?handler=Others", "form[action*='handler=Others']");
        sent.Location.ShouldBe("/account");
        host.Hub.Received<EndSessionRequest>().Single().Handle.ShouldBe("handle-2");
        host.Hub.Received<ListSessionsRequest>().ShouldAllBe(request => request.CurrentSessionId == "session-of-test");
        (await host.GetAsync("/account", after: sent)).Text.ShouldContain("You are signed in here only.");
    }

    [Fact]
    public async Task History_ShowsSignInsAndFailedAttempts()
    {
        host.Reset();
        var rows = (await host.GetAsync("/account")).Document.QuerySelectorAll("#history ~ table tbody tr, #history ~ * table tbody tr").Select(row => row.Text()).ToList();
        rows.Count.ShouldBe(3);
        rows[0].ShouldContain("Passkey");
        rows[1].ShouldContain("Refused, and locked for 15 minutes");
        host.Hub.On<ListOwnSignInsRequest>(_ => new ListOwnSignInsResponse { KeptElsewhere = true });
        (await host.GetAsync("/account")).Text.ShouldContain("own authority signs you in");
    }

    [Fact]
    public async Task SignedOut_CannotSeeAnAccount() => (await host.GetAsync("/account", person: null)).Status.ShouldBe(HttpStatusCode.Unauthorized);

    [Fact]
    public async Task SignOut_IsAFormThatTheSignInAnswers()
    {
        host.Reset();
        var form = (await host.GetAsync("/sign-out")).Document.QuerySelector("main form")!;
        form.GetAttribute("method").ShouldBe("post");
        form.GetAttribute("action").ShouldBe("/sign-out");
        form.QuerySelector("input[name=__RequestVerificationToken]").ShouldNotBeNull();
        (await host.GetAsync("/signed-out", person: null)).Text.ShouldContain("You are signed out");
    }

    [Theory]
    [InlineData(Area.Queue, "/queue")]
    [InlineData(Area.Agencies, "/agencies")]
    [InlineData(Area.Messages, "/messages")]
    [InlineData(Area.People, "/people")]
    [InlineData(Area.Unspecified, "/account")]
    public async Task Start_LeadsToTheFirstPageOfThePersonsWork(Area area, string path)
    {
        host.Reset();
        host.Hub.On<GetMeRequest>(_ =>
        {
            var me = SampleAnswers.Manager;
            me.Areas.Clear();
            me.Areas.Add(area);
            return me;
        });
        (await host.GetAsync("/")).Location.ShouldBe(path);
    }

    [Fact]
    public async Task Frame_NamesThePersonAndLinksOnlyWhatTheyMayOpen()
    {
        host.Reset();
        var answer = await host.GetAsync("/account");
        answer.Document.QuerySelector("header")!.Text().ShouldContain("Ruth Adeyemi, MASH manager, Children’s Trust");
        answer.Document.QuerySelectorAll(".app-nav a").Select(link => link.Text().Trim()).ShouldBe(["Queue", "Find", "Restricted records", "Emergency access", "Alerts", "Unusual access", "Rota", "Sent messages", "Agencies", "People", "My account"]);
        answer.Document.QuerySelector(".app-env")!.Text().ShouldContain("Friday 20 November 2026, 3:40pm");
    }
}
