using Mash.Identity.Audit;
using Mash.Identity.Staff;
using Mash.Identity.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Mash.Identity.Tests;

/// <summary>From a sign-in to tokens: what the code and the refresh token are good for, and how often.</summary>
public sealed class StaffFlowTests
{
    [Theory, OnSqlite, OnPostgres]
    internal async Task SignInWithCode_GivesTokensWithTheClaimsOfTheSignIn(IdentityDatabaseProvider provider)
    {
        await using var host = await IssuerHost.StartAsync(provider);
        var person = await host.AddPersonAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);

        var reply = await party.RedeemAsync(await party.CodeAsync(browser));

        reply.Status.ShouldBe(200);
        var access = reply.Access;
        access.Typ.ShouldBe("at+jwt");
        access.Alg.ShouldBe("ES256");
        access.Issuer.ShouldBe(host.Options.StaffIssuer);
        access.Audiences.ShouldBe(["mash-hub"]);
        access.Subject.ShouldBe(person.Id.ToString());
        access.GetClaim("client_id").Value.ShouldBe("front-door");
        access.GetClaim("scope").Value.ShouldBe("openid profile hub offline_access");
        access.GetClaim("name").Value.ShouldBe("Ruth Adeyemi");
        access.GetClaim("acr").Value.ShouldBe(AuthenticationContext.Password);
        access.GetPayloadValue<string[]>("amr").ShouldBe(["pwd"]);
        (access.ValidTo - access.ValidFrom).ShouldBe(TimeSpan.FromMinutes(10));
        access.IssuedAt.ShouldBe(access.ValidFrom);
        var id = reply.Id;
        id.Typ.ShouldBe("JWT");
        id.Audiences.ShouldBe(["front-door"]);
        id.GetClaim("nonce").Value.ShouldBe("the nonce");
        id.GetClaim("sid").Value.ShouldBe(access.GetClaim("sid").Value);
        var signIn = host.Audit.Acts.ShouldHaveSingleItem();
        signIn.Kind.ShouldBe(SignInActKind.SignedIn);
        signIn.Subject.ShouldBe(person.Id);
        signIn.SessionId.ToString().ShouldBe(access.GetClaim("sid").Value);
        var status = host.Services.GetRequiredService<StaffTokenStatus>();
        (await status.IsLiveAsync(Guid.Parse(access.Id), CancellationToken.None)).ShouldBeTrue();
    }

    [Theory, OnSqlite, OnPostgres]
    internal async Task CodeUsedTwice_IsRefusedAndRevokesWhatItGave(IdentityDatabaseProvider provider)
    {
        await using var host = await IssuerHost.StartAsync(provider);
        await host.AddPersonAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        var code = await party.CodeAsync(browser);
        var first = await party.RedeemAsync(code);

        (await party.RedeemAsync(code)).Error.ShouldBe("invalid_grant");

        (await party.RefreshAsync(first.RefreshToken)).Error.ShouldBe("invalid_grant");
        var status = host.Services.GetRequiredService<StaffTokenStatus>();
        (await status.IsLiveAsync(Guid.Parse(first.Access.Id), CancellationToken.None)).ShouldBeFalse();
        host.Audit.Acts[^1].Kind.ShouldBe(SignInActKind.TokenReplayed);
    }

    [Theory, OnSqlite, OnPostgres]
    internal async Task RefreshTokenUsedAgainLater_EndsTheGrant(IdentityDatabaseProvider provider)
    {
        await using var host = await IssuerHost.StartAsync(provider);
        await host.AddPersonAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        var first = await party.RedeemAsync(await party.CodeAsync(browser));
        var second = await party.RefreshAsync(first.RefreshToken);
        second.Status.ShouldBe(200);
        second.Id.GetClaim("auth_time").Value.ShouldBe(first.Id.GetClaim("auth_time").Value);

        host.Clock.Advance(StaffTokens.CrossingRequests + TimeSpan.FromSeconds(1));
        (await party.RefreshAsync(first.RefreshToken)).Error.ShouldBe("invalid_grant");

        (await party.RefreshAsync(second.RefreshToken)).Error.ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task RefreshRequestsThatCross_LeaveTheGrant()
    {
        await using var host = await IssuerHost.StartAsync();
        await host.AddPersonAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        var first = await party.RedeemAsync(await party.CodeAsync(browser));
        var second = await party.RefreshAsync(first.RefreshToken);

        (await party.RefreshAsync(first.RefreshToken)).Error.ShouldBe("invalid_grant");

        (await party.RefreshAsync(second.RefreshToken)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task WrongVerifier_IsRefusedAndUsesTheCodeUp()
    {
        await using var host = await IssuerHost.StartAsync();
        await host.AddPersonAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        var code = await party.CodeAsync(browser);

        (await party.RedeemAsync(code, new string('a', 43))).Error.ShouldBe("invalid_grant");

        (await party.RedeemAsync(code)).Error.ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task CodeAfterAMinute_IsRefused()
    {
        await using var host = await IssuerHost.StartAsync();
        await host.AddPersonAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        var code = await party.CodeAsync(browser);

        host.Clock.Advance(TimeSpan.FromSeconds(61));

        (await party.RedeemAsync(code)).Error.ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task CodeWithAnotherRedirectUri_IsRefused()
    {
        await using var host = await IssuerHost.StartAsync();
        await host.AddPersonAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);

        (await party.RedeemAsync(await party.CodeAsync(browser), redirectUri: IssuerHost.AfterSignOut)).Error.ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task FrontDoorItself_GetsATokenForSessionsOnly()
    {
        await using var host = await IssuerHost.StartAsync();
        using var party = new TestRelyingParty(host);

        var reply = await party.PostAsync("/token", new() { ["grant_type"] = "client_credentials", ["scope"] = "sessions" });

        reply.Access.Subject.ShouldBe("front-door");
        reply.Access.GetClaim("scope").Value.ShouldBe("sessions");
        (await party.PostAsync("/token", new() { ["grant_type"] = "client_credentials", ["scope"] = "hub" })).Error.ShouldBe("invalid_scope");
        (await party.PostAsync("/token", new() { ["grant_type"] = "password" })).Error.ShouldBe("unsupported_grant_type");
    }
}
