using Mash.Identity.Audit;
using Mash.Identity.Staff;
using Mash.Identity.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Mash.Identity.Tests;

/// <summary>How sign-ins and tokens end: signing out, revocation, a closed account.</summary>
public sealed class StaffEndTests
{
    [Theory, OnSqlite, OnPostgres]
    internal async Task SignOut_EndsSessionAndTokensAndGoesBack(IdentityDatabaseProvider provider)
    {
        await using var host = await IssuerHost.StartAsync(provider);
        await host.AddPersonAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        var tokens = await party.RedeemAsync(await party.CodeAsync(browser));
        var query = $"?client_id=front-door&id_token_hint={tokens.Id.EncodedToken}&state=s1&post_logout_redirect_uri={Uri.EscapeDataString(IssuerHost.AfterSignOut)}";

        using var response = await browser.GetAsync("/staff/end-session" + query);

        response.Headers.Location!.OriginalString.ShouldBe(IssuerHost.AfterSignOut + "?state=s1");
        (await party.RefreshAsync(tokens.RefreshToken)).Error.ShouldBe("invalid_grant");
        using var authorize = await browser.GetAsync(await party.PushAsync());
        authorize.Headers.Location!.OriginalString.ShouldStartWith("/staff/sign-in?request=");
        host.Audit.Acts[^1].Kind.ShouldBe(SignInActKind.SignedOut);
    }

    [Theory]
    [InlineData("http://attacker.example/", true)]
    [InlineData(IssuerHost.AfterSignOut, false)]
    public async Task SignOutToAStrangerOrWithoutHint_EndsNothing(string returnTo, bool withHint)
    {
        await using var host = await IssuerHost.StartAsync();
        await host.AddPersonAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        var tokens = await party.RedeemAsync(await party.CodeAsync(browser));
        var hint = withHint ? "&id_token_hint=" + tokens.Id.EncodedToken : "";

        using var response = await browser.GetAsync($"/staff/end-session?client_id=front-door{hint}&post_logout_redirect_uri={Uri.EscapeDataString(returnTo)}");

        ((int)response.StatusCode).ShouldBe(400);
        (await party.RefreshAsync(tokens.RefreshToken)).Status.ShouldBe(200);
    }

    [Theory, OnSqlite, OnPostgres]
    internal async Task Revocation_EndsTheGrantOrTheOneToken(IdentityDatabaseProvider provider)
    {
        await using var host = await IssuerHost.StartAsync(provider);
        await host.AddPersonAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        var status = host.Services.GetRequiredService<StaffTokenStatus>();
        var tokens = await party.RedeemAsync(await party.CodeAsync(browser));

        (await party.PostAsync("/revoke", new() { ["token"] = tokens.AccessToken })).Status.ShouldBe(200);
        (await status.IsLiveAsync(Guid.Parse(tokens.Access.Id), CancellationToken.None)).ShouldBeFalse();
        var next = await party.RefreshAsync(tokens.RefreshToken);
        next.Status.ShouldBe(200);

        (await party.PostAsync("/revoke", new() { ["token"] = next.RefreshToken })).Status.ShouldBe(200);
        (await party.RefreshAsync(next.RefreshToken)).Error.ShouldBe("invalid_grant");
        (await status.IsLiveAsync(Guid.Parse(next.Access.Id), CancellationToken.None)).ShouldBeFalse();
        (await party.PostAsync("/revoke", new() { ["token"] = "unknown" })).Status.ShouldBe(200);
    }

    [Theory, OnSqlite, OnPostgres]
    internal async Task DisabledAccount_LosesTokensAndSessionAtOnce(IdentityDatabaseProvider provider)
    {
        await using var host = await IssuerHost.StartAsync(provider);
        var person = await host.AddPersonAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        var tokens = await party.RedeemAsync(await party.CodeAsync(browser));

        (await host.Accounts.DisableAsync(person.Id, CancellationToken.None)).Succeeded.ShouldBeTrue();

        (await party.RefreshAsync(tokens.RefreshToken)).Error.ShouldBe("invalid_grant");
        var status = host.Services.GetRequiredService<StaffTokenStatus>();
        (await status.IsLiveAsync(Guid.Parse(tokens.Access.Id), CancellationToken.None)).ShouldBeFalse();
        using var authorize = await browser.GetAsync(await party.PushAsync());
        authorize.Headers.Location!.OriginalString.ShouldStartWith("/staff/sign-in?request=");
    }
}
