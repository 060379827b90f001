using System.Text.Json;
using System.Text.Json.Nodes;
using Mash.Identity.Accounts;
using Mash.Identity.Audit;
using Mash.Identity.Methods;
using Mash.Identity.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Mash.Identity.Tests.Browser;

/// <summary>An invited person begins with a passkey, and lives without a password.</summary>
public sealed class InvitationTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Nadia = "nadia.osei@mash.example";
    private const string NewPassword = "seven quiet lanterns";

    [Theory, OnSqlite, OnPostgres]
    internal async Task InvitedPerson_BeginsWithAPasskeyAndSignsInAndConfirmsWithIt(IdentityDatabaseProvider provider)
    {
        await using var host = await StartAsync(provider);
        await using var browser = await IssuerBrowser.StartAsync(host, chromium);
        var (account, link) = await InviteAsync(host);

        await browser.Page.GotoAsync(link);
        (await browser.Page.GetByLabel("Choose a password").IsVisibleAsync()).ShouldBeFalse("the passkey comes first");
        await browser.PressAsync("Use a passkey");
        await browser.Page.GetByText("Enter a name for the passkey").WaitForAsync();
        await BeginAsync(browser, "work laptop");
        var used = await browser.Page.GotoAsync(link);

        used!.Status.ShouldBe(410);
        host.Audit.Acts.Select(act => (act.Kind, act.Subject)).ShouldBe(
            [(SignInActKind.InvitationAccepted, account), (SignInActKind.PasskeyAdded, account)]);
        host.Messages.Sent.Single().Subject.ShouldBe("A new passkey was added to your account");
        await browser.ArriveAsync();
        await browser.PressAsync("Sign in with a passkey");
        (await browser.TokensAsync()).Access.GetClaim("acr").Value.ShouldBe("urn:mash:acr:passkey");
        host.Clock.Advance(TimeSpan.FromMinutes(6));
        await browser.ArriveAsync(("max_age", "300"));
        await browser.Page.GetByRole(AriaRole.Heading, new() { Name = "Confirm that it is you" }).WaitForAsync();
        await browser.PressAsync("Sign in with a passkey");
        (await browser.TokensAsync()).Access.GetClaim("acr").Value.ShouldBe("urn:mash:acr:passkey");
    }

    [Fact]
    public async Task PersonWithoutAPassword_AddsASecondPasskeyAndKeepsTheLast()
    {
        await using var host = await StartAsync();
        await using var browser = await IssuerBrowser.StartAsync(host, chromium);
        await BeginByLinkAsync(host, browser);
        await OpenWaysAsync(browser);

        await RemoveAsync(browser, "work laptop");
        await browser.Page.GetByRole(AriaRole.Heading, new() { Name = "You need a way to sign in" }).WaitForAsync();
        await browser.ChangeDeviceAsync();
        await browser.Page.GotoAsync(Enrolment.Ways);
        await browser.Page.GetByLabel("Name of the passkey").FillAsync("telephone");
        await browser.PressAsync("Add a passkey");
        await browser.Page.GetByText("Your passkey was added.").WaitForAsync();
        await RemoveAsync(browser, "work laptop");
        await browser.Page.GetByText("The passkey was removed.").WaitForAsync();
        await browser.ArriveAsync(("prompt", "login"));
        await browser.PressAsync("Sign in with a passkey");

        (await browser.TokensAsync()).Status.ShouldBe(200);
    }

    [Fact]
    public async Task PersonWithoutAPassword_SetsOneLaterAndNeedsThePasskeyBesidesIt()
    {
        await using var host = await StartAsync();
        await using var browser = await IssuerBrowser.StartAsync(host, chromium);
        await BeginByLinkAsync(host, browser);
        await OpenWaysAsync(browser);

        await browser.Page.GetByRole(AriaRole.Link, new() { Name = "Set a password" }).ClickAsync();
        await browser.PressAsync("Set password");
        await browser.Page.GetByText("Enter a new password").First.WaitForAsync();
        await browser.Page.GetByLabel("New password").FillAsync(NewPassword);
        await browser.PressAsync("Set password");
        await browser.Page.GetByText("Your password was set.").WaitForAsync();
        await browser.Page.GetByRole(AriaRole.Link, new() { Name = "Change your password" }).WaitForAsync();
        await browser.ArriveAsync(("prompt", "login"));
        await browser.Page.GetByLabel("Email address").FillAsync(Nadia);
        await browser.Page.GetByLabel("Password").FillAsync(NewPassword);
        await browser.PressAsync("Sign in");
        await browser.PressAsync("Use your passkey");

        (await browser.TokensAsync()).Access.GetClaim("acr").Value.ShouldBe("urn:mash:acr:passkey");
        host.Audit.Acts.ShouldContain(act => act.Kind == SignInActKind.PasswordChanged);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task PersonWhoLostEveryPasskey_BeginsAgainByANewLinkAndNothingOldIsLeft(bool onTheSameDevice)
    {
        await using var host = await StartAsync();
        await using var browser = await IssuerBrowser.StartAsync(host, chromium);
        var account = await BeginByLinkAsync(host, browser);
        (await host.Accounts.SetPasswordAsync(account, NewPassword, CancellationToken.None)).Succeeded.ShouldBeTrue();
        if (!onTheSameDevice)
            await browser.ChangeDeviceAsync();

        await browser.Page.GotoAsync(await LinkAsync(host, account));
        await BeginAsync(browser, "new laptop");

        var passkeys = await ListAsync(host, account);
        passkeys.Select(passkey => passkey.Name).ShouldBe(["new laptop"]);
        (await host.Accounts.FindAsync(account, CancellationToken.None))!.HasPassword.ShouldBeFalse("what was there before is gone");
        await browser.ArriveAsync();
        await browser.PressAsync("Sign in with a passkey");
        (await browser.TokensAsync()).Status.ShouldBe(200);
    }

    [Theory, OnSqlite, OnPostgres]
    internal async Task ReplayedAnswerForANewPasskey_Is401AndAUsedLinkIsRefused(IdentityDatabaseProvider provider)
    {
        await using var host = await StartAsync(provider);
        await using var browser = await IssuerBrowser.StartAsync(host, chromium);
        var (account, link) = await InviteAsync(host);
        await browser.Page.GotoAsync(link);
        var answer = await browser.NewPasskeyAsync(Secret(link));
        (await browser.SendNewAsync(answer)).ShouldBe(200);

        (await browser.SendNewAsync(answer)).ShouldBe(410, "the link was used");
        var next = await LinkAsync(host, account);
        (await browser.SendNewAsync(With(answer, Secret(next)))).ShouldBe(401, "the ceremony was used");

        (await browser.Page.GotoAsync(next))!.Status.ShouldBe(200, "only success uses a link up");
        host.Audit.Acts.Count(act => act.Kind == SignInActKind.InvitationAccepted).ShouldBe(1);
    }

    [Theory]
    [InlineData("unverified")]
    [InlineData("origin")]
    [InlineData("too late")]
    [InlineData("somebody else's link")]
    public async Task BentAnswerForANewPasskey_Is401AndLeavesTheLink(string bend)
    {
        await using var host = await StartAsync();
        await using var browser = await IssuerBrowser.StartAsync(host, chromium);
        var (account, link) = await InviteAsync(host);
        await browser.Page.GotoAsync(link);
        if (bend == "unverified")
            await browser.ChangeDeviceAsync(verifies: false);
        var answer = bend == "origin" ? await browser.NewPasskeyElsewhereAsync(Secret(link)) : await browser.NewPasskeyAsync(Secret(link), bend);
        if (bend == "too late")
            host.Clock.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));
        if (bend == "somebody else's link")
            answer = With(answer, Secret((await InviteAsync(host, "Callum Reid", "callum.reid@mash.example")).Link));

        (await browser.SendNewAsync(answer)).ShouldBe(401);

        (await ListAsync(host, account)).ShouldBeEmpty();
        (await browser.Page.GotoAsync(link))!.Status.ShouldBe(200);
        host.Audit.Acts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("record")]
    [InlineData("message")]
    public async Task PasskeyThatCannotBeRecordedOrTold_IsNotMade(string missing)
    {
        await using var host = await StartAsync();
        await using var browser = await IssuerBrowser.StartAsync(host, chromium);
        var (account, link) = await InviteAsync(host);
        await browser.Page.GotoAsync(link);
        (host.Audit.IsBroken, host.Messages.IsBroken) = (missing == "record", missing == "message");

        (await browser.SendNewAsync(await browser.NewPasskeyAsync(Secret(link)))).ShouldBe(503);

        (await ListAsync(host, account)).ShouldBeEmpty();
        (await browser.Page.GotoAsync(link))!.Status.ShouldBe(200);
    }

    [Fact]
    public async Task InvitedPerson_MayChooseAPasswordInstead()
    {
        await using var host = await StartAsync();
        await using var browser = await IssuerBrowser.StartAsync(host, chromium);
        var (account, link) = await InviteAsync(host);
        await browser.Page.GotoAsync(link);

        await browser.Page.GetByText("Use a password instead").ClickAsync();
        await browser.Page.GetByLabel("Choose a password").FillAsync("password1234");
        await browser.PressAsync("Set password");
        await browser.Page.Locator(".govuk-error-summary").WaitForAsync();
        await browser.Page.GetByLabel("Choose a password").FillAsync(NewPassword);
        await browser.PressAsync("Set password");
        await browser.Page.WaitForURLAsync("http://localhost:5999/");

        (await host.Accounts.FindAsync(account, CancellationToken.None))!.HasPassword.ShouldBeTrue();
    }

    private static Task<IssuerHost> StartAsync(IdentityDatabaseProvider provider = IdentityDatabaseProvider.Sqlite) =>
        IssuerHost.StartAsync(provider, options => options with { SecondFactor = SecondFactor.Required });

    private static async Task<(Guid Account, string Link)> InviteAsync(IssuerHost host, string name = "Nadia Osei", string email = Nadia)
    {
        var account = (await host.Accounts.CreateInvitedAsync(name, email, CancellationToken.None)).Account!.Id;
        return (account, await LinkAsync(host, account));
    }

    private static async Task<string> LinkAsync(IssuerHost host, Guid account) =>
        (await host.Services.GetRequiredService<AccountLinks>().IssueAsync(account, AccountLinkKind.Invitation, CancellationToken.None)).Address.PathAndQuery;

    private static string Secret(string link) => link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..];

    private static async Task<Guid> BeginByLinkAsync(IssuerHost host, IssuerBrowser browser)
    {
        var (account, link) = await InviteAsync(host);
        await browser.Page.GotoAsync(link);
        await BeginAsync(browser, "work laptop");
        return account;
    }

    private static async Task BeginAsync(IssuerBrowser browser, string name)
    {
        await browser.Page.GetByLabel("Name of the passkey").FillAsync(name);
        await browser.PressAsync("Use a passkey");
        await browser.Page.WaitForURLAsync("http://localhost:5999/");
    }

    private static async Task OpenWaysAsync(IssuerBrowser browser)
    {
        await browser.Page.GotoAsync(Enrolment.Ways);
        await browser.PressAsync("Sign in with a passkey");
        await browser.Page.GetByRole(AriaRole.Heading, new() { Name = "Ways to sign in" }).WaitForAsync();
    }

    private static async Task RemoveAsync(IssuerBrowser browser, string name)
    {
        await browser.Page.GetByRole(AriaRole.Link, new() { Name = $"Remove passkey {name}" }).ClickAsync();
        await browser.PressAsync("Remove");
    }

    private static async Task<IReadOnlyList<PasskeySummary>> ListAsync(IssuerHost host, Guid account)
    {
        using var scope = host.Services.CreateScope();
        return await scope.ServiceProvider.GetRequiredService<Passkeys>().ListAsync(account, CancellationToken.None);
    }

    private static JsonElement With(JsonElement answer, string link)
    {
        var changed = JsonNode.Parse(answer.GetRawText())!;
        changed["link"] = link;
        return JsonSerializer.SerializeToElement(changed);
    }
}
