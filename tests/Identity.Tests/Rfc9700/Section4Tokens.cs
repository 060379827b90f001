using Mash.Identity.Clients;
using Mash.Identity.Staff;
using Mash.Identity.Tests.Support;

namespace Mash.Identity.Tests.Rfc9700;

/// <summary>RFC 9700 section 4.13: what a proxy would say in headers, anybody can say.</summary>
public sealed class Rfc9700_4_13_TlsTerminatingReverseProxies
{
    private const string Agency = "0193a000-0000-7000-8000-000000000004";

    [Fact]
    public async Task ForgedForwardingHeaders_DoNotChangeWhoTheIssuerIs()
    {
        await using var scene = await Scene.OpenAsync();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(scene.Party.Staff + "/.well-known/openid-configuration"));
        request.Headers.Add("X-Forwarded-Host", "attacker.example");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-Prefix", "/evil");
        request.Headers.Add("Forwarded", "host=attacker.example;proto=https");
        request.Headers.Host = "attacker.example";

        using var response = await http.SendAsync(request);

        (await response.Content.ReadAsStringAsync()).ShouldNotContain("attacker.example");
    }

    [Fact]
    public async Task ForgedForwardedFor_DoesNotGoAroundTheRateLimit()
    {
        await using var scene = await Scene.OpenAsync(options => options with { Limits = new RateLimits { TokensByAddress = 3 } });
        using var http = new HttpClient();
        var last = 0;

        for (var call = 0; call < 5; call++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(scene.Party.Staff + "/token")) { Content = new FormUrlEncodedContent([]) };
            request.Headers.Add("X-Forwarded-For", $"198.51.100.{call}");
            request.Headers.Add("X-Real-IP", $"198.51.100.{call}");
            using var response = await http.SendAsync(request);
            last = (int)response.StatusCode;
        }

        last.ShouldBe(429);
    }

    [Theory]
    [InlineData("X-Client-Cert")]
    [InlineData("X-SSL-Client-Cert")]
    [InlineData("X-ARR-ClientCert")]
    [InlineData("X-Forwarded-Client-Cert")]
    [InlineData("Client-Cert")]
    public async Task ClientCertificateInAHeader_IsNotBelieved(string header)
    {
        await using var scene = await Scene.OpenAsync();
        using var certified = new CertifiedKey();
        scene.Host.Agencies.Known[Agency] = new AgencyCredential([certified.ForAgency()], ["contacts.submit"], false);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(scene.Host.Options.AgenciesIssuer + "/token"))
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                ["client_assertion"] = certified.Key.Assertion(Agency, scene.Host.Options.AgenciesIssuer, scene.Host.Clock.GetUtcNow()),
            }),
        };
        request.Headers.TryAddWithoutValidation(header, Convert.ToBase64String(certified.Certificate.RawData));

        using var response = await http.SendAsync(request);

        ((int)response.StatusCode).ShouldBe(401);
    }
}

/// <summary>RFC 9700 section 4.14: refresh tokens are bound to their client, work once, keep their scope, and end with the sign-in.</summary>
public sealed class Rfc9700_4_14_RefreshTokenProtection
{
    [Fact]
    public async Task StolenRefreshToken_IsWorthlessToAnotherClient()
    {
        await using var scene = await Scene.OpenAsync();
        var tokens = await scene.SignInAsync();

        var stolen = await scene.AsOtherClientAsync("/token", new() { ["grant_type"] = "refresh_token", ["refresh_token"] = tokens.RefreshToken });

        stolen.Error.ShouldBe("invalid_grant");
        (await scene.Party.RefreshAsync(tokens.RefreshToken)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task StolenRefreshToken_CannotBeRevokedByAnotherClient()
    {
        await using var scene = await Scene.OpenAsync();
        var tokens = await scene.SignInAsync();

        (await scene.AsOtherClientAsync("/revoke", new() { ["token"] = tokens.RefreshToken })).Status.ShouldBe(200);
        (await scene.AsOtherClientAsync("/revoke", new() { ["token"] = tokens.AccessToken })).Status.ShouldBe(200);

        (await scene.IsLiveAsync(tokens)).ShouldBeTrue();
    }

    [Fact]
    public async Task RefreshTokenThatComesAgain_EndsTheThiefsTokensAndThePersons()
    {
        await using var scene = await Scene.OpenAsync();
        var first = await scene.SignInAsync();
        var thiefs = await scene.Party.RefreshAsync(first.RefreshToken);
        scene.Host.Clock.Advance(StaffTokens.CrossingRequests + TimeSpan.FromSeconds(1));

        (await scene.Party.RefreshAsync(first.RefreshToken)).Error.ShouldBe("invalid_grant");

        (await scene.IsLiveAsync(thiefs)).ShouldBeFalse();
        (await scene.Party.RefreshAsync(thiefs.RefreshToken)).Error.ShouldBe("invalid_grant");
    }

    [Theory]
    [InlineData("openid profile hub offline_access sessions")]
    [InlineData("openid profile")]
    public async Task Refresh_KeepsItsScope(string scope)
    {
        await using var scene = await Scene.OpenAsync();
        var tokens = await scene.SignInAsync();

        (await scene.Party.PostAsync("/token", new() { ["grant_type"] = "refresh_token", ["refresh_token"] = tokens.RefreshToken, ["scope"] = scope })).Error.ShouldBe("invalid_scope");
    }

    [Fact]
    public async Task UnusedRefreshToken_Expires()
    {
        await using var scene = await Scene.OpenAsync();
        var tokens = await scene.SignInAsync();

        scene.Host.Clock.Advance(RefreshToken.Lifetime + TimeSpan.FromSeconds(1));

        (await scene.Party.RefreshAsync(tokens.RefreshToken)).Error.ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task Refreshing_DoesNotOutliveTheSignIn()
    {
        await using var scene = await Scene.OpenAsync();
        var tokens = await scene.SignInAsync();
        for (var elapsed = TimeSpan.Zero; elapsed < SignInSession.Lifetime - TimeSpan.FromMinutes(20); elapsed += TimeSpan.FromMinutes(20))
        {
            scene.Host.Clock.Advance(TimeSpan.FromMinutes(20));
            tokens = await scene.Party.RefreshAsync(tokens.RefreshToken);
            tokens.Status.ShouldBe(200);
        }

        scene.Host.Clock.Advance(TimeSpan.FromMinutes(21));

        (await scene.Party.RefreshAsync(tokens.RefreshToken)).Error.ShouldBe("invalid_grant");
    }
}

/// <summary>RFC 9700 section 4.15: a client's own token cannot pass for a person's.</summary>
public sealed class Rfc9700_4_15_ClientImpersonatingResourceOwner
{
    [Fact]
    public async Task ClientsOwnToken_NamesTheClientWhateverItAsks()
    {
        await using var scene = await Scene.OpenAsync();
        var person = (await scene.SignInAsync()).Access.Subject;

        var reply = await scene.Party.PostAsync("/token", new()
        {
            ["grant_type"] = "client_credentials", ["sub"] = person, ["subject"] = person, ["username"] = person, ["requested_subject"] = person,
        });

        reply.Access.Subject.ShouldBe("front-door");
        reply.Access.GetClaim("client_id").Value.ShouldBe("front-door");
        reply.Access.TryGetPayloadValue<string>("name", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task NamesOfClients_AreNoNamesOfPeople()
    {
        await using var scene = await Scene.OpenAsync();

        Should.Throw<InvalidOperationException>(() => (scene.Host.Options with
        {
            StaffClients = [scene.Host.Options.StaffClients[0] with { ClientId = Guid.NewGuid().ToString() }],
        }).Validate());
    }
}
