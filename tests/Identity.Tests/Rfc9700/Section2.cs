using Mash.Identity.Clients;
using Mash.Identity.Tests.Support;

namespace Mash.Identity.Tests.Rfc9700;

/// <summary>RFC 9700 section 2.2.2: refresh tokens work once. (2.2.1, access tokens, is the hub's: tests/Hub.Tests/Access.)</summary>
public sealed class Rfc9700_2_2_2_RefreshTokens
{
    [Fact]
    public async Task EveryRefresh_ReplacesTheToken()
    {
        await using var scene = await Scene.OpenAsync();
        var first = await scene.SignInAsync();

        var second = await scene.Party.RefreshAsync(first.RefreshToken);

        second.RefreshToken.ShouldNotBe(first.RefreshToken);
        (await scene.Party.RefreshAsync(first.RefreshToken)).Error.ShouldBe("invalid_grant");
    }
}

/// <summary>RFC 9700 section 2.3: tokens open no more than they must.</summary>
public sealed class Rfc9700_2_3_AccessTokenPrivilegeRestriction
{
    private const string Agency = "0193a000-0000-7000-8000-000000000003";

    [Fact]
    public async Task EveryAccessToken_IsForTheHubAlone()
    {
        await using var scene = await Scene.OpenAsync();

        (await scene.SignInAsync()).Access.Audiences.ShouldBe(["mash-hub"]);
        (await scene.Party.PostAsync("/token", new() { ["grant_type"] = "client_credentials" })).Access.Audiences.ShouldBe(["mash-hub"]);
    }

    [Theory]
    [InlineData("openid sessions")]
    [InlineData("openid contacts.submit")]
    [InlineData("openid everything")]
    public async Task PersonsSignIn_CannotAskForMachinesScopes(string scope)
    {
        await using var scene = await Scene.OpenAsync();

        (await scene.Party.PostAsync("/par", scene.Party.Request(("scope", scope)))).Error.ShouldBe("invalid_scope");
    }

    [Theory]
    [InlineData("hub")]
    [InlineData("sessions hub")]
    [InlineData("contacts.read")]
    public async Task FrontDoorItself_CannotAskForPeoplesScopes(string scope)
    {
        await using var scene = await Scene.OpenAsync();

        (await scene.Party.PostAsync("/token", new() { ["grant_type"] = "client_credentials", ["scope"] = scope })).Error.ShouldBe("invalid_scope");
    }

    [Fact]
    public async Task Agency_GetsOnlyScopesOfItsRegistration()
    {
        await using var scene = await Scene.OpenAsync();
        using var key = new TestKey();
        scene.Host.Agencies.Known[Agency] = new AgencyCredential([key.ForAgency()], ["contacts.submit"], false);

        foreach (var scope in new[] { "contacts.read", "contacts.submit contacts.read", "hub", "sessions" })
        {
            var reply = await scene.Party.SendAsync(scene.Host.Options.AgenciesIssuer + "/token", new()
            {
                ["grant_type"] = "client_credentials",
                ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                ["client_assertion"] = key.Assertion(Agency, scene.Host.Options.AgenciesIssuer, scene.Host.Clock.GetUtcNow()),
                ["scope"] = scope,
            });
            reply.Error.ShouldBe("invalid_scope", scope);
        }
    }
}

/// <summary>RFC 9700 section 2.4: the password grant is not there.</summary>
public sealed class Rfc9700_2_4_ResourceOwnerPasswordCredentialsGrant
{
    [Fact]
    public async Task PasswordAtTheTokenEndpoint_IsRefusedEvenWhenRight()
    {
        await using var scene = await Scene.OpenAsync();

        var reply = await scene.Party.PostAsync("/token", new()
        {
            ["grant_type"] = "password", ["username"] = "ruth.adeyemi@mash.example", ["password"] = IssuerHost.Password, ["scope"] = "openid hub",
        });

        reply.Error.ShouldBe("unsupported_grant_type");
        scene.Host.Audit.Acts.ShouldBeEmpty();
    }

    [Fact]
    public async Task Discovery_DoesNotOfferIt()
    {
        await using var scene = await Scene.OpenAsync();

        Scene.Texts(await Scene.DiscoveryAsync(scene.Party.Staff), "grant_types_supported").ShouldBe(["authorization_code", "refresh_token", "client_credentials"]);
        Scene.Texts(await Scene.DiscoveryAsync(scene.Host.Options.AgenciesIssuer), "grant_types_supported").ShouldNotContain("password");
    }
}

/// <summary>RFC 9700 section 2.5: clients prove who they are by a key that stays with them.</summary>
public sealed class Rfc9700_2_5_ClientAuthentication
{
    [Theory]
    [InlineData("/par")]
    [InlineData("/token")]
    [InlineData("/revoke")]
    public async Task ClientWithoutProofOrWithASecret_IsRefusedEverywhere(string endpoint)
    {
        await using var scene = await Scene.OpenAsync();
        var uri = scene.Party.Staff + endpoint;

        (await scene.Party.SendAsync(uri, scene.Party.Request(("client_id", "front-door")))).Error.ShouldBe("invalid_client");
        (await scene.Party.SendAsync(uri, scene.Party.Request(("client_id", "front-door"), ("client_secret", "secret")))).Error.ShouldBe("invalid_client");
    }

    [Theory]
    [InlineData("/par")]
    [InlineData("/token")]
    [InlineData("/revoke")]
    public async Task ProofOfAnotherClient_DoesNotSpeakForThisOne(string endpoint)
    {
        await using var scene = await Scene.OpenAsync();

        var reply = await scene.Party.PostAsync(endpoint, new()
        {
            ["client_id"] = "front-door",
            ["client_assertion"] = scene.OtherKey.Assertion(Scene.OtherClient, scene.Party.Staff, scene.Host.Clock.GetUtcNow()),
        });

        reply.Error.ShouldBe("invalid_client");
    }

    [Fact]
    public async Task ProofForTheOtherIssuerOrAnotherEndpoint_IsRefused()
    {
        await using var scene = await Scene.OpenAsync();

        foreach (var audience in new[] { scene.Host.Options.AgenciesIssuer, scene.Party.Staff + "/par", scene.Host.Root, "https://elsewhere.example" })
        {
            var reply = await scene.Party.PostAsync("/token", new()
            {
                ["grant_type"] = "client_credentials",
                ["client_assertion"] = scene.Host.FrontDoorKey.Assertion("front-door", audience, scene.Host.Clock.GetUtcNow()),
            });
            reply.Error.ShouldBe("invalid_client", audience);
        }
    }

    [Fact]
    public async Task Discovery_OffersSignedProofsAlone()
    {
        await using var scene = await Scene.OpenAsync();

        foreach (var issuer in new[] { scene.Party.Staff, scene.Host.Options.AgenciesIssuer })
        {
            var document = await Scene.DiscoveryAsync(issuer);
            Scene.Texts(document, "token_endpoint_auth_methods_supported").ShouldBe(["private_key_jwt"]);
            Scene.Texts(document, "token_endpoint_auth_signing_alg_values_supported").ShouldBe(["ES256"]);
        }
    }
}

/// <summary>RFC 9700 section 2.6: metadata, TLS, and no cross-origin calls.</summary>
public sealed class Rfc9700_2_6_OtherRecommendations
{
    [Theory]
    [InlineData("/staff/authorize")]
    [InlineData("/staff/token")]
    [InlineData("/staff/sign-in")]
    public async Task ScriptOfAnotherOrigin_IsAllowedNothing(string path)
    {
        await using var scene = await Scene.OpenAsync();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Options, new Uri(scene.Host.Root + path));
        request.Headers.Add("Origin", "https://attacker.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");

        using var response = await http.SendAsync(request);

        response.Headers.Any(header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase)).ShouldBeFalse();
    }

    [Fact]
    public void IssuerBeyondThisMachineWithoutTls_DoesNotStart()
        => Should.Throw<InvalidOperationException>(() => new IdentityOptions
        {
            BaseAddress = new Uri("http://issuer.example"),
            Database = IdentityDatabase.Sqlite("unused"),
            KeysDirectory = "unused",
            StaffClients = [],
            Stylesheet = new Uri("/app.css", UriKind.Relative),
        }.Validate());

    [Fact]
    public async Task EveryEndpointThatDiscoveryNames_IsTheIssuersOwn()
    {
        await using var scene = await Scene.OpenAsync();

        foreach (var issuer in new[] { scene.Party.Staff, scene.Host.Options.AgenciesIssuer })
        {
            var document = await Scene.DiscoveryAsync(issuer);
            document.GetProperty("issuer").GetString().ShouldBe(issuer);
            document.EnumerateObject().Where(member => member.Name.EndsWith("_endpoint", StringComparison.Ordinal) || member.Name == "jwks_uri")
                .ShouldAllBe(member => member.Value.GetString()!.StartsWith(issuer + "/", StringComparison.Ordinal));
        }
    }
}
