using Mash.Identity.Accounts;
using Mash.Identity.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Mash.Identity.Tests.Browser;

/// <summary>The pages behind links in messages, and of somebody who has passkeys alone, in plain and in error.</summary>
public sealed class LinkPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task PagesOfAnInvitation_AreFine()
    {
        await using var host = await StartAsync();
        await using var browser = await IssuerBrowser.StartAsync(host, chromium);
        var page = browser.Page;
        var account = (await host.Accounts.CreateInvitedAsync("Nadia Osei", "nadia.osei@mash.example", CancellationToken.None)).Account!.Id;
        var link = await LinkAsync(host, account, AccountLinkKind.Invitation);

        await page.GotoAsync(link);
        await Chromium.ShouldBeFineAsync(page, "invitation");
        await browser.PressAsync("Use a passkey");
        await page.GetByText("Enter a name for the passkey").WaitForAsync();
        await Chromium.ShouldBeFineAsync(page, "invitation-passkey-error");
        await page.GetByText("Use a password instead").ClickAsync();
        await Chromium.ShouldBeFineAsync(page, "invitation-password");
        await browser.PressAsync("Set password");
        await page.Locator(".govuk-error-summary").WaitForAsync();
        await Chromium.ShouldBeFineAsync(page, "invitation-password-error");
        await page.GetByLabel("Name of the passkey").FillAsync("work laptop");
        await browser.PressAsync("Use a passkey");
        await page.WaitForURLAsync("http://localhost:5999/");
        await page.GotoAsync(link);
        await Chromium.ShouldBeFineAsync(page, "used-link");

        await page.GotoAsync(Enrolment.Ways);
        await browser.PressAsync("Sign in with a passkey");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Ways to sign in" }).WaitForAsync();
        await Chromium.ShouldBeFineAsync(page, "ways-passkey-alone");
        await page.GetByRole(AriaRole.Link, new() { Name = "Set a password" }).ClickAsync();
        await Chromium.ShouldBeFineAsync(page, "set-password");
        await browser.PressAsync("Set password");
        await page.Locator(".govuk-error-summary").WaitForAsync();
        await Chromium.ShouldBeFineAsync(page, "set-password-error");
        await page.GotoAsync(Enrolment.Ways);
        await page.GetByRole(AriaRole.Link, new() { Name = "Remove passkey" }).ClickAsync();
        await browser.PressAsync("Remove");
        await page.GetByRole(AriaRole.Heading, new() { Name = "You need a way to sign in" }).WaitForAsync();
        await Chromium.ShouldBeFineAsync(page, "ways-last");
        browser.Complaints.Where(text => !text.Contains("status of 4", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task PagesOfAForgottenPassword_AreFine()
    {
        await using var host = await StartAsync();
        var person = await host.AddPersonAsync();
        await using var browser = await IssuerBrowser.StartAsync(host, chromium);
        var page = browser.Page;

        await browser.ArriveAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "I have forgotten my password" }).ClickAsync();
        await Chromium.ShouldBeFineAsync(page, "forgotten");
        await browser.PressAsync("Send me a link");
        await page.Locator(".govuk-error-summary").WaitForAsync();
        await Chromium.ShouldBeFineAsync(page, "forgotten-error");
        await page.GetByLabel("Email address").FillAsync(person.Email);
        await browser.PressAsync("Send me a link");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Check your email" }).WaitForAsync();
        await Chromium.ShouldBeFineAsync(page, "asked");

        await page.GotoAsync(await LinkAsync(host, person.Id, AccountLinkKind.Reset));
        await Chromium.ShouldBeFineAsync(page, "reset");
        await browser.PressAsync("Set password");
        await page.Locator(".govuk-error-summary").WaitForAsync();
        await Chromium.ShouldBeFineAsync(page, "reset-error");
        await browser.ArriveAsync();
        await browser.Page.GetByLabel("Email address").FillAsync(person.Email);
        await browser.Page.GetByLabel("Password").FillAsync("not the password");
        await browser.PressAsync("Sign in");
        await page.Locator(".govuk-error-summary").WaitForAsync();
        await Chromium.ShouldBeFineAsync(page, "sign-in-wrong");
        browser.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task SecondStepOfAPasskey_IsFine()
    {
        await using var host = await IssuerHost.StartAsync(change: options => options with { Stylesheet = IssuerHost.OwnStylesheet });
        await host.AddPersonAsync();
        await using var browser = await IssuerBrowser.StartAsync(host, chromium);
        await browser.AddPasskeyAsync("work laptop");

        await browser.ArriveAsync(("prompt", "login"));
        await browser.SendPasswordAsync();
        await browser.Page.GetByRole(AriaRole.Heading, new() { Name = "Use your passkey" }).WaitForAsync();
        await Chromium.ShouldBeFineAsync(browser.Page, "second-passkey");
        await browser.ChangeDeviceAsync();
        await browser.PressAsync("Use your passkey");
        await browser.Page.Locator("#passkey-error").WaitForAsync();
        await Chromium.ShouldBeFineAsync(browser.Page, "second-passkey-error");
        await browser.Page.GotoAsync("/staff/sign-in?request=gone");
        await Chromium.ShouldBeFineAsync(browser.Page, "expired");
    }

    private static Task<IssuerHost> StartAsync() => IssuerHost.StartAsync(
        change: options => options with { SecondFactor = SecondFactor.Required, Stylesheet = IssuerHost.OwnStylesheet });

    private static async Task<string> LinkAsync(IssuerHost host, Guid account, AccountLinkKind kind) =>
        (await host.Services.GetRequiredService<AccountLinks>().IssueAsync(account, kind, CancellationToken.None)).Address.PathAndQuery;
}
