using Mash.Hub.Storage;
using Mash.V1;

namespace Mash.Hub.Tests.Access.Tokens;

/// <summary>Good tokens in the wrong place: of another issuer, audience or type, for somebody else, bound to another proof. docs/token-attacks.md lists them.</summary>
public sealed class MisdirectedTokenTests
{
    [Theory]
    [OnEachDatabase]
    internal async Task UnknownIssuer_IsRefused(DatabaseProvider provider)
    {
        await using var attack = await TokenAttack.PrepareAsync(provider);
        var issuer = attack.Hub.Issuer;

        await attack.RefusedAsync(attack.Token(new Uri("https://elsewhere.example/agencies")));
        await attack.RefusedAsync(attack.Token(new Uri(issuer.Agencies + "/more")));
        await attack.RefusedAsync(attack.Token(new Uri(issuer.Agencies.GetLeftPart(UriPartial.Authority))));
    }

    [Theory]
    [OnEachDatabase]
    internal async Task WrongAudience_IsRefused(DatabaseProvider provider)
    {
        await using var attack = await TokenAttack.PrepareAsync(provider);

        foreach (var audience in new[] { "somebody-else", "front-door", "mash-hub2", "MASH-HUB" })
            await attack.RefusedAsync(attack.Token(audience: audience));
    }

    [Theory]
    [OnEachDatabase]
    internal async Task WrongType_IsRefused(DatabaseProvider provider)
    {
        await using var attack = await TokenAttack.PrepareAsync(provider);

        foreach (var type in new[] { "JWT", "logout+jwt", "secevent+jwt", "at" })
            await attack.RefusedAsync(attack.Token(type: type));
    }

    [Theory]
    [OnEachDatabase]
    internal async Task MixedUpIssuers_AreRefused(DatabaseProvider provider)
    {
        await using var attack = await TokenAttack.PrepareAsync(provider);
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
        await using var attack = await TokenAttack.PrepareAsync(provider);

        await attack.RefusedAsync(attack.Token(more: ("cnf", new Dictionary<string, object> { ["jkt"] = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I" })));
        await attack.RefusedAsync(attack.Token(more: ("cnf", "anything")));
        await attack.RefusedAsync(attack.Token(more: ("cnf", new Dictionary<string, object>())));
    }

    [Theory]
    [OnEachDatabase]
    internal async Task PersonWhomTheHubDoesNotKnow_LearnsOnlyThatTheyHaveNoRole(DatabaseProvider provider)
    {
        await using var attack = await TokenAttack.PrepareAsync(provider);
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
        await using var attack = await TokenAttack.PrepareAsync(provider);
        var issuer = attack.Hub.Issuer;

        await attack.NothingAsync(issuer.FrontDoorToken());
        await attack.RefusedAsync(issuer.Token(issuer.Staff, "another-client", new Dictionary<string, object> { ["client_id"] = "another-client", ["scope"] = "sessions" }));
        await attack.RefusedAsync(issuer.Token(issuer.Staff, attack.Person, new Dictionary<string, object> { ["client_id"] = "front-door", ["scope"] = "openid profile" }));
    }
}
