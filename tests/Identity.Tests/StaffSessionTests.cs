using System.Globalization;
using Mash.Identity.Staff;
using Mash.Identity.Tests.Support;

namespace Mash.Identity.Tests;

/// <summary>What a sign-in at the issuer stands for later on, in the same browser.</summary>
public sealed class StaffSessionTests
{
    [Fact]
    public async Task SecondRequestInTheBrowser_NeedsNoSecondSignInAndKeepsItsTime()
    {
        await using var host = await IssuerHost.StartAsync();
        await host.AddPersonAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        var first = await party.RedeemAsync(await party.CodeAsync(browser));
        host.Clock.Advance(TimeSpan.FromMinutes(5));

        using var authorize = await browser.GetAsync(await party.PushAsync(("prompt", "none")));
        var second = await party.RedeemAsync(TestRelyingParty.Answer(authorize.Headers.Location!.OriginalString)["code"]);

        second.Id.GetClaim("auth_time").Value.ShouldBe(first.Id.GetClaim("auth_time").Value);
        host.Audit.Acts.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("prompt", "login")]
    [InlineData("max_age", "60")]
    public async Task FreshSignInDemanded_AsksForThePasswordAgain(string name, string value)
    {
        await using var host = await IssuerHost.StartAsync();
        await host.AddPersonAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        await party.CodeAsync(browser);
        host.Clock.Advance(TimeSpan.FromMinutes(5));

        using var authorize = await browser.GetAsync(await party.PushAsync((name, value)));

        authorize.Headers.Location!.OriginalString.ShouldStartWith("/staff/sign-in?request=");
    }

    [Theory]
    [InlineData("urn:example:retina")]
    [InlineData("urn:example:retina urn:mash:acr:gold")]
    public async Task ContextThatNobodyCanReach_GoesBackWithItsError(string acrValues)
    {
        await using var host = await IssuerHost.StartAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);

        using var authorize = await browser.GetAsync(await party.PushAsync(("acr_values", acrValues)));

        var answer = TestRelyingParty.Answer(authorize.Headers.Location!.OriginalString);
        answer["error"].ShouldBe("unmet_authentication_requirements");
        answer["iss"].ShouldBe(host.Options.StaffIssuer);
    }

    [Fact]
    public async Task StrongerContextThanTheSessions_IsNotAnsweredFromTheSession()
    {
        await using var host = await IssuerHost.StartAsync();
        await host.AddPersonAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        await party.CodeAsync(browser);

        using var silent = await browser.GetAsync(await party.PushAsync(("acr_values", AuthenticationContext.MultiFactor), ("prompt", "none")));
        using var authorize = await browser.GetAsync(await party.PushAsync(("acr_values", AuthenticationContext.MultiFactor)));
        using var password = await browser.GetAsync(await party.PushAsync(("acr_values", AuthenticationContext.Password)));

        TestRelyingParty.Answer(silent.Headers.Location!.OriginalString)["error"].ShouldBe("login_required");
        authorize.Headers.Location!.OriginalString.ShouldStartWith("/staff/sign-in?request=");
        TestRelyingParty.Answer(password.Headers.Location!.OriginalString).ShouldContainKey("code");
    }

    [Theory, OnSqlite, OnPostgres]
    internal async Task SigningInAgain_KeepsTheSessionWithItsTokensAndRenewsItsTime(IdentityDatabaseProvider provider)
    {
        await using var host = await IssuerHost.StartAsync(provider);
        await host.AddPersonAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        var before = await party.RedeemAsync(await party.CodeAsync(browser));
        var cookie = browser.Cookies["__Host-mash-sign-in"];
        host.Clock.Advance(TimeSpan.FromMinutes(6));

        var after = await party.RedeemAsync(await party.CodeAsync(browser, changes: ("max_age", "300")));

        browser.Cookies["__Host-mash-sign-in"].ShouldNotBe(cookie);
        after.Id.GetClaim("sid").Value.ShouldBe(before.Id.GetClaim("sid").Value);
        long.Parse(after.Access.GetClaim("auth_time").Value, CultureInfo.InvariantCulture)
            .ShouldBeGreaterThanOrEqualTo(long.Parse(before.Access.GetClaim("auth_time").Value, CultureInfo.InvariantCulture) + 360);
        (await party.RefreshAsync(before.RefreshToken)).Status.ShouldBe(200);
        host.Audit.Acts.Select(act => act.SessionId).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task SomebodyElseSigningInInTheSameBrowser_EndsTheFirstSession()
    {
        await using var host = await IssuerHost.StartAsync();
        await host.AddPersonAsync();
        await host.AddPersonAsync("kit.lowe@mash.example", "Kit Lowe");
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        var first = await party.RedeemAsync(await party.CodeAsync(browser));

        var second = await party.RedeemAsync(await party.CodeAsync(browser, "kit.lowe@mash.example", ("prompt", "login")));

        second.Id.GetClaim("sid").Value.ShouldNotBe(first.Id.GetClaim("sid").Value);
        (await party.RefreshAsync(first.RefreshToken)).Error.ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task SixteenIdleMinutes_AskForThePasswordAgain()
    {
        await using var host = await IssuerHost.StartAsync();
        await host.AddPersonAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        await party.CodeAsync(browser);
        host.Clock.Advance(TimeSpan.FromMinutes(16));

        using var authorize = await browser.GetAsync(await party.PushAsync());

        authorize.Headers.Location!.OriginalString.ShouldStartWith("/staff/sign-in?request=");
    }

    [Fact]
    public async Task PromptNoneWithoutSession_GoesBackWithLoginRequired()
    {
        await using var host = await IssuerHost.StartAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);

        using var authorize = await browser.GetAsync(await party.PushAsync(("prompt", "none")));

        var answer = TestRelyingParty.Answer(authorize.Headers.Location!.OriginalString);
        answer["error"].ShouldBe("login_required");
        answer["iss"].ShouldBe(host.Options.StaffIssuer);
    }
}
