using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Grpc.Core;
using Mash.Hub.Access;
using Mash.Hub.Storage;
using Mash.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace Mash.Hub.Tests.Access;

/// <summary>Tokens that somebody forged, mixed up, stole or kept too long, against a whole hub. docs/token-attacks.md lists them.</summary>
public sealed class TokenAttackTests
{
    [Theory]
    [OnEachDatabase]
    internal async Task GoodTokens_AreTaken(DatabaseProvider provider)
    {
        await using var attack = await Attack.PrepareAsync(provider);

        await attack.CallAsync(attack.AgencyToken());
        await attack.CallAsync(attack.Hub.Issuer.StaffToken(attack.Person));
    }

    [Theory]
    [OnEachDatabase]
    internal async Task AlgorithmNone_IsRefused(DatabaseProvider provider)
    {
        await using var attack = await Attack.PrepareAsync(provider);
        var claims = attack.AgencyToken().Split('.')[1];

        foreach (var name in new[] { "none", "None", "NONE", "nOnE" })
            await attack.RefusedAsync(Attack.Encode(new { alg = name, typ = "at+jwt" }) + "." + claims + ".");
        await attack.RefusedAsync(attack.AgencyToken().Split('.')[0] + "." + claims + ".");
    }

    [Theory]
    [OnEachDatabase]
    internal async Task PublicKeyUsedAsSharedSecret_IsRefused(DatabaseProvider provider)
    {
        await using var attack = await Attack.PrepareAsync(provider);
        var jwk = attack.Hub.Issuer.PublicKeyOf(attack.Hub.Issuer.Agencies);
        var text = Attack.Encode(new { alg = "HS256", typ = "at+jwt", kid = jwk["kid"] }) + "." + attack.AgencyToken().Split('.')[1];

        foreach (var secret in new[] { JsonSerializer.Serialize(jwk), jwk["x"], attack.Hub.Issuer.KeyOf(attack.Hub.Issuer.Agencies).ExportSubjectPublicKeyInfoPem() })
            await attack.RefusedAsync(text + "." + Base64UrlEncoder.Encode(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(text))));
    }

    [Theory]
    [OnEachDatabase]
    internal async Task ChangedClaims_AreRefused(DatabaseProvider provider)
    {
        await using var attack = await Attack.PrepareAsync(provider);
        var parts = attack.AgencyToken().Split('.');
        var other = attack.Hub.Issuer.AgencyToken(Guid.NewGuid(), "contacts.read").Split('.');

        await attack.RefusedAsync($"{parts[0]}.{other[1]}.{parts[2]}");
    }

    [Theory]
    [OnEachDatabase]
    internal async Task UnknownIssuer_IsRefused(DatabaseProvider provider)
    {
        await using var attack = await Attack.PrepareAsync(provider);
        var issuer = attack.Hub.Issuer;

        await attack.RefusedAsync(attack.Token(new Uri("https://elsewhere.example/agencies")));
        await attack.RefusedAsync(attack.Token(new Uri(issuer.Agencies + "/more")));
        await attack.RefusedAsync(attack.Token(new Uri(issuer.Agencies.GetLeftPart(UriPartial.Authority))));
    }

    [Theory]
    [OnEachDatabase]
    internal async Task WrongAudience_IsRefused(DatabaseProvider provider)
    {
        await using var attack = await Attack.PrepareAsync(provider);

        foreach (var audience in new[] { "somebody-else", "front-door", "mash-hub2", "MASH-HUB" })
            await attack.RefusedAsync(attack.Token(audience: audience));
    }

    [Theory]
    [OnEachDatabase]
    internal async Task WrongType_IsRefused(DatabaseProvider provider)
    {
        await using var attack = await Attack.PrepareAsync(provider);

        foreach (var type in new[] { "JWT", "logout+jwt", "secevent+jwt", "at" })
            await attack.RefusedAsync(attack.Token(type: type));
    }

    [Theory]
    [OnEachDatabase]
    internal async Task ExpiredToken_IsRefusedAlsoAfterItWasTaken(DatabaseProvider provider)
    {
        await using var attack = await Attack.PrepareAsync(provider);
        var token = attack.AgencyToken();
        await attack.CallAsync(token);

        attack.Hub.Clock.Advance(TimeSpan.FromMinutes(11));

        await attack.RefusedAsync(token);
        await attack.RefusedAsync(attack.Token(lifetime: TimeSpan.FromMinutes(-1)));
    }

    [Theory]
    [OnEachDatabase]
    internal async Task TokenOfLaterOrWithoutEnd_IsRefused(DatabaseProvider provider)
    {
        await using var attack = await Attack.PrepareAsync(provider);
        attack.Hub.Clock.Advance(TimeSpan.FromMinutes(5));
        var later = attack.AgencyToken();
        attack.Hub.Clock.Advance(TimeSpan.FromMinutes(-5));
        var now = attack.Hub.Clock.GetUtcNow().ToUnixTimeSeconds();

        await attack.RefusedAsync(later);
        await attack.RefusedAsync(attack.Signed(new { iss = attack.AgenciesName, aud = "mash-hub", sub = attack.Agency, client_id = attack.Agency, scope = "contacts.read", iat = now }));
    }

    [Theory]
    [OnEachDatabase]
    internal async Task StrangersKey_IsRefusedUnderAnyName(DatabaseProvider provider)
    {
        await using var attack = await Attack.PrepareAsync(provider);
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        await attack.RefusedAsync(attack.Token(otherKey: stranger));
        await attack.RefusedAsync(attack.Token(otherKey: stranger, keyId: "unknown"));
        await attack.RefusedAsync(attack.Token(otherKey: stranger, keyId: "../../keys/token"));
        await attack.RefusedAsync(attack.Token(keyId: "unknown"));
    }

    [Theory]
    [OnEachDatabase]
    internal async Task KeyThatTheTokenBringsItself_IsNotUsed(DatabaseProvider provider)
    {
        await using var attack = await Attack.PrepareAsync(provider);
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = stranger.ExportParameters(includePrivateParameters: false).Q;
        var jwk = new Dictionary<string, object> { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64UrlEncoder.Encode(point.X), ["y"] = Base64UrlEncoder.Encode(point.Y) };

        await attack.RefusedAsync(attack.Token(otherKey: stranger, keyId: "own", header: new Dictionary<string, object> { ["jwk"] = jwk }));
        await attack.RefusedAsync(attack.Token(otherKey: stranger, keyId: "own", header: new Dictionary<string, object> { ["jku"] = "https://attacker.example/jwks" }));
        await attack.RefusedAsync(attack.Token(otherKey: stranger, keyId: "own", header: new Dictionary<string, object> { ["x5u"] = "https://attacker.example/cert" }));
    }

    [Theory]
    [OnEachDatabase]
    internal async Task MixedUpIssuers_AreRefused(DatabaseProvider provider)
    {
        await using var attack = await Attack.PrepareAsync(provider);
        var issuer = attack.Hub.Issuer;

        // Each authority's key vouches for its own tokens only.
        await attack.RefusedAsync(attack.Token(otherKey: issuer.KeyOf(issuer.Staff)));
        await attack.RefusedAsync(attack.Token(otherKey: issuer.KeyOf(issuer.Staff), keyId: issuer.PublicKeyOf(issuer.Staff)["kid"]));
        await attack.RefusedAsync(issuer.Token(issuer.Staff, attack.Person, attack.PersonClaims, otherKey: issuer.KeyOf(issuer.Agencies)));
        // And neither says who the other's people or agencies are.
        await attack.NothingAsync(attack.Token(issuer.Staff));
        await attack.RefusedAsync(issuer.Token(issuer.Agencies, attack.Person, attack.PersonClaims));
    }

    [Theory]
    [OnEachDatabase]
    internal async Task TokenBoundToAnotherKindOfProof_IsRefused(DatabaseProvider provider)
    {
        await using var attack = await Attack.PrepareAsync(provider);

        await attack.RefusedAsync(attack.Token(more: ("cnf", new Dictionary<string, object> { ["jkt"] = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I" })));
        await attack.RefusedAsync(attack.Token(more: ("cnf", "anything")));
        await attack.RefusedAsync(attack.Token(more: ("cnf", new Dictionary<string, object>())));
    }

    [Theory]
    [OnEachDatabase]
    internal async Task TokenOfARevokedKey_EndsWithIt(DatabaseProvider provider)
    {
        await using var attack = await Attack.PrepareAsync(provider);
        var administrator = new AgencyService.AgencyServiceClient(attack.Hub.AsStaff(await attack.Hub.AddStaffAsync("Ada Grant", Roles.Administrator)));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var added = await administrator.AddKeyAsync(new AddKeyRequest
        {
            AgencyId = attack.Agency.ToString(), RequestId = Guid.NewGuid().ToString(), PublicKey = key.ExportSubjectPublicKeyInfoPem(),
        });
        var token = attack.Hub.Issuer.AgencyToken(attack.Agency, "contacts.read", added.Key.KeyId);
        await attack.CallAsync(token);

        await administrator.RevokeKeyAsync(new RevokeKeyRequest { AgencyId = attack.Agency.ToString(), RequestId = Guid.NewGuid().ToString(), KeyId = added.Key.KeyId });

        await attack.RefusedAsync(token);
        await attack.RefusedAsync(attack.Hub.Issuer.AgencyToken(attack.Agency, "contacts.read", added.Key.KeyId));
    }

    [Theory]
    [OnEachDatabase]
    internal async Task TokenOfASuspendedAgency_IsRefusedFromTheNextCall(DatabaseProvider provider)
    {
        await using var attack = await Attack.PrepareAsync(provider);
        var administrator = new AgencyService.AgencyServiceClient(attack.Hub.AsStaff(await attack.Hub.AddStaffAsync("Ada Grant", Roles.Administrator)));
        var token = attack.AgencyToken();
        await attack.CallAsync(token);

        await administrator.SuspendAgencyAsync(new SuspendAgencyRequest { AgencyId = attack.Agency.ToString(), RequestId = Guid.NewGuid().ToString(), Reason = "Key lost" });

        await attack.RefusedAsync(token);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task TokenThatTheStaffAuthorityEnded_IsRefused(DatabaseProvider provider)
    {
        var ended = new EndedTokens();
        await using var attack = await Attack.PrepareAsync(provider, ended);
        var token = attack.Hub.Issuer.StaffToken(attack.Person);
        await attack.CallAsync(token);

        ended.All = true;

        await attack.RefusedAsync(token);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task PersonWhomTheHubDoesNotKnow_LearnsOnlyThatTheyHaveNoRole(DatabaseProvider provider)
    {
        await using var attack = await Attack.PrepareAsync(provider);
        var token = attack.Hub.Issuer.StaffToken(Guid.NewGuid().ToString(), "Tom Reed");

        var me = await new AccessService.AccessServiceClient(attack.Hub.With(token)).GetMeAsync(new GetMeRequest());

        me.Name.ShouldBe("Tom Reed");
        me.Memberships.ShouldBeEmpty();
        me.Areas.ShouldBeEmpty();
        await attack.NothingAsync(token);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task FrontDoorsTokenAndPersonsToken_DoNotStandInForEachOther(DatabaseProvider provider)
    {
        await using var attack = await Attack.PrepareAsync(provider);
        var issuer = attack.Hub.Issuer;

        await attack.NothingAsync(issuer.FrontDoorToken());
        await attack.RefusedAsync(issuer.Token(issuer.Staff, "another-client", new Dictionary<string, object> { ["client_id"] = "another-client", ["scope"] = "sessions" }));
        await attack.RefusedAsync(issuer.Token(issuer.Staff, attack.Person, new Dictionary<string, object> { ["client_id"] = "front-door", ["scope"] = "openid profile" }));
    }

    [Theory]
    [OnEachDatabase]
    internal async Task NewSigningKey_IsTakenAtOnceAndAWithdrawnOneNoLonger(DatabaseProvider provider)
    {
        await using var attack = await Attack.PrepareAsync(provider);
        var old = attack.AgencyToken();
        await attack.CallAsync(old);
        attack.Hub.Clock.Advance(TimeSpan.FromSeconds(30));

        attack.Hub.Issuer.Rotate(attack.Hub.Issuer.Agencies, withdrawOld: true);

        await attack.CallAsync(attack.AgencyToken());
        await attack.RefusedAsync(old);
    }

    [Fact]
    public async Task MadeUpKeyIds_DoNotReachTheIssuerMoreOftenThanTheFloor()
    {
        await using var attack = await Attack.PrepareAsync(DatabaseProvider.Sqlite);
        await attack.CallAsync(attack.AgencyToken());
        attack.Hub.Clock.Advance(TimeSpan.FromSeconds(30));
        var before = attack.Hub.Issuer.KeyRequests;

        for (var number = 0; number < 50; number++)
            await attack.RefusedAsync(attack.Token(keyId: "made-up-" + number));

        attack.Hub.Issuer.KeyRequests.ShouldBe(before + 1);
        await attack.CallAsync(attack.AgencyToken());
    }

    private sealed class EndedTokens : IStaffTokens
    {
        public bool All { get; set; }

        public ValueTask<bool> IsLiveAsync(string tokenId, CancellationToken cancellation) => ValueTask.FromResult(!All);
    }

    /// <summary>A hub with one agency and one contact officer, and tokens that are nearly theirs.</summary>
    private sealed class Attack : IAsyncDisposable
    {
        private Attack(TestHub hub, Guid agency, string person)
        {
            Hub = hub;
            Agency = agency;
            Person = person;
        }

        public TestHub Hub { get; }

        public Guid Agency { get; }

        public string Person { get; }

        public string AgenciesName => Hub.Issuer.Agencies.ToString().TrimEnd('/');

        public Dictionary<string, object> PersonClaims { get; } = new() { ["client_id"] = "front-door", ["scope"] = "openid hub" };

        public static async Task<Attack> PrepareAsync(DatabaseProvider provider, IStaffTokens? tokens = null)
        {
            var hub = await TestHub.StartAsync(provider, builder =>
            {
                if (tokens is not null)
                    builder.Services.AddSingleton(tokens);
            });
            return new Attack(hub, await hub.AddAgencyAsync(), await hub.AddStaffAsync("Ruth Adeyemi", Roles.ContactOfficer));
        }

        public static string Encode(object value) => Base64UrlEncoder.Encode(JsonSerializer.SerializeToUtf8Bytes(value));

        public string AgencyToken() => Hub.Issuer.AgencyToken(Agency, "contacts.read");

        /// <summary>The agency's token with something changed.</summary>
        public string Token(Uri? authority = null, string audience = "mash-hub", string type = "at+jwt", TimeSpan? lifetime = null, ECDsa? otherKey = null,
            string? keyId = null, IDictionary<string, object>? header = null, (string Name, object Value)? more = null)
        {
            var claims = new Dictionary<string, object> { ["client_id"] = Agency.ToString(), ["scope"] = "contacts.read" };
            if (more is { } one)
                claims[one.Name] = one.Value;
            return Hub.Issuer.Token(authority ?? Hub.Issuer.Agencies, Agency.ToString(), claims, audience, type, lifetime, otherKey, keyId, header);
        }

        /// <summary>Any claims, signed by the agencies' authority.</summary>
        public string Signed(object claims)
        {
            var text = Encode(new { alg = "ES256", typ = "at+jwt", kid = Hub.Issuer.PublicKeyOf(Hub.Issuer.Agencies)["kid"] }) + "." + Encode(claims);
            return text + "." + Base64UrlEncoder.Encode(Hub.Issuer.KeyOf(Hub.Issuer.Agencies).SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256));
        }

        public async Task CallAsync(string token) => await Contacts(token).ListContactsAsync(new ListContactsRequest());

        /// <summary>The token counts for nothing.</summary>
        public async Task RefusedAsync(string token)
            => (await Should.ThrowAsync<RpcException>(() => CallAsync(token))).StatusCode.ShouldBe(StatusCode.Unauthenticated);

        /// <summary>The token may say something, and opens no contact.</summary>
        public async Task NothingAsync(string token)
            => (await Should.ThrowAsync<RpcException>(() => CallAsync(token))).StatusCode.ShouldBeOneOf(StatusCode.Unauthenticated, StatusCode.PermissionDenied);

        public ValueTask DisposeAsync() => Hub.DisposeAsync();

        private ContactService.ContactServiceClient Contacts(string token) => new(Hub.With(token));
    }
}
