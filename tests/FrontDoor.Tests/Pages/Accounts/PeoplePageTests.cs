using System.Net;
using AngleSharp.Dom;
using Grpc.Core;
using Mash.FrontDoor.Tests.FakeHub;
using Mash.V1;

namespace Mash.FrontDoor.Tests.Pages.Accounts;

public sealed class PeoplePageTests(PagesHost host) : IClassFixture<PagesHost>
{
    private static readonly string Path = $"/people/{SamplePeople.NadiaId}";

    [Fact]
    public async Task List_FiltersByStateAndRole()
    {
        host.Reset();
        var answer = await host.GetAsync("/people?state=Invited&role=manager");
        var request = host.Hub.Received<ListAccountsRequest>().Single();
        request.State.ShouldBe(AccountState.Invited);
        request.Role.ShouldBe("manager");
        answer.Document.QuerySelectorAll("tbody th a").Select(link => link.GetAttribute("href")).ShouldContain(Path);
        answer.Text.ShouldContain("Siân O’Neill");
        answer.Text.ShouldContain("Invite an agency’s person");
    }

    [Fact]
    public async Task Invite_SendsEverythingAndLeadsToThePerson()
    {
        host.Reset();
        var sent = await host.PostAsync("/people/invite", ("Name", "Nadia Osei"), ("Email", "nadia.osei@mash.example"), ("Roles", "manager"));
        sent.Location.ShouldBe(Path, string.Join("; ", sent.Errors));
        var request = host.Hub.Received<InviteAccountRequest>().Single();
        (request.Name, request.Email, request.AgencyId).ShouldBe(("Nadia Osei", "nadia.osei@mash.example", ""));
        request.Roles.ShouldBe(["manager"]);
        (await host.GetAsync(Path, after: sent)).Text.ShouldContain("The invitation is on its way.");
    }

    [Fact]
    public async Task InviteWithoutAnswers_LeadsToEachField()
    {
        host.Reset();
        (await host.PostAsync("/people/invite")).Errors.Select(error => error.Href).ShouldBe(["#Name", "#Email", "#Roles"]);
        (await host.PostAsync("/people/invite?side=agency")).Errors.Select(error => error.Href).ShouldBe(["#Name", "#Email", "#AgencyId", "#Roles"]);
    }

    [Fact]
    public async Task AgencysPerson_IsInvitedWithItsAgencyAndItsRolesOnly()
    {
        host.Reset();
        var shown = await host.GetAsync("/people/invite?side=agency");
        shown.Document.QuerySelectorAll("input[name=Roles]").Select(box => box.GetAttribute("value")).ShouldAllBe(role => role!.StartsWith("agency.", StringComparison.Ordinal));
        await host.PostAsync("/people/invite?side=agency", ("Name", "Bo"), ("Email", "bo@school.example"), ("AgencyId", SampleOffice.AgencyId), ("Roles", "agency.referrer"));
        host.Hub.Received<InviteAccountRequest>().Single().AgencyId.ShouldBe(SampleOffice.AgencyId);
    }

    [Fact]
    public async Task AgencysAdministrator_SeesOurPeopleAndChoosesNoAgency()
    {
        host.Reset();
        host.Hub.On<GetMeRequest>(_ =>
        {
            var me = SampleAnswers.Manager;
            me.Memberships.Clear();
            me.Memberships.Add(new Membership { Role = "agency.admin", RoleName = "Agency administrator", AgencyName = "Yarrowmead Primary School" });
            me.Areas.Clear();
            me.Areas.Add(Area.People);
            return me;
        });
        var list = await host.GetAsync("/people");
        list.Document.QuerySelector("h1")!.Text().ShouldContain("Our people, Yarrowmead Primary School");
        list.Document.QuerySelectorAll(".app-nav a").Select(link => link.Text().Trim()).ShouldBe(["Our people", "My account"]);
        list.Text.ShouldNotContain("Invite a member of staff");
        var invite = await host.GetAsync("/people/invite?side=agency");
        invite.Document.QuerySelector("[name=AgencyId]").ShouldBeNull();
        host.Hub.Received<ListAgenciesRequest>().ShouldBeEmpty();
    }

    [Fact]
    public async Task AddressThatIsTaken_SaysWhatTheHubSays()
    {
        host.Reset();
        host.Hub.Refuse<InviteAccountRequest>(StatusCode.AlreadyExists, "There is an account with this email address already.");
        (await host.PostAsync("/people/invite", ("Name", "N"), ("Email", "n@mash.example"), ("Roles", "manager"))).Errors
            .ShouldBe([("There is an account with this email address already.", null)]);
    }

    [Fact]
    public async Task Link_SendsIssuerAndSubject()
    {
        host.Reset();
        var sent = await host.PostAsync("/people/link", ("Name", "N"), ("Issuer", "https://login.example/tenant"), ("Subject", "00u1"), ("Roles", "manager"));
        sent.Location.ShouldBe(Path, string.Join("; ", sent.Errors));
        var request = host.Hub.Received<LinkAccountRequest>().Single();
        (request.Issuer, request.Subject).ShouldBe(("https://login.example/tenant", "00u1"));
    }

    [Fact]
    public async Task Person_OffersRolesThatTheyDoNotHold()
    {
        host.Reset();
        var answer = await host.GetAsync(Path);
        var offered = answer.Document.QuerySelectorAll("select[name=Role] option").Select(option => option.GetAttribute("value")).ToList();
        offered.ShouldContain("privacy_lead");
        offered.ShouldNotContain("manager");
    }

    [Fact]
    public async Task RoleIsGivenAndEndedFromThePersonsPage()
    {
        host.Reset();
        var shown = await host.GetAsync(Path);
        var given = await host.PostAsync(shown, $"{Path}?handler=Grant", "form[action*='handler=Grant']", ("Role", "edt"));
        given.Location.ShouldBe(Path);
        host.Hub.Received<GrantRoleRequest>().Single().Role.ShouldBe("edt");
        var ended = await host.PostAsync(shown, $"{Path}?handler=End", "form[action*='handler=End']");
        ended.Location.ShouldBe(Path);
        host.Hub.Received<EndRoleRequest>().Single().Role.ShouldBe("manager");
        (await host.PostAsync(shown, $"{Path}?handler=Grant", "form[action*='handler=Grant']", ("Role", ""))).Errors.ShouldBe([("Choose the role to give", "#Role")]);
    }

    [Fact]
    public async Task OwnAccount_OffersNothingToChange()
    {
        host.Reset();
        host.Hub.On<GetAccountRequest>(_ =>
        {
            var own = SamplePeople.Nadia();
            own.Own = true;
            return new GetAccountResponse { Account = own };
        });
        var answer = await host.GetAsync(Path);
        answer.Document.QuerySelectorAll("main form").ShouldBeEmpty();
        answer.Text.ShouldContain("This is you.");
    }

    [Fact]
    public async Task ClosingAsksOnceMore_AndTheLastAdministratorIsRefusedInWords()
    {
        host.Reset();
        (await host.GetAsync($"{Path}/disable")).Text.ShouldContain("signed out everywhere");
        host.Hub.Received<DisableAccountRequest>().ShouldBeEmpty();
        (await host.PostAsync($"{Path}/disable")).Location.ShouldBe(Path);
        host.Hub.Refuse<DisableAccountRequest>(StatusCode.FailedPrecondition, "This is the last administrator who can sign in. Make another one first.");
        (await host.PostAsync($"{Path}/disable")).Errors.ShouldBe([("This is the last administrator who can sign in. Make another one first.", null)]);
    }

    [Fact]
    public async Task UnknownPerson_IsNotFound()
    {
        host.Reset();
        host.Hub.Refuse<GetAccountRequest>(StatusCode.NotFound, "No.");
        (await host.GetAsync(Path)).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
