using Mash.Hub.Access;
using Mash.Hub.Storage;
using Mash.Standalone.Administration;
using Mash.Standalone.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Mash.Standalone.Tests;

/// <summary>Hub and front door with npm oidc-provider in the place of the embedded staff issuer: nothing changes but settings.</summary>
public sealed class OutsideAuthorityTests
{
    [Theory]
    [OnEachDatabase]
    internal async Task PersonOfTheOutsideAuthority_WorksByTheirMembershipsInTheHub(DatabaseProvider provider)
    {
        await using var scene = await OutsideScene.StartAsync(provider, pushed: true);
        await scene.AddAsync("ruth", Roles.ContactOfficer);
        using var browser = new PersonsBrowser();

        var (status, address, text) = await browser.OpenAsync(scene.FrontDoor, "ruth");

        status.ShouldBe(200, text + string.Join('\n', OutsideAuthority.Errors));
        address.AbsolutePath.ShouldBe("/queue");
        text.ShouldContain("Person ruth");
        browser.Addresses.ShouldContain(one => one.Query.Contains("request_uri=", StringComparison.Ordinal), "a pushed request, since it takes them");
        (await browser.OpenAsync(new Uri(scene.FrontDoor, "/agencies"), "ruth")).Status.ShouldBe(403);
        var account = await browser.OpenAsync(new Uri(scene.FrontDoor, "/account"), "ruth");
        account.Text.ShouldContain("Contact officer");
        account.Text.ShouldContain("1 sign-in");
    }

    [Fact]
    public async Task AuthorityWithoutPushedRequests_GetsAPlainOne()
    {
        await using var scene = await OutsideScene.StartAsync(DatabaseProvider.Sqlite, pushed: false);
        await scene.AddAsync("ruth", Roles.ContactOfficer);
        using var browser = new PersonsBrowser();

        var (status, address, text) = await browser.OpenAsync(scene.FrontDoor, "ruth");

        status.ShouldBe(200, text + string.Join('\n', OutsideAuthority.Errors));
        address.AbsolutePath.ShouldBe("/queue");
        browser.Addresses.ShouldContain(one => one.Query.Contains("code_challenge_method=S256", StringComparison.Ordinal));
    }

    [Fact]
    public async Task PersonWhomTheHubDoesNotKnow_IsToldThatTheyHaveNoRole()
    {
        await using var scene = await OutsideScene.StartAsync(DatabaseProvider.Sqlite, pushed: true);
        using var browser = new PersonsBrowser();

        var (status, address, text) = await browser.OpenAsync(scene.FrontDoor, "stranger");

        status.ShouldBe(200, text + string.Join('\n', OutsideAuthority.Errors));
        address.AbsolutePath.ShouldBe("/account");
        text.ShouldContain("without a role you can open nothing here");
        (await browser.OpenAsync(new Uri(scene.FrontDoor, "/queue"), "stranger")).Status.ShouldBe(403);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task EndedMembershipAndDisabledAccount_ActAtOnce(DatabaseProvider provider)
    {
        await using var scene = await OutsideScene.StartAsync(provider, pushed: true);
        await scene.AddAsync("ruth", Roles.ContactOfficer);
        using var browser = new PersonsBrowser();
        (await browser.OpenAsync(new Uri(scene.FrontDoor, "/queue"), "ruth")).Status.ShouldBe(200);

        await scene.ChangeAsync("ruth", (db, account) => db.Memberships.AsTracking().Where(row => row.AccountId == account.AccountId).ToList()
            .ForEach(row => row.EndedTime = DateTimeOffset.UtcNow));
        (await browser.OpenAsync(new Uri(scene.FrontDoor, "/queue"), "ruth")).Status.ShouldBe(403);
        (await browser.OpenAsync(new Uri(scene.FrontDoor, "/account"), "ruth")).Text.ShouldContain("without a role you can open nothing here");

        await scene.ChangeAsync("ruth", (_, account) => account.DisabledTime = DateTimeOffset.UtcNow);
        (await browser.OpenAsync(new Uri(scene.FrontDoor, "/account"), "ruth")).Status.ShouldBe(403);
    }

    [Fact]
    public async Task SigningOut_EndsTheSessionHereAndAtTheAuthority()
    {
        await using var scene = await OutsideScene.StartAsync(DatabaseProvider.Sqlite, pushed: true);
        await scene.AddAsync("ruth", Roles.ContactOfficer);
        using var browser = new PersonsBrowser();
        var account = await browser.OpenAsync(new Uri(scene.FrontDoor, "/account"), "ruth");

        await browser.SubmitAsync(account.Address, account.Text, "/sign-out", "ruth");

        browser.Addresses.ShouldContain(one => one.AbsolutePath == "/session/end" && one.Port == scene.Authority.Address.Port);
        browser.Addresses.Clear();
        await browser.OpenAsync(new Uri(scene.FrontDoor, "/account"), "ruth");
        browser.Addresses.ShouldContain(one => one.AbsolutePath == "/auth", "the front door asks the authority again");
    }

    private sealed class OutsideScene : IAsyncDisposable
    {
        private readonly TestRun run;

        private OutsideScene(TestRun run, OutsideAuthority authority)
        {
            this.run = run;
            Authority = authority;
        }

        public OutsideAuthority Authority { get; }

        public Uri FrontDoor => run.Options.FrontDoor.Address;

        public static async Task<OutsideScene> StartAsync(DatabaseProvider provider, bool pushed)
        {
            var port = TestRun.FreePort();
            var run = TestRun.Prepare(provider, options => options with
            {
                Issuer = options.Issuer with { StaffAuthority = new Uri($"http://localhost:{port}"), Staff = OutsideAuthority.Section },
            });
            var authority = await OutsideAuthority.StartAsync(run.Options.FrontDoor.Address, run.Options.KeyDirectory, port, pushed);
            await run.StartAsync();
            await run.Host.OpenFrontDoorAsync(CancellationToken.None);
            return new OutsideScene(run, authority);
        }

        /// <summary>Gives a person of the authority roles in the hub, as <c>mash cli admin create --subject</c> does.</summary>
        public Task AddAsync(string subject, params string[] roles) => run.Host.HubServices.GetRequiredService<StaffDirectory>()
            .AddOutsideAsync("Person " + subject, subject, "", roles, HubCli.OfflineHub.Operator.ToActor());

        public async Task ChangeAsync(string subject, Action<HubDb, AccountRow> change)
        {
            await run.Host.HubServices.GetRequiredService<WriteQueue>().WriteAsync(session =>
            {
                using var db = session.OpenContext();
                change(db, db.Accounts.AsTracking().Single(row => row.Subject == subject));
                db.SaveChanges();
                AccessDirectory.Touch(session);
                return true;
            });
            run.Host.HubServices.GetRequiredService<AccessDirectory>().Reload();
        }

        public async ValueTask DisposeAsync()
        {
            await run.DisposeAsync();
            await Authority.DisposeAsync();
        }
    }
}
