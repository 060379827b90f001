using Mash.Identity.Tests.Support;
using Microsoft.Playwright;

namespace Mash.Identity.Tests.Browser;

/// <summary>Every page of the issuer as people meet it, with errors too: axe finds nothing, nothing scrolls sideways, no policy is broken.</summary>
public sealed class PageTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task PagesOfASignIn_AreFine()
    {
        await using var host = await IssuerHost.StartAsync(change: options => options with { SecondFactor = SecondFactor.Required, Stylesheet = IssuerHost.OwnStylesheet });
        await host.AddPersonAsync();
        await using var browser = await IssuerBrowser.StartAsync(host, chromium);
        var page = browser.Page;

        await browser.ArriveAsync();
        await Chromium.ShouldBeFineAsync(page, "sign-in");
        await browser.PressAsync("Sign in");
        await Chromium.ShouldBeFineAsync(page, "sign-in-errors");
        await browser.SendPasswordAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Add a second way" }).WaitForAsync();
        await Chromium.ShouldBeFineAsync(page, "add");
        await browser.PressAsync("Add a passkey");
        await page.GetByText("Enter a name for the passkey").WaitForAsync();
        await Chromium.ShouldBeFineAsync(page, "add-passkey-error");
        await page.GetByRole(AriaRole.Link, new() { Name = "Set up an authenticator app" }).ClickAsync();
        await Chromium.ShouldBeFineAsync(page, "authenticator");
        await page.GetByLabel("6-digit code").FillAsync("000 000 0");
        await browser.PressAsync("Continue");
        await Chromium.ShouldBeFineAsync(page, "authenticator-error");
        var secret = Enrolment.FromBase32((await page.Locator("#key").TextContentAsync())!);
        var app = new Enrolment(host, secret, []);
        await page.GetByLabel("6-digit code").FillAsync(app.Code());
        await browser.PressAsync("Continue");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Your recovery codes" }).WaitForAsync();
        await Chromium.ShouldBeFineAsync(page, "recovery-codes");
        await browser.PressAsync("I have kept the codes: continue");
        (await browser.TokensAsync()).Status.ShouldBe(200);

        await browser.ArriveAsync(("prompt", "login"));
        await Chromium.ShouldBeFineAsync(page, "confirm");
        await browser.SendPasswordAsync();
        await Chromium.ShouldBeFineAsync(page, "code");
        await page.GetByLabel("6-digit code").FillAsync("123");
        await browser.PressAsync("Continue");
        await Chromium.ShouldBeFineAsync(page, "code-error");
        await page.GetByRole(AriaRole.Link, new() { Name = "Use a recovery code" }).ClickAsync();
        await Chromium.ShouldBeFineAsync(page, "recovery-code");
        await browser.PressAsync("Continue");
        await Chromium.ShouldBeFineAsync(page, "recovery-code-error");
        browser.Complaints.Where(text => !text.Contains("400", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task OwnPages_AreFine()
    {
        await using var host = await IssuerHost.StartAsync(change: options => options with { Stylesheet = IssuerHost.OwnStylesheet });
        await host.AddPersonAsync();
        await using var browser = await IssuerBrowser.StartAsync(host, chromium);
        var page = browser.Page;

        await page.GotoAsync(Enrolment.Ways);
        await browser.SendPasswordAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Ways to sign in" }).WaitForAsync();
        await Chromium.ShouldBeFineAsync(page, "ways-empty");
        await browser.AddPasskeyAsync("work laptop <b>");
        await Chromium.ShouldBeFineAsync(page, "ways");
        await browser.PressAsync("Make new recovery codes");
        await Chromium.ShouldBeFineAsync(page, "ways-recovery-codes");
        await page.GetByRole(AriaRole.Link, new() { Name = "I have kept the codes: continue" }).ClickAsync();
        await page.GetByText("10 of 10 codes are left.").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Remove passkey" }).ClickAsync();
        await Chromium.ShouldBeFineAsync(page, "ways-remove");
        await page.GetByRole(AriaRole.Link, new() { Name = "Keep it" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Change your password" }).ClickAsync();
        await Chromium.ShouldBeFineAsync(page, "password");
        await page.GetByLabel("New password").FillAsync("password1234");
        await browser.PressAsync("Change password");
        await page.Locator(".govuk-error-summary").WaitForAsync();
        await Chromium.ShouldBeFineAsync(page, "password-errors");
        browser.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task WithoutScript_PasswordAndCodeSignIn()
    {
        await using var host = await IssuerHost.StartAsync(change: options => options with { Stylesheet = IssuerHost.OwnStylesheet });
        await host.AddPersonAsync();
        var app = await Enrolment.SetUpAsync(host);
        using var party = new TestRelyingParty(host);
        await using var context = await chromium.Browser.NewContextAsync(new() { BaseURL = host.Root, JavaScriptEnabled = false });
        await context.RouteAsync("http://localhost:5999/**", route => route.FulfillAsync(new() { ContentType = "text/html", Body = "<title>Back</title>" }));
        var page = await context.NewPageAsync();

        await page.GotoAsync(await party.PushAsync());
        (await page.Locator("#passkey").IsVisibleAsync()).ShouldBeFalse();
        await page.GetByLabel("Email address").FillAsync("ruth.adeyemi@mash.example");
        await page.GetByLabel("Password").FillAsync(IssuerHost.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.GetByLabel("6-digit code").FillAsync(app.NextCode());
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await page.WaitForURLAsync(IssuerHost.Callback + "?**");

        (await party.RedeemAsync(TestRelyingParty.Answer(page.Url)["code"])).Status.ShouldBe(200);
    }
}
