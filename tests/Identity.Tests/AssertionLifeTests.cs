using Mash.Identity.Clients;
using Mash.Identity.Tests.Support;

namespace Mash.Identity.Tests;

/// <summary>A client assertion works once, in its minute, wherever it is presented.</summary>
public sealed class AssertionLifeTests
{
    private const string Agency = "0193a000-0000-7000-8000-000000000005";

    [Theory, OnSqlite, OnPostgres]
    internal async Task AssertionThatAnotherInstanceTook_IsRefused(IdentityDatabaseProvider provider)
    {
        await using var host = await IssuerHost.StartAsync(provider);
        await using var other = await host.StartAnotherAsync();
        using var key = Register(host, other);
        var assertion = key.Assertion(Agency, host.Options.AgenciesIssuer, host.Clock.GetUtcNow());

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => AskAsync(number % 2 == 0 ? host : other, assertion)));

        replies.Count(status => status == 200).ShouldBe(1);
        replies.Count(status => status == 401).ShouldBe(7);
    }

    [Theory, OnSqlite, OnPostgres]
    internal async Task AssertionFromBeforeARestart_IsRefused(IdentityDatabaseProvider provider)
    {
        await using var host = await IssuerHost.StartAsync(provider);
        using var key = Register(host, host);
        var assertion = key.Assertion(Agency, host.Options.AgenciesIssuer, host.Clock.GetUtcNow());
        (await AskAsync(host, assertion)).ShouldBe(200);

        // A process that starts later knows only what is stored.
        await using var restarted = await host.StartAnotherAsync();
        restarted.Agencies.Known[Agency] = host.Agencies.Known[Agency];

        (await AskAsync(restarted, assertion)).ShouldBe(401);
    }

    [Theory]
    [InlineData(61, 0)]
    [InlineData(60, 40)]
    [InlineData(300, 0)]
    [InlineData(65, -5)]
    public async Task AssertionThatLivesLongerThanAMinute_IsRefused(int lifeSeconds, int writtenInSeconds)
    {
        await using var host = await IssuerHost.StartAsync();
        using var key = Register(host, host);

        (await AskAsync(host, key.Assertion(Agency, host.Options.AgenciesIssuer, host.Clock.GetUtcNow().AddSeconds(writtenInSeconds), life: TimeSpan.FromSeconds(lifeSeconds)))).ShouldBe(401);
        (await AskAsync(host, key.Assertion(Agency, host.Options.AgenciesIssuer, host.Clock.GetUtcNow(), life: TimeSpan.FromSeconds(60)))).ShouldBe(200);
    }

    private static TestKey Register(IssuerHost one, IssuerHost other)
    {
        var key = new TestKey();
        one.Agencies.Known[Agency] = other.Agencies.Known[Agency] = new AgencyCredential([key.ForAgency()], ["contacts.submit"], false);
        return key;
    }

    private static async Task<int> AskAsync(IssuerHost host, string assertion)
    {
        using var party = new TestRelyingParty(host);
        return (await party.SendAsync(host.Root + "/agencies/token", new()
        {
            ["grant_type"] = "client_credentials",
            ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            ["client_assertion"] = assertion,
        })).Status;
    }
}
