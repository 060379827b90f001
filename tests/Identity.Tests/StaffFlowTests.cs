using System.Globalization;
using Mash.Identity.Audit;
using Mash.Identity.Staff;
using Mash.Identity.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Mash.Identity.Tests;

public sealed class StaffFlowTests
{
    [Theory, OnSqlite, OnPostgres]
    internal async Task SignInWithCode_GivesTokensWithTheClaimsOfTheSignIn(IdentityDatabaseProvider provider)
    {
        await using var host = await IssuerHost.StartAsync(provider);
        var person = await host.AddPersonAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);

        var reply = await party.RedeemAsync(await party.CodeAsync(browser));

        reply.Status.ShouldBe(200);
        var access = reply.Access;
        access.Typ.ShouldBe("at+jwt");
        access.Alg.ShouldBe("ES256");
        access.Issuer.ShouldBe(host.Options.StaffIssuer);
        access.Audiences.ShouldBe(["mash-hub"]);
        access.Subject.ShouldBe(person.Id.ToString());
        access.GetClaim("client_id").Value.ShouldBe("front-door");
        access.GetClaim("scope").Value.ShouldBe("openid profile hub offline_access");
        access.GetClaim("name").Value.ShouldBe("Ruth Adeyemi");
        access.GetClaim("acr").Value.ShouldBe(AuthenticationContext.Password);
        access.GetPayloadValue<string[]>("amr").ShouldBe(["pwd"]);
        (access.ValidTo - access.ValidFrom).ShouldBe(TimeSpan.FromMinutes(10));
        access.IssuedAt.ShouldBe(access.ValidFrom);
        var id = reply.Id;
        id.Typ.ShouldBe("JWT");
        id.Audiences.ShouldBe(["front-door"]);
        id.GetClaim("nonce").Value.ShouldBe("the nonce");
        id.GetClaim("sid").Value.ShouldBe(access.GetClaim("sid").Value);
        var signIn = host.Audit.Acts.ShouldHaveSingleItem();
        signIn.Kind.ShouldBe(SignInActKind.SignedIn);
        signIn.Subject.ShouldBe(person.Id);
        signIn.SessionId.ToString().ShouldBe(access.GetClaim("sid").Value);
        var status = host.Services.GetRequiredService<StaffTokenStatus>();
        (await status.IsLiveAsync(Guid.Parse(access.Id), CancellationToken.None)).ShouldBeTrue();
    }

    [Theory, OnSqlite, OnPostgres]
    internal async Task CodeUsedTwice_IsRefusedAndRevokesWhatItGave(IdentityDatabaseProvider provider)
    {
        await using var host = await IssuerHost.StartAsync(provider);
        await host.AddPersonAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        var code = await party.CodeAsync(browser);
        var first = await party.RedeemAsync(code);

        (await party.RedeemAsync(code)).Error.ShouldBe("invalid_grant");

        (await party.RefreshAsync(first.RefreshToken)).Error.ShouldBe("invalid_grant");
        var status = host.Services.GetRequiredService<StaffTokenStatus>();
        (await status.IsLiveAsync(Guid.Parse(first.Access.Id), CancellationToken.None)).ShouldBeFalse();
        host.Audit.Acts[^1].Kind.ShouldBe(SignInActKind.TokenReplayed);
    }

    [Theory, OnSqlite, OnPostgres]
    internal async Task RefreshTokenUsedAgainLater_EndsTheGrant(IdentityDatabaseProvider provider)
    {
        await using var host = await IssuerHost.StartAsync(provider);
        await host.AddPersonAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        var first = await party.RedeemAsync(await party.CodeAsync(browser));
        var second = await party.RefreshAsync(first.RefreshToken);
        second.Status.ShouldBe(200);
        second.Id.GetClaim("auth_time").Value.ShouldBe(first.Id.GetClaim("auth_time").Value);

        host.Clock.Advance(StaffTokens.CrossingRequests + TimeSpan.FromSeconds(1));
        (await party.RefreshAsync(first.RefreshToken)).Error.ShouldBe("invalid_grant");

        (await party.RefreshAsync(second.RefreshToken)).Error.ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task RefreshRequestsThatCross_LeaveTheGrant()
    {
        await using var host = await IssuerHost.StartAsync();
        await host.AddPersonAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        var first = await party.RedeemAsync(await party.CodeAsync(browser));
        var second = await party.RefreshAsync(first.RefreshToken);

        (await party.RefreshAsync(first.RefreshToken)).Error.ShouldBe("invalid_grant");

        (await party.RefreshAsync(second.RefreshToken)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task WrongVerifier_IsRefusedAndUsesTheCodeUp()
    {
        await using var host = await IssuerHost.StartAsync();
        await host.AddPersonAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        var code = await party.CodeAsync(browser);

        (await party.RedeemAsync(code, new string('a', 43))).Error.ShouldBe("invalid_grant");

        (await party.RedeemAsync(code)).Error.ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task CodeAfterAMinute_IsRefused()
    {
        await using var host = await IssuerHost.StartAsync();
        await host.AddPersonAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        var code = await party.CodeAsync(browser);

        host.Clock.Advance(TimeSpan.FromSeconds(61));

        (await party.RedeemAsync(code)).Error.ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task CodeWithAnotherRedirectUri_IsRefused()
    {
        await using var host = await IssuerHost.StartAsync();
        await host.AddPersonAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);

        (await party.RedeemAsync(await party.CodeAsync(browser), redirectUri: IssuerHost.AfterSignOut)).Error.ShouldBe("invalid_grant");
    }

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

    [Theory]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("code_challenge_method", null, "invalid_request")]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("redirect_uri", IssuerHost.Callback + "/", "invalid_request")]
    [InlineData("redirect_uri", "http://attacker.example/", "invalid_request")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("scope", "openid everything", "invalid_scope")]
    [InlineData("scope", "profile", "invalid_scope")]
    [InlineData("prompt", "consent", "invalid_request")]
    [InlineData("max_age", "-1", "invalid_request")]
    [InlineData("request", "eyJ9.e30.", "invalid_request")]
    [InlineData("response_mode", "fragment", "invalid_request")]
    public async Task BadPushedRequest_IsRefused(string name, string? value, string error)
    {
        await using var host = await IssuerHost.StartAsync();
        using var party = new TestRelyingParty(host);

        var reply = await party.PostAsync("/par", party.Request((name, value)));

        reply.Status.ShouldBe(400);
        reply.Error.ShouldBe(error);
    }

    [Theory]
    [InlineData("?client_id=front-door&response_type=code&redirect_uri=http://attacker.example/&code_challenge=x&code_challenge_method=S256")]
    [InlineData("?client_id=front-door&request_uri=urn:ietf:params:oauth:request_uri:unknown")]
    [InlineData("")]
    public async Task AuthorizeWithoutPushedRequest_Is400AndRedirectsNowhere(string query)
    {
        await using var host = await IssuerHost.StartAsync();
        using var browser = new TestBrowser(host.Root);

        using var response = await browser.GetAsync("/staff/authorize" + query);

        ((int)response.StatusCode).ShouldBe(400);
        response.Headers.Location.ShouldBeNull();
    }

    [Fact]
    public async Task PushedRequestUsedTwiceOrLate_IsRefused()
    {
        await using var host = await IssuerHost.StartAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        var once = await party.PushAsync();
        var late = await party.PushAsync();

        ((int)(await browser.GetAsync(once)).StatusCode).ShouldBe(303);
        ((int)(await browser.GetAsync(once)).StatusCode).ShouldBe(400);
        host.Clock.Advance(TimeSpan.FromSeconds(61));
        ((int)(await browser.GetAsync(late)).StatusCode).ShouldBe(400);
    }

    [Theory, OnSqlite, OnPostgres]
    internal async Task SignOut_EndsSessionAndTokensAndGoesBack(IdentityDatabaseProvider provider)
    {
        await using var host = await IssuerHost.StartAsync(provider);
        await host.AddPersonAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        var tokens = await party.RedeemAsync(await party.CodeAsync(browser));
        var query = $"?client_id=front-door&id_token_hint={tokens.Id.EncodedToken}&state=s1&post_logout_redirect_uri={Uri.EscapeDataString(IssuerHost.AfterSignOut)}";

        using var response = await browser.GetAsync("/staff/end-session" + query);

        response.Headers.Location!.OriginalString.ShouldBe(IssuerHost.AfterSignOut + "?state=s1");
        (await party.RefreshAsync(tokens.RefreshToken)).Error.ShouldBe("invalid_grant");
        using var authorize = await browser.GetAsync(await party.PushAsync());
        authorize.Headers.Location!.OriginalString.ShouldStartWith("/staff/sign-in?request=");
        host.Audit.Acts[^1].Kind.ShouldBe(SignInActKind.SignedOut);
    }

    [Theory]
    [InlineData("http://attacker.example/", true)]
    [InlineData(IssuerHost.AfterSignOut, false)]
    public async Task SignOutToAStrangerOrWithoutHint_EndsNothing(string returnTo, bool withHint)
    {
        await using var host = await IssuerHost.StartAsync();
        await host.AddPersonAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        var tokens = await party.RedeemAsync(await party.CodeAsync(browser));
        var hint = withHint ? "&id_token_hint=" + tokens.Id.EncodedToken : "";

        using var response = await browser.GetAsync($"/staff/end-session?client_id=front-door{hint}&post_logout_redirect_uri={Uri.EscapeDataString(returnTo)}");

        ((int)response.StatusCode).ShouldBe(400);
        (await party.RefreshAsync(tokens.RefreshToken)).Status.ShouldBe(200);
    }

    [Theory, OnSqlite, OnPostgres]
    internal async Task Revocation_EndsTheGrantOrTheOneToken(IdentityDatabaseProvider provider)
    {
        await using var host = await IssuerHost.StartAsync(provider);
        await host.AddPersonAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        var status = host.Services.GetRequiredService<StaffTokenStatus>();
        var tokens = await party.RedeemAsync(await party.CodeAsync(browser));

        (await party.PostAsync("/revoke", new() { ["token"] = tokens.AccessToken })).Status.ShouldBe(200);
        (await status.IsLiveAsync(Guid.Parse(tokens.Access.Id), CancellationToken.None)).ShouldBeFalse();
        var next = await party.RefreshAsync(tokens.RefreshToken);
        next.Status.ShouldBe(200);

        (await party.PostAsync("/revoke", new() { ["token"] = next.RefreshToken })).Status.ShouldBe(200);
        (await party.RefreshAsync(next.RefreshToken)).Error.ShouldBe("invalid_grant");
        (await status.IsLiveAsync(Guid.Parse(next.Access.Id), CancellationToken.None)).ShouldBeFalse();
        (await party.PostAsync("/revoke", new() { ["token"] = "unknown" })).Status.ShouldBe(200);
    }

    [Theory, OnSqlite, OnPostgres]
    internal async Task DisabledAccount_LosesTokensAndSessionAtOnce(IdentityDatabaseProvider provider)
    {
        await using var host = await IssuerHost.StartAsync(provider);
        var person = await host.AddPersonAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        var tokens = await party.RedeemAsync(await party.CodeAsync(browser));

        (await host.Accounts.DisableAsync(person.Id, CancellationToken.None)).Succeeded.ShouldBeTrue();

        (await party.RefreshAsync(tokens.RefreshToken)).Error.ShouldBe("invalid_grant");
        var status = host.Services.GetRequiredService<StaffTokenStatus>();
        (await status.IsLiveAsync(Guid.Parse(tokens.Access.Id), CancellationToken.None)).ShouldBeFalse();
        using var authorize = await browser.GetAsync(await party.PushAsync());
        authorize.Headers.Location!.OriginalString.ShouldStartWith("/staff/sign-in?request=");
    }

    [Fact]
    public async Task FrontDoorItself_GetsATokenForSessionsOnly()
    {
        await using var host = await IssuerHost.StartAsync();
        using var party = new TestRelyingParty(host);

        var reply = await party.PostAsync("/token", new() { ["grant_type"] = "client_credentials", ["scope"] = "sessions" });

        reply.Access.Subject.ShouldBe("front-door");
        reply.Access.GetClaim("scope").Value.ShouldBe("sessions");
        (await party.PostAsync("/token", new() { ["grant_type"] = "client_credentials", ["scope"] = "hub" })).Error.ShouldBe("invalid_scope");
        (await party.PostAsync("/token", new() { ["grant_type"] = "password" })).Error.ShouldBe("unsupported_grant_type");
    }
}
