using System.Text;
using System.Text.Json;
using Mash.Identity.Clients;
using Mash.Identity.Tests.Support;
using Microsoft.IdentityModel.Tokens;

namespace Mash.Identity.Tests;

public sealed class AgencyTokenTests
{
    private const string Agency = "0193a000-0000-7000-8000-000000000001";

    [Theory, OnSqlite, OnPostgres]
    internal async Task GoodAssertion_GivesATokenForTheHub(IdentityDatabaseProvider provider)
    {
        await using var host = await IssuerHost.StartAsync(provider);
        using var key = Register(host);

        var reply = await AskAsync(host, key.Assertion(Agency, host.Options.AgenciesIssuer, host.Clock.GetUtcNow()), "contacts.submit");

        reply.Status.ShouldBe(200);
        var token = reply.Access;
        token.Typ.ShouldBe("at+jwt");
        token.Alg.ShouldBe("ES256");
        token.Issuer.ShouldBe(host.Options.AgenciesIssuer);
        token.Subject.ShouldBe(Agency);
        token.Audiences.ShouldBe(["mash-hub"]);
        token.GetClaim("client_id").Value.ShouldBe(Agency);
        token.GetClaim("key_id").Value.ShouldBe(key.KeyId);
        token.GetClaim("scope").Value.ShouldBe("contacts.submit");
        token.Id.ShouldNotBeEmpty();
        (token.ValidTo - token.ValidFrom).ShouldBe(TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task NoScopeAsked_GivesAllThatAreAllowed()
    {
        await using var host = await IssuerHost.StartAsync();
        using var key = Register(host);

        var reply = await AskAsync(host, key.Assertion(Agency, host.Options.AgenciesIssuer + "/token", host.Clock.GetUtcNow()), null);

        reply.Access.GetClaim("scope").Value.ShouldBe("contacts.submit contacts.read");
    }

    [Theory, OnSqlite, OnPostgres]
    internal async Task AssertionSentTwice_IsRefused(IdentityDatabaseProvider provider)
    {
        await using var host = await IssuerHost.StartAsync(provider);
        using var key = Register(host);
        var assertion = key.Assertion(Agency, host.Options.AgenciesIssuer, host.Clock.GetUtcNow());

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AskAsync(host, assertion, null)));

        replies.Count(reply => reply.Status == 200).ShouldBe(1);
        replies.Where(reply => reply.Status != 200).ShouldAllBe(reply => reply.Status == 401 && reply.Error == "invalid_client");
    }

    [Fact]
    public async Task TwoLiveKeys_BothWorkAndARevokedOneDoesNot()
    {
        await using var host = await IssuerHost.StartAsync();
        using var old = new TestKey();
        using var fresh = new TestKey();
        host.Agencies.Known[Agency] = new AgencyCredential([old.ForAgency(), fresh.ForAgency()], ["contacts.submit"], false);
        (await AskAsync(host, old, null)).Status.ShouldBe(200);
        (await AskAsync(host, fresh, null)).Access.GetClaim("key_id").Value.ShouldBe(fresh.KeyId);

        host.Agencies.Known[Agency] = new AgencyCredential([fresh.ForAgency()], ["contacts.submit"], false);

        (await AskAsync(host, old, null)).Error.ShouldBe("invalid_client");
        (await AskAsync(host, fresh, null)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task KeyReplacedUnderItsName_NoLongerWorks()
    {
        await using var host = await IssuerHost.StartAsync();
        using var old = Register(host);
        using var fresh = new TestKey();
        (await AskAsync(host, old, null)).Status.ShouldBe(200);

        host.Agencies.Known[Agency] = new AgencyCredential([fresh.ForAgency() with { KeyId = old.KeyId }], ["contacts.submit"], false);

        (await AskAsync(host, old, null)).Error.ShouldBe("invalid_client");
    }

    [Fact]
    public async Task KeyPastItsEnd_IsRefused()
    {
        await using var host = await IssuerHost.StartAsync();
        using var key = new TestKey();
        host.Agencies.Known[Agency] = new AgencyCredential([key.ForAgency(host.Clock.GetUtcNow())], ["contacts.submit"], false);

        (await AskAsync(host, key, null)).Error.ShouldBe("invalid_client");
    }

    [Fact]
    public async Task SuspendedAgency_IsRefusedFromTheNextRequest()
    {
        await using var host = await IssuerHost.StartAsync();
        using var key = Register(host);
        (await AskAsync(host, key, null)).Status.ShouldBe(200);

        host.Agencies.Known[Agency] = host.Agencies.Known[Agency] with { Suspended = true };

        (await AskAsync(host, key, null)).Error.ShouldBe("unauthorized_client");
    }

    [Fact]
    public async Task UnknownScope_IsRefused()
    {
        await using var host = await IssuerHost.StartAsync();
        using var key = Register(host);

        (await AskAsync(host, key, "contacts.submit sessions")).Error.ShouldBe("invalid_scope");
    }

    [Fact]
    public async Task UnknownClientAndWrongKey_LookTheSame()
    {
        await using var host = await IssuerHost.StartAsync();
        using var key = Register(host);
        using var stranger = new TestKey();
        var now = host.Clock.GetUtcNow();

        var unknown = await AskAsync(host, stranger.Assertion("0193a000-0000-7000-8000-000000000009", host.Options.AgenciesIssuer, now), null, null);
        var wrongKey = await AskAsync(host, stranger.Assertion(Agency, host.Options.AgenciesIssuer, now), null);
        var wrongKeyUnderTheRightName = await AskAsync(host, stranger.Assertion(Agency, host.Options.AgenciesIssuer, now, kid: key.KeyId), null);

        wrongKey.Status.ShouldBe(401);
        unknown.Body.ToString().ShouldBe(wrongKey.Body.ToString());
        wrongKeyUnderTheRightName.Body.ToString().ShouldBe(wrongKey.Body.ToString());
    }

    [Fact]
    public async Task BentAssertions_AreRefused()
    {
        await using var host = await IssuerHost.StartAsync();
        using var key = Register(host);
        var (issuer, now) = (host.Options.AgenciesIssuer, host.Clock.GetUtcNow());
        string[] bent =
        [
            key.Assertion(Agency, host.Options.StaffIssuer, now),
            key.Assertion(Agency, new[] { issuer, "https://other.example" }, now),
            key.Assertion(Agency, issuer, now, life: TimeSpan.FromMinutes(5)),
            key.Assertion(Agency, issuer, now - TimeSpan.FromMinutes(2)),
            key.Assertion(Agency, issuer, now, subject: "someone-else"),
            key.Assertion(Agency, issuer, now, jti: ""),
            key.Assertion(Agency, issuer, now, jti: new string('j', 300)),
            Unsigned(issuer, now),
            SignedWithThePublicKeyAsSecret(issuer, now, key),
            "not a token",
            "a.b.c",
        ];

        foreach (var assertion in bent)
        {
            var reply = await AskAsync(host, assertion, null);
            reply.Status.ShouldBe(401, assertion);
            reply.Error.ShouldBe("invalid_client");
        }
    }

    [Fact]
    public async Task SecretsAndOtherGrants_AreRefused()
    {
        await using var host = await IssuerHost.StartAsync();
        using var key = Register(host);
        using var party = new TestRelyingParty(host);
        var uri = host.Options.AgenciesIssuer + "/token";

        (await party.SendAsync(uri, new() { ["grant_type"] = "client_credentials", ["client_id"] = Agency, ["client_secret"] = "x" })).Status.ShouldBe(401);
        var otherGrant = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            ["client_assertion"] = key.Assertion(Agency, host.Options.AgenciesIssuer, host.Clock.GetUtcNow()),
        };
        (await party.SendAsync(uri, otherGrant)).Error.ShouldBe("unsupported_grant_type");
    }

    [Fact]
    public async Task TooManyCallsFromAnAddress_Are429WithRetryAfter()
    {
        await using var host = await IssuerHost.StartAsync(change: options => options with { Limits = new RateLimits { TokensByAddress = 3 } });
        using var http = new HttpClient();
        HttpResponseMessage? last = null;

        for (var call = 0; call < 4; call++)
            last = await http.PostAsync(new Uri(host.Options.AgenciesIssuer + "/token"), new FormUrlEncodedContent([]));

        ((int)last!.StatusCode).ShouldBe(429);
        last.Headers.RetryAfter.ShouldNotBeNull();
    }

    private static TestKey Register(IssuerHost host)
    {
        var key = new TestKey();
        host.Agencies.Known[Agency] = new AgencyCredential([key.ForAgency()], ["contacts.submit", "contacts.read"], false);
        return key;
    }

    private static Task<TokenReply> AskAsync(IssuerHost host, TestKey key, string? scope)
        => AskAsync(host, key.Assertion(Agency, host.Options.AgenciesIssuer, host.Clock.GetUtcNow()), scope);

    private static async Task<TokenReply> AskAsync(IssuerHost host, string assertion, string? scope, string? clientId = Agency)
    {
        using var party = new TestRelyingParty(host);
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            ["client_assertion"] = assertion,
        };
        if (clientId is not null)
            form["client_id"] = clientId;
        if (scope is not null)
            form["scope"] = scope;
        return await party.SendAsync(host.Options.AgenciesIssuer + "/token", form);
    }

    private static string Unsigned(string issuer, DateTimeOffset now) => Encode(new { alg = "none" }) + "." + Encode(Payload(issuer, now)) + ".";

    private static string SignedWithThePublicKeyAsSecret(string issuer, DateTimeOffset now, TestKey key)
    {
        var text = Encode(new { alg = "HS256", kid = key.KeyId }) + "." + Encode(Payload(issuer, now));
        var secret = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(key.Jwk));
        return text + "." + Base64UrlEncoder.Encode(System.Security.Cryptography.HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(text)));
    }

    private static object Payload(string issuer, DateTimeOffset now) => new
    {
        iss = Agency,
        sub = Agency,
        aud = issuer,
        jti = Guid.CreateVersion7(),
        exp = now.ToUnixTimeSeconds() + 60,
    };

    private static string Encode(object value) => Base64UrlEncoder.Encode(JsonSerializer.SerializeToUtf8Bytes(value));
}
