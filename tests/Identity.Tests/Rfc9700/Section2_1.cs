using Mash.Identity.Tests.Support;

namespace Mash.Identity.Tests.Rfc9700;

/// <summary>RFC 9700 section 2.1: protecting redirect-based flows.</summary>
public sealed class Rfc9700_2_1_ProtectingRedirectBasedFlows
{
    [Fact]
    public async Task ParametersInTheBrowsersAddress_ChangeNothing()
    {
        await using var scene = await Scene.OpenAsync();
        var pushed = await scene.Party.PushAsync();

        using var response = await scene.Browser.GetAsync(pushed + "&redirect_uri=" + Uri.EscapeDataString(Scene.Attacker) + "&scope=openid&state=forged&code_challenge_method=plain");
        using var back = await scene.Browser.SignInAsync(response.Headers.Location!.OriginalString, "ruth.adeyemi@mash.example", IssuerHost.Password);

        var location = back.Headers.Location!.OriginalString;
        location.ShouldStartWith(IssuerHost.Callback + "?");
        TestRelyingParty.Answer(location)["state"].ShouldBe("the state");
    }

    [Fact]
    public async Task RequestThatWasNotPushed_LeadsNowhere()
    {
        await using var scene = await Scene.OpenAsync();
        var query = string.Join('&', scene.Party.Request().Select(pair => pair.Key + "=" + Uri.EscapeDataString(pair.Value)));

        using var response = await scene.Browser.GetAsync("/staff/authorize?client_id=front-door&" + query);

        ((int)response.StatusCode).ShouldBe(400);
        response.Headers.Location.ShouldBeNull();
        (await Scene.DiscoveryAsync(scene.Party.Staff)).GetProperty("require_pushed_authorization_requests").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task PushedRequestOfAnotherClient_CannotBeUsedInItsName()
    {
        await using var scene = await Scene.OpenAsync();
        var pushed = await scene.Party.PushAsync();

        using var response = await scene.Browser.GetAsync(pushed.Replace("client_id=front-door", "client_id=" + Scene.OtherClient, StringComparison.Ordinal));

        ((int)response.StatusCode).ShouldBe(400);
        response.Headers.Location.ShouldBeNull();
    }

    [Theory]
    [InlineData("none", "error")]
    [InlineData(null, "code")]
    public async Task EveryAnswer_NamesItsIssuer(string? prompt, string kind)
    {
        await using var scene = await Scene.OpenAsync();
        using var response = await scene.Browser.GetAsync(await scene.Party.PushAsync(("prompt", prompt)));
        var location = response.Headers.Location!.OriginalString;
        if (prompt is null)
        {
            using var back = await scene.Browser.SignInAsync(location, "ruth.adeyemi@mash.example", IssuerHost.Password);
            location = back.Headers.Location!.OriginalString;
        }

        var answer = TestRelyingParty.Answer(location);

        answer.ShouldContainKey(kind);
        answer["iss"].ShouldBe(scene.Party.Staff);
        (await Scene.DiscoveryAsync(scene.Party.Staff)).GetProperty("authorization_response_iss_parameter_supported").GetBoolean().ShouldBeTrue();
    }
}

/// <summary>RFC 9700 section 2.1.1: the authorization code grant.</summary>
public sealed class Rfc9700_2_1_1_AuthorizationCodeGrant
{
    [Fact]
    public async Task CodeOfOneClient_IsWorthlessToAnother()
    {
        await using var scene = await Scene.OpenAsync();
        var code = await scene.Party.CodeAsync(scene.Browser);

        var stolen = await scene.AsOtherClientAsync("/token", new()
        {
            ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = IssuerHost.Callback, ["code_verifier"] = scene.Party.Verifier,
        });

        stolen.Error.ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task CodeThatWasStolenAfterItsUse_EndsWhatItGave()
    {
        await using var scene = await Scene.OpenAsync();
        var code = await scene.Party.CodeAsync(scene.Browser);
        var tokens = await scene.Party.RedeemAsync(code);

        (await scene.Party.RedeemAsync(code)).Error.ShouldBe("invalid_grant");

        (await scene.IsLiveAsync(tokens)).ShouldBeFalse();
        (await scene.Party.RefreshAsync(tokens.RefreshToken)).Error.ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task SameCodeSentAtOnce_WorksAtMostOnce()
    {
        await using var scene = await Scene.OpenAsync();
        var code = await scene.Party.CodeAsync(scene.Browser);

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => scene.Party.RedeemAsync(code)));

        replies.Count(reply => reply.Status == 200).ShouldBeLessThanOrEqualTo(1);
        replies.Where(reply => reply.Status != 200).ShouldAllBe(reply => reply.Error == "invalid_grant");
    }

    [Fact]
    public async Task Discovery_OffersPkceWithS256Alone()
    {
        await using var scene = await Scene.OpenAsync();

        Scene.Texts(await Scene.DiscoveryAsync(scene.Party.Staff), "code_challenge_methods_supported").ShouldBe(["S256"]);
    }
}

/// <summary>RFC 9700 section 2.1.2: the implicit grant is not there.</summary>
public sealed class Rfc9700_2_1_2_ImplicitGrant
{
    [Theory]
    [InlineData("token")]
    [InlineData("id_token")]
    [InlineData("id_token token")]
    [InlineData("code token")]
    [InlineData("code id_token")]
    [InlineData("code id_token token")]
    [InlineData("none")]
    public async Task ResponseTypeThatPutsTokensIntoAddresses_IsRefused(string responseType)
    {
        await using var scene = await Scene.OpenAsync();

        (await scene.Party.PostAsync("/par", scene.Party.Request(("response_type", responseType)))).Error.ShouldBe("unsupported_response_type");
    }

    [Fact]
    public async Task Discovery_OffersCodesInTheQueryAlone()
    {
        await using var scene = await Scene.OpenAsync();
        var staff = await Scene.DiscoveryAsync(scene.Party.Staff);

        Scene.Texts(staff, "response_types_supported").ShouldBe(["code"]);
        Scene.Texts(staff, "response_modes_supported").ShouldBe(["query"]);
        Scene.Texts(staff, "grant_types_supported").ShouldNotContain("implicit");
        Scene.Texts(await Scene.DiscoveryAsync(scene.Host.Options.AgenciesIssuer), "grant_types_supported").ShouldBe(["client_credentials"]);
    }
}
