using System.Net;
using Mash.Identity.Audit;
using Mash.Identity.Staff;
using Mash.Identity.Tests.Support;

namespace Mash.Identity.Tests.Methods;

public sealed class FirstSignInTests
{
    private const string Person = "ruth.adeyemi@mash.example";

    [Theory, OnSqlite, OnPostgres]
    internal async Task WhereASecondFactorIsRequired_ItIsAddedBeforeAnyCodeIsIssued(IdentityDatabaseProvider provider)
    {
        await using var host = await IssuerHost.StartAsync(provider, options => options with { SecondFactor = SecondFactor.Required });
        await host.AddPersonAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);

        using var password = await SendPasswordAsync(party, browser);
        var choice = password.Headers.Location!.OriginalString;
        choice.ShouldStartWith("/staff/sign-in/add?request=");
        browser.Cookies.ShouldNotContainKey(StaffSignIn.CookieName);
        host.Audit.Acts.ShouldNotContain(act => act.Kind == SignInActKind.SignedIn);
        var page = await TestBrowser.PageAsync(await browser.GetAsync(choice));
        page.QuerySelectorAll("form").ShouldBeEmpty("nobody goes on without");

        await Enrolment.SetUpAsync(host, browser, page.QuerySelector("main a")!.GetAttribute("href")!);
        using var onward = await browser.PostAsync("/staff/sign-in/continue", TestBrowser.Hidden(browser.Last!));

        var tokens = await party.RedeemAsync(TestRelyingParty.Answer(onward.Headers.Location!.OriginalString)["code"]);
        tokens.Access.GetClaim("acr").Value.ShouldBe("urn:mash:acr:mfa");
        host.Audit.Acts.Select(act => act.Kind).ShouldBe([SignInActKind.AuthenticatorAdded, SignInActKind.RecoveryCodesMade, SignInActKind.SignedIn]);
        host.Messages.Sent.Select(message => message.Subject).ShouldBe(
            ["An authenticator app was added to your account", "New recovery codes were made for your account"]);
        host.Messages.Sent.ShouldAllBe(message => message.Recipient == Person && message.Body.Contains("Ruth Adeyemi"));
    }

    [Fact]
    public async Task ContextBeyondAPassword_IsReachedByAddingAnAppOrRefusedToTheClient()
    {
        await using var host = await IssuerHost.StartAsync();
        await host.AddPersonAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);

        using var password = await SendPasswordAsync(party, browser, ("acr_values", "urn:mash:acr:passkey urn:mash:acr:mfa"));
        var form = await TestBrowser.FormAsync(await browser.GetAsync(password.Headers.Location!.OriginalString));
        using var back = await browser.PostAsync("/staff/sign-in/add", form);
        using var twice = await browser.PostAsync("/staff/sign-in/add", form);

        TestRelyingParty.Answer(back.Headers.Location!.OriginalString)["error"].ShouldBe("unmet_authentication_requirements");
        ((int)twice.StatusCode).ShouldBe(400);
    }

    [Fact]
    public async Task PasswordAlone_CannotReplaceTheSecondFactorOfAnOpenFirstSignIn()
    {
        await using var host = await IssuerHost.StartAsync();
        await host.AddPersonAsync();
        using var party = new TestRelyingParty(host);
        using var thief = new TestBrowser(host.Root);
        using var password = await SendPasswordAsync(party, thief, ("acr_values", "urn:mash:acr:mfa"));
        var setUp = password.Headers.Location!.OriginalString.Replace("/add?", "/add/authenticator?", StringComparison.Ordinal);
        var form = await TestBrowser.FormAsync(await thief.GetAsync(setUp));
        var app = await Enrolment.SetUpAsync(host);

        form["code"] = app.Code();
        using var refused = await thief.PostAsync("/staff/sign-in/add/authenticator", form);

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        host.Audit.Acts.Count(act => act.Kind == SignInActKind.AuthenticatorAdded).ShouldBe(1);
    }

    [Fact]
    public async Task HandleOfAnotherStage_OpensNothing()
    {
        await using var host = await IssuerHost.StartAsync(change: options => options with { SecondFactor = SecondFactor.Required });
        await host.AddPersonAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        using var authorize = await browser.GetAsync(await party.PushAsync());
        var query = new Uri(new Uri(host.Root), authorize.Headers.Location!).Query;

        foreach (var path in new[] { "/staff/sign-in/code", "/staff/sign-in/add", "/staff/sign-in/add/authenticator" })
            ((int)(await browser.GetAsync(path + query)).StatusCode).ShouldBe(400, path);
    }

    [Fact]
    public async Task MaxAgeAndContext_AreReachedByProvingAgain()
    {
        await using var host = await IssuerHost.StartAsync();
        await host.AddPersonAsync();
        var app = await Enrolment.SetUpAsync(host);
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        var before = await party.RedeemAsync(await FinishAsync(app, browser, await SendPasswordAsync(party, browser)));
        host.Clock.Advance(TimeSpan.FromMinutes(6));

        using var asked = await browser.GetAsync(await party.PushAsync(("max_age", "300"), ("acr_values", "urn:mash:acr:mfa")));
        using var password = await browser.SignInAsync(asked.Headers.Location!.OriginalString, Person, IssuerHost.Password);
        var after = await party.RedeemAsync(await FinishAsync(app, browser, password));

        (after.Id.IssuedAt - before.Id.IssuedAt).ShouldBeGreaterThan(TimeSpan.FromMinutes(6));
        Seconds(after.Access.GetClaim("auth_time").Value).ShouldBeGreaterThanOrEqualTo(Seconds(before.Access.GetClaim("auth_time").Value) + 360);
        after.Access.GetClaim("auth_time").Value.ShouldBe(after.Id.GetClaim("auth_time").Value);
        after.Access.GetClaim("sid").Value.ShouldBe(before.Access.GetClaim("sid").Value);
    }

    private static long Seconds(string claim) => long.Parse(claim, System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<string> FinishAsync(Enrolment app, TestBrowser browser, HttpResponseMessage password)
    {
        using var answer = await browser.SendCodeAsync(password.Headers.Location!.OriginalString, "code", app.NextCode());
        return TestRelyingParty.Answer(answer.Headers.Location!.OriginalString)["code"];
    }

    private static async Task<HttpResponseMessage> SendPasswordAsync(TestRelyingParty party, TestBrowser browser, params (string Name, string? Value)[] changes)
    {
        using var authorize = await browser.GetAsync(await party.PushAsync(changes));
        return await browser.SignInAsync(authorize.Headers.Location!.OriginalString, Person, IssuerHost.Password);
    }
}
