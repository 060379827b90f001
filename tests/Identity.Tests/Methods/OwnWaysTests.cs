using System.Net;
using Mash.Identity.Audit;
using Mash.Identity.Methods;
using Mash.Identity.Storage;
using Mash.Identity.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Mash.Identity.Tests.Support.SecondStep;

namespace Mash.Identity.Tests.Methods;

/// <summary>The pages on which somebody looks after their own ways to sign in.</summary>
public sealed class OwnWaysTests
{
    [Fact]
    public async Task AppRemovedOnOnesOwnPage_IsAskedForNoMore()
    {
        await using var host = await StartAsync();
        var app = await Enrolment.SetUpAsync(host);
        using var browser = new TestBrowser(host.Root);
        using var ways = await browser.OpenWaysAsync(code: app.NextCode);
        var form = await TestBrowser.FormAsync(await browser.GetAsync(Enrolment.Ways + "/remove"));

        using var removed = await browser.PostAsync(Enrolment.Ways + "/remove", form);

        removed.Headers.Location!.OriginalString.ShouldBe(Enrolment.Ways + "?done=app-removed");
        var store = host.Services.GetRequiredService<IdentityStore>();
        (await store.ReadAsync(db => db.RecoveryCodes.CountAsync(), CancellationToken.None)).ShouldBe(0, "they stood in for the app");
        host.Audit.Acts.ShouldContain(act => act.Kind == SignInActKind.AuthenticatorRemoved);
        host.Messages.Sent.ShouldContain(message => message.Subject == "The authenticator app was removed from your account");
        using var party = new TestRelyingParty(host);
        using var other = new TestBrowser(host.Root);
        (await SecondStepAsync(party, other)).ShouldStartWith(IssuerHost.Callback);
    }

    [Fact]
    public async Task LastSecondFactor_StaysWhereOneIsRequired()
    {
        await using var host = await IssuerHost.StartAsync(change: options => options with { SecondFactor = SecondFactor.Required });
        await host.AddPersonAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        var enrol = await SecondStepAsync(party, browser);
        await Enrolment.SetUpAsync(host, browser, enrol.Replace("/add?", "/add/authenticator?", StringComparison.Ordinal));
        var form = await TestBrowser.FormAsync(await browser.GetAsync(Enrolment.Ways + "/remove"));

        using var removed = await browser.PostAsync(Enrolment.Ways + "/remove", form);

        ((int)removed.StatusCode).ShouldBe(409);
        host.Audit.Acts.ShouldNotContain(act => act.Kind == SignInActKind.AuthenticatorRemoved);
    }

    [Fact]
    public async Task WaysToSignIn_NeedAFreshSignIn()
    {
        await using var host = await StartAsync();
        var app = await Enrolment.SetUpAsync(host);
        using var browser = new TestBrowser(host.Root);
        var form = await TestBrowser.FormAsync(await browser.OpenWaysAsync(code: app.NextCode));
        host.Clock.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));

        using var page = await browser.GetAsync(Enrolment.Ways);
        using var codes = await browser.PostAsync(Enrolment.Ways + "/recovery-codes", form);
        using var remove = await browser.PostAsync(Enrolment.Ways + "/remove", form);

        foreach (var answer in new[] { page, codes, remove })
            answer.Headers.Location!.OriginalString.ShouldStartWith("/staff/sign-in?request=");
        (await TryCodeAsync(host, "recovery-code", app.RecoveryCodes[0])).ShouldBe(HttpStatusCode.SeeOther);
        var again = await TestBrowser.PageAsync(await browser.GetAsync(page.Headers.Location!.OriginalString));
        again.Title.ShouldBe("Confirm that it is you - MASH Hub");
    }

    [Theory]
    [InlineData("/recovery-codes")]
    [InlineData("/remove")]
    [InlineData("/authenticator")]
    public async Task FormOfOnesOwnPageWithoutItsToken_ChangesNothing(string path)
    {
        await using var host = await StartAsync();
        var app = await Enrolment.SetUpAsync(host);
        using var browser = new TestBrowser(host.Root);
        using var ways = await browser.OpenWaysAsync(code: app.NextCode);
        var acts = host.Audit.Acts.Count;

        using var answer = await browser.PostAsync(Enrolment.Ways + path, []);

        ((int)answer.StatusCode).ShouldBe(400);
        host.Audit.Acts.Count.ShouldBe(acts);
    }

    [Theory, OnSqlite, OnPostgres]
    internal async Task PasswordChange_AsksForTheOldOneAndEndsOtherSessions(IdentityDatabaseProvider provider)
    {
        await using var host = await StartAsync(provider);
        using var party = new TestRelyingParty(host);
        using var elsewhere = new TestBrowser(host.Root);
        var other = await party.RedeemAsync(await party.CodeAsync(elsewhere));
        using var browser = new TestBrowser(host.Root);
        using var ways = await browser.OpenWaysAsync();
        var own = await party.RedeemAsync(await party.CodeAsync(browser));

        var wrong = await ChangeAsync("not the password", "seven quiet lanterns");
        var weak = await ChangeAsync(IssuerHost.Password, "password1234");
        var empty = await ChangeAsync("", "");
        var right = await ChangeAsync(IssuerHost.Password, "seven quiet lanterns");

        (await TestBrowser.PageAsync(wrong)).QuerySelector("#old-password-error")!.TextContent.ShouldContain("not your password");
        (await TestBrowser.PageAsync(weak)).QuerySelector("#new-password-error")!.TextContent.ShouldContain("easily guessed");
        (await TestBrowser.PageAsync(empty)).QuerySelectorAll(".govuk-error-summary li").Length.ShouldBe(2);
        right.Headers.Location!.OriginalString.ShouldBe(Enrolment.Ways + "?done=password-changed");
        (await party.RefreshAsync(other.RefreshToken)).Error.ShouldBe("invalid_grant");
        (await party.RefreshAsync(own.RefreshToken)).Status.ShouldBe(200);
        using var still = await browser.GetAsync(Enrolment.Ways);
        still.StatusCode.ShouldBe(HttpStatusCode.OK);
        host.Audit.Acts.Count(act => act.Kind == SignInActKind.PasswordChanged).ShouldBe(1);
        host.Audit.Acts.Count(act => act.Kind == SignInActKind.SignInRefused).ShouldBe(1);
        host.Messages.Sent.ShouldHaveSingleItem().Subject.ShouldBe("The password of your account was changed");

        async Task<HttpResponseMessage> ChangeAsync(string old, string chosen)
        {
            var form = await TestBrowser.FormAsync(await browser.GetAsync(Enrolment.Ways + "/password"));
            form["old-password"] = old;
            form["new-password"] = chosen;
            return await browser.PostAsync(Enrolment.Ways + "/password", form);
        }
    }

    [Fact]
    public async Task ChangeThatCannotBeRecorded_IsNotMade()
    {
        await using var host = await StartAsync();
        using var browser = new TestBrowser(host.Root);
        using var ways = await browser.OpenWaysAsync();
        var page = await TestBrowser.PageAsync(await browser.GetAsync(Enrolment.Ways + "/authenticator"));
        var form = TestBrowser.Hidden(page);
        host.Audit.IsBroken = true;
        form["code"] = await FirstCodeAsync(host);

        using var answer = await browser.PostAsync(Enrolment.Ways + "/authenticator", form);

        ((int)answer.StatusCode).ShouldBe(503);
        var store = host.Services.GetRequiredService<IdentityStore>();
        (await store.ReadAsync(db => db.Authenticators.CountAsync(), CancellationToken.None)).ShouldBe(0);
    }

    /// <summary>The code of the app that is being set up, from the sealed row.</summary>
    private static async Task<string> FirstCodeAsync(IssuerHost host)
    {
        var account = await host.Accounts.FindByUserNameAsync(Person, CancellationToken.None);
        var secret = await host.Services.GetRequiredService<Authenticators>().SetUpAsync(account!.Id, CancellationToken.None);
        return Totp.Code(secret, Totp.StepAt(host.Clock.GetUtcNow()));
    }
}
