using Mash.FrontDoor.SignIn;
using Mash.Identity.Staff;
using Mash.Identity.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Mash.Identity.Tests.Rfc9700;

/// <summary>RFC 9700 section 4.1: redirect addresses are compared character by character.</summary>
public sealed class Rfc9700_4_1_InsufficientRedirectUriValidation
{
    [Theory]
    [InlineData("http://attacker.example/signin-mash")]
    [InlineData("http://localhost:5999.attacker.example/signin-mash")]
    [InlineData("http://localhost:5999@attacker.example/signin-mash")]
    [InlineData("http://attacker.example/http://localhost:5999/signin-mash")]
    [InlineData("http://localhost:5999/signin-mash/../open?to=attacker")]
    [InlineData("http://localhost:5999/signin-mash/")]
    [InlineData("http://localhost:5999/signin-mash?next=attacker")]
    [InlineData("http://localhost:5999/signin-mash#fragment")]
    [InlineData("http://localhost:5999/signin-mash%2f..")]
    [InlineData("http://localhost:5999/SIGNIN-MASH")]
    [InlineData("HTTP://localhost:5999/signin-mash")]
    [InlineData("http://LOCALHOST:5999/signin-mash")]
    [InlineData("http://127.0.0.1:5999/signin-mash")]
    [InlineData("http://localhost:6000/signin-mash")]
    [InlineData("https://localhost:5999/signin-mash")]
    [InlineData(" http://localhost:5999/signin-mash")]
    [InlineData("javascript:alert(1)")]
    [InlineData("//localhost:5999/signin-mash")]
    [InlineData(Scene.Attacker)]
    public async Task AddressThatIsNearlyTheRegisteredOne_IsRefused(string redirectUri)
    {
        await using var scene = await Scene.OpenAsync();

        (await scene.Party.PostAsync("/par", scene.Party.Request(("redirect_uri", redirectUri)))).Error.ShouldBe("invalid_request");
    }

    [Fact]
    public async Task CodeForOneAddress_IsNotRedeemedForAnother()
    {
        await using var scene = await Scene.OpenAsync();
        var code = await scene.Party.CodeAsync(scene.Browser);

        (await scene.Party.RedeemAsync(code, redirectUri: Scene.Attacker)).Error.ShouldBe("invalid_grant");
    }
}

/// <summary>RFC 9700 section 4.2: no address of a sign-in leaves in a Referer header.</summary>
public sealed class Rfc9700_4_2_CredentialLeakageViaRefererHeaders
{
    [Fact]
    public async Task EveryAnswerOfTheIssuer_ForbidsReferers()
    {
        await using var scene = await Scene.OpenAsync();
        using var authorize = await scene.Browser.GetAsync(await scene.Party.PushAsync());
        using var page = await scene.Browser.GetAsync(authorize.Headers.Location!.OriginalString);
        using var back = await scene.Browser.SignInAsync(authorize.Headers.Location!.OriginalString, "ruth.adeyemi@mash.example", IssuerHost.Password);
        using var error = await scene.Browser.GetAsync("/staff/authorize");
        using var end = await scene.Browser.GetAsync("/staff/end-session");

        foreach (var response in new[] { authorize, page, back, error, end })
            response.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
    }

    [Fact]
    public async Task SignInPage_LoadsAndLinksNothingElsewhere()
    {
        await using var scene = await Scene.OpenAsync();
        using var authorize = await scene.Browser.GetAsync(await scene.Party.PushAsync());
        using var response = await scene.Browser.GetAsync(authorize.Headers.Location!.OriginalString);

        var page = await TestBrowser.PageAsync(response);

        page.QuerySelectorAll("iframe, img, object, embed, script:not([src])").ShouldBeEmpty();
        page.QuerySelectorAll("script").Select(script => script.GetAttribute("src")!).ShouldAllBe(source => source.StartsWith('/') && !source.StartsWith("//", StringComparison.Ordinal));
        page.QuerySelectorAll("a[href]").Select(link => link.GetAttribute("href")!)
            .ShouldAllBe(href => !href.Contains("://", StringComparison.Ordinal) || href.StartsWith("http://localhost:5999/", StringComparison.Ordinal));
    }
}

/// <summary>RFC 9700 section 4.3: what stays in a browser's history opens nothing.</summary>
public sealed class Rfc9700_4_3_CredentialLeakageViaBrowserHistory
{
    [Fact]
    public async Task AddressesOfAFinishedSignIn_AreWorthless()
    {
        await using var scene = await Scene.OpenAsync();
        using var next = new TestBrowser(scene.Host.Root);
        var pushed = await scene.Party.PushAsync();
        using var authorize = await scene.Browser.GetAsync(pushed);
        var signIn = authorize.Headers.Location!.OriginalString;
        using var back = await scene.Browser.SignInAsync(signIn, "ruth.adeyemi@mash.example", IssuerHost.Password);
        var code = TestRelyingParty.Answer(back.Headers.Location!.OriginalString)["code"];
        (await scene.Party.RedeemAsync(code)).Status.ShouldBe(200);

        using var again = await next.GetAsync(pushed);
        using var page = await next.GetAsync(signIn);

        ((int)again.StatusCode).ShouldBe(400);
        (await TestBrowser.PageAsync(page)).QuerySelector("input[type=password]").ShouldBeNull();
        (await scene.Party.RedeemAsync(code)).Error.ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task NoTokenAndNothingTyped_EverStandsInAnAddress()
    {
        await using var scene = await Scene.OpenAsync();
        var addresses = new List<string> { await scene.Party.PushAsync() };
        using var authorize = await scene.Browser.GetAsync(addresses[0]);
        addresses.Add(authorize.Headers.Location!.OriginalString);
        using var back = await scene.Browser.SignInAsync(addresses[1], "ruth.adeyemi@mash.example", IssuerHost.Password);
        addresses.Add(back.Headers.Location!.OriginalString);
        var tokens = await scene.Party.RedeemAsync(TestRelyingParty.Answer(addresses[2])["code"]);

        string[] secrets = [tokens.AccessToken, tokens.RefreshToken, tokens.Id.EncodedToken, Uri.EscapeDataString(IssuerHost.Password), "ruth.adeyemi", scene.Party.Verifier];
        addresses.ShouldAllBe(address => !secrets.Any(secret => address.Contains(secret, StringComparison.Ordinal)));
    }
}

/// <summary>RFC 9700 section 4.11: neither issuer nor front door sends anybody to an address that somebody else chose.</summary>
public sealed class Rfc9700_4_11_OpenRedirection
{
    [Theory]
    [InlineData("http://attacker.example/")]
    [InlineData("//attacker.example/")]
    [InlineData(IssuerHost.AfterSignOut + ".attacker.example")]
    [InlineData(IssuerHost.AfterSignOut + "?next=//attacker.example")]
    [InlineData(Scene.Attacker)]
    public async Task SignOutToAnotherAddress_IsRefused(string returnTo)
    {
        await using var scene = await Scene.OpenAsync();
        var tokens = await scene.SignInAsync();

        using var response = await scene.Browser.GetAsync(
            $"/staff/end-session?client_id=front-door&id_token_hint={tokens.Id.EncodedToken}&post_logout_redirect_uri={Uri.EscapeDataString(returnTo)}");

        ((int)response.StatusCode).ShouldBe(400);
        response.Headers.Location.ShouldBeNull();
        (await scene.IsLiveAsync(tokens)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("?client_id=front-door&redirect_uri=http://attacker.example/&response_type=token")]
    [InlineData("?client_id=unknown&redirect_uri=http://attacker.example/")]
    [InlineData("?client_id=front-door&request_uri=http://attacker.example/request")]
    public async Task WrongRequest_EndsOnAPageAndNotAtTheAddressItNames(string query)
    {
        await using var scene = await Scene.OpenAsync();

        using var response = await scene.Browser.GetAsync("/staff/authorize" + query);

        ((int)response.StatusCode).ShouldBe(400);
        response.Headers.Location.ShouldBeNull();
        (await response.Content.ReadAsStringAsync()).ShouldNotContain("attacker.example");
    }

    [Theory]
    [InlineData("//attacker.example/me", "/")]
    [InlineData("/\\attacker.example/me", "/")]
    [InlineData("https://attacker.example/me", "/")]
    [InlineData("", "/")]
    [InlineData("/me?next=//attacker.example", "/me?next=//attacker.example")]
    public void FrontDoor_ReturnsPeopleToItsOwnPagesOnly(string asked, string returned) => SignInHandler.OwnPage(asked).ShouldBe(returned);
}

/// <summary>RFC 9700 section 4.12: after a form that held a password, the browser is told to send nothing again.</summary>
public sealed class Rfc9700_4_12_Redirect307
{
    [Fact]
    public async Task EveryRedirectOfTheIssuer_Is303()
    {
        await using var scene = await Scene.OpenAsync();
        using var authorize = await scene.Browser.GetAsync(await scene.Party.PushAsync());
        using var back = await scene.Browser.SignInAsync(authorize.Headers.Location!.OriginalString, "ruth.adeyemi@mash.example", IssuerHost.Password);
        var tokens = await scene.Party.RedeemAsync(TestRelyingParty.Answer(back.Headers.Location!.OriginalString)["code"]);
        using var silent = await scene.Browser.GetAsync(await scene.Party.PushAsync(("prompt", "none")));
        using var end = await scene.Browser.PostAsync("/staff/end-session", new()
        {
            ["client_id"] = "front-door", ["id_token_hint"] = tokens.Id.EncodedToken, ["post_logout_redirect_uri"] = IssuerHost.AfterSignOut,
        });

        foreach (var response in new[] { authorize, back, silent, end })
            ((int)response.StatusCode).ShouldBe(303);
    }
}

/// <summary>RFC 9700 section 4.16: no page of the issuer can be framed.</summary>
public sealed class Rfc9700_4_16_Clickjacking
{
    [Fact]
    public async Task EveryPage_ForbidsFrames()
    {
        await using var scene = await Scene.OpenAsync();
        using var authorize = await scene.Browser.GetAsync(await scene.Party.PushAsync());
        var signIn = authorize.Headers.Location!.OriginalString;
        using var page = await scene.Browser.GetAsync(signIn);
        using var wrong = await scene.Browser.SignInAsync(signIn, "ruth.adeyemi@mash.example", "not the password");
        using var expired = await scene.Browser.GetAsync("/staff/sign-in?request=unknown");
        using var error = await scene.Browser.GetAsync("/staff/authorize");
        using var missing = await scene.Browser.GetAsync("/staff/nothing");

        foreach (var response in new[] { page, wrong, expired, error, missing })
            string.Join(' ', response.Headers.GetValues("Content-Security-Policy")).ShouldContain("frame-ancestors 'none'");
    }
}

/// <summary>RFC 9700 section 4.17: no answer goes through scripts of two windows.</summary>
public sealed class Rfc9700_4_17_AttacksOnInBrowserCommunicationFlows
{
    [Theory]
    [InlineData("web_message")]
    [InlineData("fragment")]
    [InlineData("form_post")]
    [InlineData("query.jwt")]
    public async Task AnswerByOtherMeansThanTheQuery_IsRefused(string responseMode)
    {
        await using var scene = await Scene.OpenAsync();

        (await scene.Party.PostAsync("/par", scene.Party.Request(("response_mode", responseMode)))).Error.ShouldBe("invalid_request");
    }

    [Fact]
    public async Task Pages_TalkToNoOtherWindow()
    {
        await using var scene = await Scene.OpenAsync();
        using var authorize = await scene.Browser.GetAsync(await scene.Party.PushAsync());
        using var page = await scene.Browser.GetAsync(authorize.Headers.Location!.OriginalString);

        page.Headers.GetValues("Cross-Origin-Opener-Policy").ShouldBe(["same-origin"]);
        var document = await TestBrowser.PageAsync(page);
        document.QuerySelectorAll("[target]").ShouldBeEmpty();
        (await Scene.DiscoveryAsync(scene.Party.Staff)).TryGetProperty("check_session_iframe", out _).ShouldBeFalse();
    }
}
