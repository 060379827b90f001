using System.Text.Json;
using Mash.FrontDoor.SignIn;
using Mash.Identity.Tests.Support;
using Microsoft.IdentityModel.Tokens;

namespace Mash.Identity.Tests.Rfc9700;

/// <summary>A person's and an attacker's browser at a front door, each in the middle of a sign-in.</summary>
internal sealed class TwoBrowsers : IAsyncDisposable
{
    public const string Person = "ruth.adeyemi@mash.example";

    private TwoBrowsers(SmallFrontDoor door)
    {
        Door = door;
        Victim = new TestBrowser(door.Address.ToString());
        Attacker = new TestBrowser(door.Address.ToString());
    }

    public SmallFrontDoor Door { get; }

    public TestBrowser Victim { get; }

    public TestBrowser Attacker { get; }

    public static async Task<TwoBrowsers> OpenAsync() => new(await SmallFrontDoor.StartAsync());

    /// <summary>Signs in at the issuer and stops before the front door gets the answer.</summary>
    public async Task<Dictionary<string, string>> InterceptAsync(TestBrowser browser)
    {
        using var signIn = await browser.OpenAsync(new Uri(Door.Address, "/me"));
        using var back = await browser.SignInAsync(
            new Uri(new Uri(Door.Issuer.Root), signIn.Headers.Location!).ToString(), Person, IssuerHost.Password, Door.Issuer.Root);
        return TestRelyingParty.Answer(back.Headers.Location!.OriginalString);
    }

    public static Task<HttpResponseMessage> AnswerAsync(TestBrowser browser, Dictionary<string, string> answer) => browser.GetAsync(
        SignInSettings.CallbackPath + "?" + string.Join('&', answer.Select(pair => pair.Key + "=" + Uri.EscapeDataString(pair.Value))));

    public async ValueTask DisposeAsync()
    {
        Victim.Dispose();
        Attacker.Dispose();
        await Door.DisposeAsync();
    }
}

/// <summary>RFC 9700 section 4.4: an answer of one issuer is never taken for another's.</summary>
public sealed class Rfc9700_4_4_MixUpAttacks
{
    [Theory]
    [InlineData("https://attacker.example")]
    [InlineData("")]
    [InlineData(null)]
    public async Task AnswerThatNamesAnotherIssuer_IsRefusedAndItsCodeGoesNowhere(string? issuer)
    {
        await using var scene = await TwoBrowsers.OpenAsync();
        var answer = await scene.InterceptAsync(scene.Victim);
        var right = answer["iss"];
        answer.Remove("iss");
        if (issuer is not null)
            answer["iss"] = issuer;

        using var mixed = await TwoBrowsers.AnswerAsync(scene.Victim, answer);

        ((int)mixed.StatusCode).ShouldBe(400);
        // The code was not sent anywhere: with the right name it still works.
        answer["iss"] = right;
        using var good = await TwoBrowsers.AnswerAsync(scene.Victim, answer);
        ((int)good.StatusCode).ShouldBe(302);
    }

    [Fact]
    public async Task EachIssuer_KeepsItsOwnTokensKeysAndProofs()
    {
        await using var scene = await Scene.OpenAsync();
        using var http = new HttpClient();
        var staff = JsonDocument.Parse(await http.GetStringAsync(new Uri(scene.Party.Staff + "/jwks"))).RootElement.GetProperty("keys");
        var agencies = JsonDocument.Parse(await http.GetStringAsync(new Uri(scene.Host.Options.AgenciesIssuer + "/jwks"))).RootElement.GetProperty("keys");

        staff.EnumerateArray().Select(key => key.GetProperty("kid").GetString())
            .Intersect(agencies.EnumerateArray().Select(key => key.GetProperty("kid").GetString())).ShouldBeEmpty();
    }
}

/// <summary>RFC 9700 section 4.5: a stolen code, put into another session, opens nothing.</summary>
public sealed class Rfc9700_4_5_AuthorizationCodeInjection
{
    [Fact]
    public async Task StolenCodeInTheAttackersSession_IsRefusedAndUsedUp()
    {
        await using var scene = await TwoBrowsers.OpenAsync();
        var stolen = await scene.InterceptAsync(scene.Victim);
        var own = await scene.InterceptAsync(scene.Attacker);

        using var injected = await TwoBrowsers.AnswerAsync(scene.Attacker, new(own) { ["code"] = stolen["code"] });

        ((int)injected.StatusCode).ShouldBe(400);
        scene.Attacker.Cookies.ShouldNotContainKey(SignInModule.SessionCookie);
        using var late = await TwoBrowsers.AnswerAsync(scene.Victim, stolen);
        ((int)late.StatusCode).ShouldBe(400);
    }

    [Fact]
    public async Task IdTokenWithAnothersNonce_IsRefused()
    {
        await using var scene = await Scene.OpenAsync();
        using var checks = new TokenChecks(scene);
        var tokens = await scene.SignInAsync();

        var error = await Should.ThrowAsync<SecurityTokenException>(() => checks.IdTokens.CheckAsync(TokenChecks.Issued(tokens), "another nonce", null, CancellationToken.None));

        error.Message.ShouldBe("nonce");
    }
}

/// <summary>RFC 9700 section 4.6: an access token of somebody else is noticed beside the id token.</summary>
public sealed class Rfc9700_4_6_AccessTokenInjection
{
    [Fact]
    public async Task AccessTokenThatTheIdTokenDoesNotName_IsRefused()
    {
        await using var scene = await Scene.OpenAsync();
        using var checks = new TokenChecks(scene);
        var tokens = await scene.SignInAsync();
        using var browser = new TestBrowser(scene.Host.Root);
        var others = await scene.Party.RedeemAsync(await scene.Party.CodeAsync(browser));

        await checks.IdTokens.CheckAsync(TokenChecks.Issued(tokens), "the nonce", null, CancellationToken.None);
        var error = await Should.ThrowAsync<SecurityTokenException>(
            () => checks.IdTokens.CheckAsync(TokenChecks.Issued(tokens) with { AccessToken = others.AccessToken }, "the nonce", null, CancellationToken.None));

        error.Message.ShouldBe("at_hash");
    }

    [Fact]
    public async Task TokensInTheAnswerThroughTheBrowser_AreNotRead()
    {
        await using var scene = await TwoBrowsers.OpenAsync();
        var answer = await scene.InterceptAsync(scene.Victim);
        answer.Remove("code");
        answer["access_token"] = "eyJhbGciOiJub25lIn0.e30.";
        answer["id_token"] = "eyJhbGciOiJub25lIn0.e30.";

        using var response = await TwoBrowsers.AnswerAsync(scene.Victim, answer);

        ((int)response.StatusCode).ShouldBe(400);
        scene.Victim.Cookies.ShouldNotContainKey(SignInModule.SessionCookie);
    }
}

/// <summary>RFC 9700 section 4.7: nobody is signed in, out or on in another's name by a link.</summary>
public sealed class Rfc9700_4_7_CrossSiteRequestForgery
{
    [Fact]
    public async Task AttackersAnswerInTheVictimsBrowser_SignsNobodyIn()
    {
        await using var scene = await TwoBrowsers.OpenAsync();
        var own = await scene.InterceptAsync(scene.Attacker);
        await scene.InterceptAsync(scene.Victim);

        using var forged = await TwoBrowsers.AnswerAsync(scene.Victim, own);

        ((int)forged.StatusCode).ShouldBe(400);
        scene.Victim.Cookies.ShouldNotContainKey(SignInModule.SessionCookie);
    }

    [Fact]
    public async Task AnswerThatWasTakenOnce_IsNotTakenAgain()
    {
        await using var scene = await TwoBrowsers.OpenAsync();
        var answer = await scene.InterceptAsync(scene.Victim);
        using var first = await TwoBrowsers.AnswerAsync(scene.Victim, answer);

        using var second = await TwoBrowsers.AnswerAsync(scene.Victim, answer);

        ((int)first.StatusCode).ShouldBe(302);
        ((int)second.StatusCode).ShouldBe(400);
    }

    [Fact]
    public async Task SignInFormOfTheAttackersBrowser_DoesNotWorkInTheVictims()
    {
        await using var scene = await Scene.OpenAsync();
        using var attacker = new TestBrowser(scene.Host.Root);
        using var authorize = await attacker.GetAsync(await scene.Party.PushAsync());
        var form = await TestBrowser.FormAsync(await attacker.GetAsync(authorize.Headers.Location!.OriginalString));
        form["user-name"] = "ruth.adeyemi@mash.example";
        form["password"] = IssuerHost.Password;

        using var forged = await scene.Browser.PostAsync("/staff/sign-in", form);

        ((int)forged.StatusCode).ShouldBe(400);
        scene.Browser.Cookies.ShouldNotContainKey("__Host-mash-sign-in");
    }

    [Fact]
    public async Task LinkToTheSignOutWithoutTheIdToken_SignsNobodyOut()
    {
        await using var scene = await Scene.OpenAsync();
        var tokens = await scene.SignInAsync();

        using var forged = await scene.Browser.GetAsync("/staff/end-session?client_id=front-door&post_logout_redirect_uri=" + Uri.EscapeDataString(IssuerHost.AfterSignOut));

        ((int)forged.StatusCode).ShouldBe(400);
        (await scene.IsLiveAsync(tokens)).ShouldBeTrue();
    }
}

/// <summary>RFC 9700 section 4.8: PKCE cannot be talked away.</summary>
public sealed class Rfc9700_4_8_PkceDowngradeAttack
{
    [Theory]
    [InlineData("code_challenge", null)]
    [InlineData("code_challenge_method", null)]
    [InlineData("code_challenge_method", "plain")]
    [InlineData("code_challenge", "short")]
    public async Task RequestWithoutS256_IsRefused(string name, string? value)
    {
        await using var scene = await Scene.OpenAsync();

        (await scene.Party.PostAsync("/par", scene.Party.Request((name, value)))).Error.ShouldBe("invalid_request");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("challenge")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task CodeWithoutItsVerifier_IsRefusedAndUsedUp(string? verifier)
    {
        await using var scene = await Scene.OpenAsync();
        var code = await scene.Party.CodeAsync(scene.Browser);
        var form = new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = IssuerHost.Callback };
        if (verifier is not null)
            form["code_verifier"] = verifier == "challenge" ? scene.Party.Request()["code_challenge"] : verifier;

        (await scene.Party.PostAsync("/token", form)).Status.ShouldBe(400);

        if (verifier is not null)
            (await scene.Party.RedeemAsync(code)).Error.ShouldBe("invalid_grant");
    }
}

/// <summary>The front door's own check of tokens, against the real issuer.</summary>
internal sealed class TokenChecks : IDisposable
{
    private readonly ClientAssertions _assertions;
    private readonly IssuerClient _issuer;

    public TokenChecks(Scene scene)
    {
        var keyFile = Path.Combine(scene.Host.Folder, "front-door.pem");
        File.WriteAllText(keyFile, scene.Host.FrontDoorKey.Pkcs8Pem);
        var settings = new SignInSettings { Issuer = new Uri(scene.Party.Staff), PrivateKeyFile = keyFile };
        _assertions = new ClientAssertions(settings, scene.Host.Clock);
        _issuer = new IssuerClient(settings, _assertions, scene.Host.Clock);
        IdTokens = new IdTokens(settings, _issuer, scene.Host.Clock);
    }

    public IdTokens IdTokens { get; }

    public static IssuedTokens Issued(TokenReply reply) => new() { AccessToken = reply.AccessToken, IdToken = reply.Id.EncodedToken, ExpiresIn = 600 };

    public void Dispose()
    {
        _issuer.Dispose();
        _assertions.Dispose();
    }
}
