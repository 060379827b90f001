using System.Text.Json;
using Mash.FrontDoor.SignIn;
using Mash.Identity.Audit;
using Mash.Identity.Tests.Support;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Mash.Identity.Tests;

public sealed class FrontDoorSignInTests
{
    private const string Person = "ruth.adeyemi@mash.example";

    [Fact]
    public async Task SignedOutPerson_SignsInAndLandsWhereTheyWereGoing()
    {
        await using var door = await SmallFrontDoor.StartAsync();
        using var browser = new TestBrowser(door.Address.ToString());

        using var response = await browser.OpenAsync(new Uri(door.Address, "/me?page=2"), Person);

        response.RequestMessage!.RequestUri!.PathAndQuery.ShouldBe("/me?page=2");
        var token = await TokenAsync(response);
        token.GetClaim("scope").Value.ShouldBe("openid profile hub offline_access");
        browser.Cookies.Keys.ShouldBe(["__Host-mash-session", "__Host-mash-sign-in", "__Host-mash-sign-in-form"], ignoreOrder: true);
        browser.Cookies[SignInModule.SessionCookie].ShouldNotContain(token.EncodedToken[..20]);
        door.Sessions.Scopes.Distinct().ShouldBe(["sessions"]);
    }

    [Fact]
    public async Task SessionCookie_IsOpaqueAndHeldToTheHost()
    {
        await using var door = await SmallFrontDoor.StartAsync();
        using var browser = new TestBrowser(door.Address.ToString());

        using var response = await browser.OpenAsync(new Uri(door.Address, "/me"), Person);

        var cookie = browser.Attributes["__Host-mash-session"];
        cookie.ShouldContain("secure");
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        cookie.ShouldContain("path=/");
        cookie.ShouldNotContain("domain");
    }

    [Fact]
    public async Task TokenNearItsEnd_IsRenewedOnceForRequestsSideBySide()
    {
        await using var door = await SmallFrontDoor.StartAsync();
        using var browser = new TestBrowser(door.Address.ToString());
        var before = await TokenAsync(await browser.OpenAsync(new Uri(door.Address, "/me"), Person));
        door.Issuer.Clock.Advance(TimeSpan.FromMinutes(9));

        var after = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ => await TokenAsync(await browser.GetAsync("/me"))));

        after.Select(token => token.Id).Distinct().ShouldHaveSingleItem().ShouldNotBe(before.Id);
        after[0].GetClaim("sid").Value.ShouldBe(before.GetClaim("sid").Value);
        door.Issuer.Audit.Acts.ShouldNotContain(act => act.Kind == SignInActKind.TokenReplayed);
    }

    [Fact]
    public async Task AnotherFrontDoor_KnowsTheSession()
    {
        await using var door = await SmallFrontDoor.StartAsync();
        using var browser = new TestBrowser(door.Address.ToString());
        var token = await TokenAsync(await browser.OpenAsync(new Uri(door.Address, "/me"), Person));
        var (app, address) = await door.StartAnotherAsync();
        await using var another = app;

        (await TokenAsync(await browser.GetAsync(new Uri(address, "/me").ToString()))).Id.ShouldBe(token.Id);
    }

    [Fact]
    public async Task FifteenIdleMinutes_AskForThePasswordAgain()
    {
        await using var door = await SmallFrontDoor.StartAsync();
        using var browser = new TestBrowser(door.Address.ToString());
        await browser.OpenAsync(new Uri(door.Address, "/me"), Person);
        door.Issuer.Clock.Advance(TimeSpan.FromMinutes(15));

        using var response = await browser.OpenAsync(new Uri(door.Address, "/me"));

        response.Headers.Location!.OriginalString.ShouldStartWith("/staff/sign-in?request=");
    }

    [Fact]
    public async Task DisabledAccount_IsSignedOutAtTheNextRequest()
    {
        await using var door = await SmallFrontDoor.StartAsync();
        using var browser = new TestBrowser(door.Address.ToString());
        await browser.OpenAsync(new Uri(door.Address, "/me"), Person);
        var account = await door.Issuer.Accounts.FindByUserNameAsync(Person, CancellationToken.None);

        await door.Issuer.Accounts.DisableAsync(account!.Id, CancellationToken.None);

        using var response = await browser.OpenAsync(new Uri(door.Address, "/me"));
        response.Headers.Location!.OriginalString.ShouldStartWith("/staff/sign-in?request=");
    }

    [Fact]
    public async Task SigningInAgain_GivesANewSessionAndEndsTheOld()
    {
        await using var door = await SmallFrontDoor.StartAsync();
        using var browser = new TestBrowser(door.Address.ToString());
        using var second = new TestBrowser(door.Address.ToString());
        await browser.OpenAsync(new Uri(door.Address, "/me"), Person);
        var old = browser.Cookies[SignInModule.SessionCookie];
        using var challenge = await second.GetAsync("/me");
        foreach (var (name, value) in second.Cookies)
            browser.Cookies[name] = value;

        await browser.OpenAsync(challenge.Headers.Location!, Person);

        browser.Cookies[SignInModule.SessionCookie].ShouldNotBe(old);
        second.Cookies[SignInModule.SessionCookie] = old;
        using var response = await second.GetAsync("/me");
        ((int)response.StatusCode).ShouldBe(302);
    }

    [Fact]
    public async Task SignOut_EndsBothSessionsAndComesBack()
    {
        await using var door = await SmallFrontDoor.StartAsync();
        using var browser = new TestBrowser(door.Address.ToString());
        await browser.OpenAsync(new Uri(door.Address, "/me"), Person);
        var formToken = await (await browser.GetAsync("/form")).Content.ReadAsStringAsync();

        using var signOut = await browser.PostAsync("/sign-out", new() { ["__RequestVerificationToken"] = formToken });
        using var end = await browser.OpenAsync(signOut.Headers.Location!);

        (await end.Content.ReadAsStringAsync()).ShouldBe("signed out");
        browser.Cookies.ShouldNotContainKey(SignInModule.SessionCookie);
        browser.Cookies.ShouldNotContainKey("__Host-mash-sign-in");
        new JsonWebToken(TestRelyingParty.Answer(signOut.Headers.Location!.OriginalString)["id_token_hint"])
            .TryGetPayloadValue<string>("name", out _).ShouldBeFalse();
        using var response = await browser.OpenAsync(new Uri(door.Address, "/me"));
        response.Headers.Location!.OriginalString.ShouldStartWith("/staff/sign-in?request=");
    }

    [Fact]
    public async Task SignOutWithoutItsToken_ChangesNothing()
    {
        await using var door = await SmallFrontDoor.StartAsync();
        using var browser = new TestBrowser(door.Address.ToString());
        await browser.OpenAsync(new Uri(door.Address, "/me"), Person);

        using var response = await browser.PostAsync("/sign-out", []);

        ((int)response.StatusCode).ShouldBe(400);
        ((int)(await browser.GetAsync("/me")).StatusCode).ShouldBe(200);
    }

    [Theory]
    [InlineData("iss")]
    [InlineData("state")]
    [InlineData("code")]
    [InlineData("correlation")]
    [InlineData("error")]
    public async Task BentAnswerOfTheIssuer_IsA400AndSignsNobodyIn(string bent)
    {
        await using var door = await SmallFrontDoor.StartAsync();
        using var browser = new TestBrowser(door.Address.ToString());
        using var signIn = await browser.OpenAsync(new Uri(door.Address, "/me"));
        using var back = await browser.SignInAsync(
            new Uri(new Uri(door.Issuer.Root), signIn.Headers.Location!).ToString(), Person, IssuerHost.Password, door.Issuer.Root);
        var answer = TestRelyingParty.Answer(back.Headers.Location!.OriginalString);
        if (bent == "correlation")
            browser.Cookies.Keys.Where(name => name.Contains("correlation", StringComparison.Ordinal)).ToList().ForEach(name => browser.Cookies.Remove(name));
        else if (bent == "error" && answer.Remove("code"))
            answer["error"] = "access_denied";
        else
            answer[bent] = bent == "iss" ? door.Issuer.Options.AgenciesIssuer : answer[bent] + "x";

        using var response = await browser.GetAsync(
            SignInSettings.CallbackPath + "?" + string.Join('&', answer.Select(pair => pair.Key + "=" + Uri.EscapeDataString(pair.Value))));

        ((int)response.StatusCode).ShouldBe(400);
        browser.Cookies.ShouldNotContainKey(SignInModule.SessionCookie);
    }

    [Fact]
    public async Task DemandForAFreshAndStrongSignIn_IsMetByTheTicketThatComesBack()
    {
        await using var door = await SmallFrontDoor.StartAsync();
        var app = await Enrolment.SetUpAsync(door.Issuer);
        using var browser = new TestBrowser(door.Address.ToString());
        var before = await TokenAsync(await SignInWithCodeAsync(door, browser, app, "/me"));
        door.Issuer.Clock.Advance(TimeSpan.FromMinutes(6));

        var after = await TokenAsync(await SignInWithCodeAsync(door, browser, app, "/confirmed"));

        after.GetClaim("acr").Value.ShouldBe("urn:mash:acr:mfa");
        after.GetClaim("sid").Value.ShouldBe(before.GetClaim("sid").Value);
        after.GetClaim("auth_time").Value.ShouldNotBe(before.GetClaim("auth_time").Value);
    }

    [Fact]
    public async Task DemandThatThePersonCannotMeet_LeadsToAPageThatSaysSo()
    {
        await using var door = await SmallFrontDoor.StartAsync();
        using var browser = new TestBrowser(door.Address.ToString());
        await browser.OpenAsync(new Uri(door.Address, "/me"), Person);
        using var choice = await browser.OpenAsync(new Uri(door.Address, "/confirmed"), Person);
        var form = await TestBrowser.FormAsync(choice);

        using var back = await browser.PostAsync(door.Issuer.Root + "/staff/sign-in/add", form);
        using var refused = await browser.GetAsync(back.Headers.Location!.ToString());

        refused.Headers.Location!.OriginalString.ShouldBe("/confirm/not-possible");
        ((int)(await browser.GetAsync("/me")).StatusCode).ShouldBe(200, "the session before goes on");
    }

    [Fact]
    public async Task SomebodyElseAnsweringADemand_IsRefused()
    {
        await using var door = await SmallFrontDoor.StartAsync();
        var app = await Enrolment.SetUpAsync(door.Issuer);
        await door.Issuer.AddPersonAsync("kit.lowe@mash.example", "Kit Lowe");
        using var browser = new TestBrowser(door.Address.ToString());
        await browser.OpenAsync(new Uri(door.Address, "/me"), "kit.lowe@mash.example");

        using var answer = await SignInWithCodeAsync(door, browser, app, "/confirmed");

        ((int)answer.StatusCode).ShouldBe(400);
    }

    [Fact]
    public void TokenThatFallsShortOfTheDemand_IsNotBelieved()
    {
        var now = DateTimeOffset.UtcNow;
        var demand = new SignInDemand(TimeSpan.FromMinutes(5), ["urn:mash:acr:mfa"], "ruth");
        void Check(JsonWebToken token) => demand.Check(token, token.Subject, "acr", now);

        Should.NotThrow(() => Check(IdToken(now.AddMinutes(-5), "urn:mash:acr:mfa", "ruth")));
        Should.Throw<SecurityTokenException>(() => Check(IdToken(now.AddMinutes(-6), "urn:mash:acr:mfa", "ruth"))).Message.ShouldBe("auth_time is too old");
        Should.Throw<SecurityTokenException>(() => Check(IdToken(now, "urn:mash:acr:password", "ruth"))).Message.ShouldBe("acr");
        Should.Throw<SecurityTokenException>(() => Check(IdToken(now, null, "ruth"))).Message.ShouldBe("acr");
        Should.Throw<SecurityTokenException>(() => Check(IdToken(now, "urn:mash:acr:mfa", "kit"))).Message.ShouldBe("sub");
    }

    private static JsonWebToken IdToken(DateTimeOffset signedIn, string? acr, string subject)
    {
        var claims = new Dictionary<string, object> { ["sub"] = subject, ["auth_time"] = signedIn.ToUnixTimeSeconds() };
        if (acr is not null)
            claims["acr"] = acr;
        return new JsonWebToken("{}", JsonSerializer.Serialize(claims));
    }

    /// <summary>Opens a page and signs in with password and code on the way.</summary>
    private static async Task<HttpResponseMessage> SignInWithCodeAsync(SmallFrontDoor door, TestBrowser browser, Enrolment app, string path)
    {
        using var asked = await browser.OpenAsync(new Uri(door.Address, path));
        using var password = await browser.SignInAsync(
            new Uri(new Uri(door.Issuer.Root), asked.Headers.Location!).ToString(), Person, IssuerHost.Password, door.Issuer.Root);
        using var code = await browser.SendCodeAsync(
            new Uri(new Uri(door.Issuer.Root), password.Headers.Location!).ToString(), "code", app.NextCode(), door.Issuer.Root);
        return await browser.OpenAsync(code.Headers.Location!);
    }

    private static async Task<JsonWebToken> TokenAsync(HttpResponseMessage response)
    {
        ((int)response.StatusCode).ShouldBe(200);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return new JsonWebToken(document.RootElement.GetProperty("token").GetString()!);
    }
}
