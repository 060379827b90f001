using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Mash.Hub.Storage;
using Microsoft.IdentityModel.Tokens;

namespace Mash.Hub.Tests.Access.Tokens;

/// <summary>Tokens that somebody made or changed: signature, algorithm and key. docs/token-attacks.md lists them.</summary>
public sealed class ForgedTokenTests
{
    [Theory]
    [OnEachDatabase]
    internal async Task AlgorithmNone_IsRefused(DatabaseProvider provider)
    {
        await using var attack = await TokenAttack.PrepareAsync(provider);
        var claims = attack.AgencyToken().Split('.')[1];

        foreach (var name in new[] { "none", "None", "NONE", "nOnE" })
            await attack.RefusedAsync(TokenAttack.Encode(new { alg = name, typ = "at+jwt" }) + "." + claims + ".");
        await attack.RefusedAsync(attack.AgencyToken().Split('.')[0] + "." + claims + ".");
    }

    [Theory]
    [OnEachDatabase]
    internal async Task PublicKeyUsedAsSharedSecret_IsRefused(DatabaseProvider provider)
    {
        await using var attack = await TokenAttack.PrepareAsync(provider);
        var jwk = attack.Hub.Issuer.PublicKeyOf(attack.Hub.Issuer.Agencies);
        var text = TokenAttack.Encode(new { alg = "HS256", typ = "at+jwt", kid = jwk["kid"] }) + "." + attack.AgencyToken().Split('.')[1];

        foreach (var secret in new[] { JsonSerializer.Serialize(jwk), jwk["x"], attack.Hub.Issuer.KeyOf(attack.Hub.Issuer.Agencies).ExportSubjectPublicKeyInfoPem() })
            await attack.RefusedAsync(text + "." + Base64UrlEncoder.Encode(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(text))));
    }

    [Theory]
    [OnEachDatabase]
    internal async Task ChangedClaims_AreRefused(DatabaseProvider provider)
    {
        await using var attack = await TokenAttack.PrepareAsync(provider);
        var parts = attack.AgencyToken().Split('.');
        var other = attack.Hub.Issuer.AgencyToken(Guid.NewGuid(), "contacts.read").Split('.');

        await attack.RefusedAsync($"{parts[0]}.{other[1]}.{parts[2]}");
    }

    [Theory]
    [OnEachDatabase]
    internal async Task StrangersKey_IsRefusedUnderAnyName(DatabaseProvider provider)
    {
        await using var attack = await TokenAttack.PrepareAsync(provider);
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
        await using var attack = await TokenAttack.PrepareAsync(provider);
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = stranger.ExportParameters(includePrivateParameters: false).Q;
        var jwk = new Dictionary<string, object> { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64UrlEncoder.Encode(point.X), ["y"] = Base64UrlEncoder.Encode(point.Y) };

        await attack.RefusedAsync(attack.Token(otherKey: stranger, keyId: "own", header: new Dictionary<string, object> { ["jwk"] = jwk }));
        await attack.RefusedAsync(attack.Token(otherKey: stranger, keyId: "own", header: new Dictionary<string, object> { ["jku"] = "https://attacker.example/jwks" }));
        await attack.RefusedAsync(attack.Token(otherKey: stranger, keyId: "own", header: new Dictionary<string, object> { ["x5u"] = "https://attacker.example/cert" }));
    }

    [Theory]
    [OnEachDatabase]
    internal async Task NewSigningKey_IsTakenAtOnceAndAWithdrawnOneNoLonger(DatabaseProvider provider)
    {
        await using var attack = await TokenAttack.PrepareAsync(provider);
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
        await using var attack = await TokenAttack.PrepareAsync(DatabaseProvider.Sqlite);
        await attack.CallAsync(attack.AgencyToken());
        attack.Hub.Clock.Advance(TimeSpan.FromSeconds(30));
        var before = attack.Hub.Issuer.KeyRequests;

        for (var number = 0; number < 50; number++)
            await attack.RefusedAsync(attack.Token(keyId: "made-up-" + number));

        attack.Hub.Issuer.KeyRequests.ShouldBe(before + 1);
        await attack.CallAsync(attack.AgencyToken());
    }
}
