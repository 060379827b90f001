using System.Text.Json;
using Mash.Identity.Issuing;
using Mash.Identity.Keys;
using Mash.Identity.Storage;
using Mash.Identity.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Mash.Identity.Tests;

/// <summary>A signing key is published, then signs, then stands until its last token has expired, then is destroyed.</summary>
public sealed class KeyRotationTests
{
    private static readonly KeyRotation Rotation = new() { Age = TimeSpan.FromDays(90), Lead = TimeSpan.FromHours(1) };

    [Fact]
    public async Task NewKey_IsPublishedAtOnceAndSignsAfterTheLead()
    {
        await using var host = await IssuerHost.StartAsync(change: With(Rotation));
        var keys = host.Services.GetRequiredService<Issuers>().Staff.Keys;
        var first = keys.Signing.Key.KeyId;

        var second = keys.Rotate();

        (await PublishedAsync(host)).ShouldBe([second, first]);
        keys.Signing.Key.KeyId.ShouldBe(first);
        host.Clock.Advance(Rotation.Lead - TimeSpan.FromMinutes(1));
        keys.Signing.Key.KeyId.ShouldBe(first);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        keys.Signing.Key.KeyId.ShouldBe(second);
        keys.Standing.Select(key => key.State).ShouldBe([SigningKeyState.Signing, SigningKeyState.Retiring]);
    }

    [Fact]
    public async Task OldKey_StaysPublishedUntilItsLastTokenHasExpiredAndIsThenDestroyed()
    {
        await using var host = await IssuerHost.StartAsync(change: With(Rotation));
        using var party = new TestRelyingParty(host);
        var keys = host.Services.GetRequiredService<Issuers>().Staff.Keys;
        var first = keys.Signing.Key.KeyId;
        keys.Rotate();
        host.Clock.Advance(Rotation.Lead - TimeSpan.FromSeconds(30));
        var last = await party.PostAsync("/token", new() { ["grant_type"] = "client_credentials" });
        last.Access.Kid.ShouldBe(first);

        host.Clock.Advance(TokenWriter.Lifetime);
        keys.Maintain();

        (await PublishedAsync(host)).ShouldContain(first);
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        (await PublishedAsync(host)).ShouldNotContain(first, "out of the set by the clock alone");
        keys.Maintain();
        Directory.GetFiles(host.Options.KeysDirectory, "token-staff-*.pem").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task KeyThatComesOfAge_IsSucceededSoThatItSignsNoLongerThanItsAge()
    {
        await using var host = await IssuerHost.StartAsync(change: With(Rotation));
        var upkeep = host.Services.GetRequiredService<KeyUpkeep>();
        var keys = host.Services.GetRequiredService<Issuers>().Agencies.Keys;
        var first = keys.Signing.Key.KeyId;

        host.Clock.Advance(Rotation.Age - Rotation.Lead - TimeSpan.FromMinutes(1));
        await upkeep.RunOnceAsync(CancellationToken.None);
        keys.Public.Keys.ShouldHaveSingleItem();
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        await upkeep.RunOnceAsync(CancellationToken.None);
        await upkeep.RunOnceAsync(CancellationToken.None);

        keys.Public.Keys.Count.ShouldBe(2);
        keys.Signing.Key.KeyId.ShouldBe(first);
        host.Clock.Advance(Rotation.Lead);
        keys.Signing.Key.KeyId.ShouldNotBe(first);
    }

    [Theory, OnSqlite, OnPostgres]
    internal async Task EveryKeyThatComesAndGoes_IsOnTheRecordOnce(IdentityDatabaseProvider provider)
    {
        await using var host = await IssuerHost.StartAsync(provider, With(Rotation));
        var upkeep = host.Services.GetRequiredService<KeyUpkeep>();
        var issuer = host.Services.GetRequiredService<Issuers>().Staff;
        await upkeep.RunOnceAsync(CancellationToken.None);
        var first = issuer.Keys.Signing.Key.KeyId;

        // As mash cli does, from another process.
        var second = new SigningKeys(host.Options.KeysDirectory, "staff", Rotation, host.Clock).Rotate();
        await Task.WhenAll(upkeep.RunOnceAsync(CancellationToken.None), upkeep.RunOnceAsync(CancellationToken.None));
        host.Clock.Advance(Rotation.Lead + SigningKeys.Retention);
        await upkeep.RunOnceAsync(CancellationToken.None);

        var acts = host.Audit.KeyActs.Where(act => act.Issuer == issuer.Uri).ToList();
        acts.Count(act => act.KeyId == first && !act.IsDestroyed).ShouldBe(1);
        acts.Count(act => act.KeyId == first && act.IsDestroyed).ShouldBe(1);
        acts.Count(act => act.KeyId == second && !act.IsDestroyed).ShouldBe(1);
        var rows = await host.Services.GetRequiredService<IdentityStore>().ReadAsync(
            db => db.SigningKeys.Where(row => row.Issuer == issuer.Uri).OrderBy(row => row.PublishedTime).ToListAsync(), CancellationToken.None);
        rows.Select(row => (row.KeyId, Gone: row.DestroyedTime is not null)).ShouldBe([(first, true), (second, false)]);
    }

    [Fact]
    public async Task TwoProcessesOnOneFolder_AgreeWhicheverRotates()
    {
        await using var host = await IssuerHost.StartAsync(change: With(Rotation));
        var one = host.Services.GetRequiredService<Issuers>().Staff.Keys;
        var other = new SigningKeys(host.Options.KeysDirectory, "staff", Rotation, host.Clock);
        other.Signing.Key.KeyId.ShouldBe(one.Signing.Key.KeyId);

        host.Clock.Advance(Rotation.Age);
        await Task.WhenAll(Task.Run(one.Maintain), Task.Run(other.Maintain), Task.Run(one.Maintain), Task.Run(other.Maintain));

        one.Standing.ShouldBe(other.Standing);
        one.Standing.Count.ShouldBe(2, "one successor, not one from each");
        host.Clock.Advance(Rotation.Lead);
        one.Signing.Key.KeyId.ShouldBe(other.Signing.Key.KeyId);
        host.Clock.Advance(SigningKeys.Retention);
        await Task.WhenAll(Task.Run(one.Maintain), Task.Run(other.Maintain));
        one.Standing.ShouldBe(other.Standing);
        one.Standing.ShouldHaveSingleItem().State.ShouldBe(SigningKeyState.Signing);
    }

    [Fact]
    public async Task CompromisedKey_IsReplacedAndDestroyedAtOnce()
    {
        await using var host = await IssuerHost.StartAsync(change: With(Rotation));
        using var party = new TestRelyingParty(host);
        var keys = host.Services.GetRequiredService<Issuers>().Staff.Keys;
        var stolen = await party.PostAsync("/token", new() { ["grant_type"] = "client_credentials" });

        var fresh = keys.Replace();

        (await PublishedAsync(host)).ShouldBe([fresh]);
        keys.Signing.Key.KeyId.ShouldBe(fresh);
        (await IsValidAsync(stolen.AccessToken, keys)).ShouldBeFalse();
        Directory.GetFiles(host.Options.KeysDirectory, "token-staff-*.pem").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task TokensOfBothKeys_VerifyWhileOneSucceedsTheOther()
    {
        await using var host = await IssuerHost.StartAsync(change: With(Rotation));
        using var party = new TestRelyingParty(host);
        var keys = host.Services.GetRequiredService<Issuers>().Staff.Keys;
        keys.Rotate();
        host.Clock.Advance(Rotation.Lead - TimeSpan.FromMinutes(1));
        var before = await party.PostAsync("/token", new() { ["grant_type"] = "client_credentials" });
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        var after = await party.PostAsync("/token", new() { ["grant_type"] = "client_credentials" });

        after.Access.Kid.ShouldNotBe(before.Access.Kid);
        (await IsValidAsync(before.AccessToken, keys)).ShouldBeTrue();
        (await IsValidAsync(after.AccessToken, keys)).ShouldBeTrue();
    }

    [Fact]
    public async Task Jwks_NeverHoldsAPrivateMember()
    {
        await using var host = await IssuerHost.StartAsync(change: With(Rotation));
        using var http = new HttpClient();
        var issuers = host.Services.GetRequiredService<Issuers>();
        issuers.Staff.Keys.Rotate();
        issuers.Agencies.Keys.Rotate();

        foreach (var issuer in new[] { issuers.Staff, issuers.Agencies })
        {
            using var document = JsonDocument.Parse(await http.GetStringAsync(new Uri(issuer.JwksUri)));
            var keys = document.RootElement.GetProperty("keys").EnumerateArray().ToList();
            keys.Count.ShouldBe(2);
            foreach (var key in keys)
                key.EnumerateObject().Select(member => member.Name).ShouldBe(["kty", "crv", "x", "y", "kid", "use", "alg"], ignoreOrder: true);
        }
    }

    [Theory]
    [InlineData(1, 90)]
    [InlineData(60, 0)]
    public void RotationThatCannotWork_IsRefusedAtStart(int leadMinutes, int ageDays)
        => Should.Throw<InvalidOperationException>(() => new KeyRotation { Lead = TimeSpan.FromMinutes(leadMinutes), Age = TimeSpan.FromDays(ageDays) }.Validate());

    private static Func<IdentityOptions, IdentityOptions> With(KeyRotation rotation) => options => options with { KeyRotation = rotation };

    private static async Task<List<string>> PublishedAsync(IssuerHost host)
    {
        using var http = new HttpClient();
        using var document = JsonDocument.Parse(await http.GetStringAsync(new Uri(host.Options.StaffIssuer + "/jwks")));
        return [.. document.RootElement.GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("kid").GetString()!)];
    }

    private static async Task<bool> IsValidAsync(string token, SigningKeys keys) => (await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
    {
        IssuerSigningKeys = keys.Verifying,
        TryAllIssuerSigningKeys = false,
        ValidateAudience = false,
        ValidateIssuer = false,
        ValidateLifetime = false,
    })).IsValid;
}
