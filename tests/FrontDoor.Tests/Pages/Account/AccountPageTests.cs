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
        var sent = await host.PostAsync("/account");
        sent.Location.ShouldBe("/account");
        var request = host.Hub.Received<EndSessionRequest>().Single();
        request.Handle.ShouldBe("handle-1");
        request.Subject.ShouldBe("ruth");
        (await host.GetAsync("/account", after: sent)).Text.ShouldContain("That sign-in was ended.");
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
        answer.Document.QuerySelectorAll(".app-nav a").Select(link => link.Text().Trim()).ShouldBe(["Queue", "Alerts", "Unusual access", "Rota", "Sent messages", "Agencies", "People", "My account"]);
        answer.Document.QuerySelector(".app-env")!.Text().ShouldContain("Friday 20 November 2026, 3:40pm");
    }
}
