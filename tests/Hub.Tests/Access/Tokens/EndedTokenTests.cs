using System.Security.Cryptography;
using Mash.Hub.Access;
using Mash.Hub.Storage;
using Mash.V1;

namespace Mash.Hub.Tests.Access.Tokens;

/// <summary>Tokens whose time is over or whose holder lost the right to them. docs/token-attacks.md lists them.</summary>
public sealed class EndedTokenTests
{
    [Theory]
    [OnEachDatabase]
    internal async Task GoodTokens_AreTaken(DatabaseProvider provider)
    {
        await using var attack = await TokenAttack.PrepareAsync(provider);

        await attack.CallAsync(attack.AgencyToken());
        await attack.CallAsync(attack.Hub.Issuer.StaffToken(attack.Person));
    }

    [Theory]
    [OnEachDatabase]
    internal async Task ExpiredToken_IsRefusedAlsoAfterItWasTaken(DatabaseProvider provider)
    {
        await using var attack = await TokenAttack.PrepareAsync(provider);
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
        await using var attack = await TokenAttack.PrepareAsync(provider);
        attack.Hub.Clock.Advance(TimeSpan.FromMinutes(5));
        var later = attack.AgencyToken();
        attack.Hub.Clock.Advance(TimeSpan.FromMinutes(-5));
        var now = attack.Hub.Clock.GetUtcNow().ToUnixTimeSeconds();

        await attack.RefusedAsync(later);
        await attack.RefusedAsync(attack.Signed(new { iss = attack.AgenciesName, aud = "mash-hub", sub = attack.Agency, client_id = attack.Agency, scope = "contacts.read", iat = now }));
    }

    [Theory]
    [OnEachDatabase]
    internal async Task TokenOfARevokedKey_EndsWithIt(DatabaseProvider provider)
    {
        await using var attack = await TokenAttack.PrepareAsync(provider);
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
        await using var attack = await TokenAttack.PrepareAsync(provider);
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
        await using var attack = await TokenAttack.PrepareAsync(provider, ended);
        var token = attack.Hub.Issuer.StaffToken(attack.Person);
        await attack.CallAsync(token);

        ended.All = true;

        await attack.RefusedAsync(token);
    }

    private sealed class EndedTokens : IStaffTokens
    {
        public bool All { get; set; }

        public ValueTask<bool> IsLiveAsync(string tokenId, CancellationToken cancellation) => ValueTask.FromResult(!All);
    }
}
