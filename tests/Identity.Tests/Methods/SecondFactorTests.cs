using System.Net;
using Mash.Identity.Accounts;
using Mash.Identity.Audit;
using Mash.Identity.Methods;
using Mash.Identity.Staff;
using Mash.Identity.Storage;
using Mash.Identity.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Mash.Identity.Tests.Methods;

public sealed class SecondFactorTests
{
    private const string Person = "ruth.adeyemi@mash.example";

    [Theory, OnSqlite, OnPostgres]
    internal async Task PersonWithAnApp_SignsInWithPasswordAndCode(IdentityDatabaseProvider provider)
    {
        await using var host = await StartAsync(provider);
        var app = await Enrolment.SetUpAsync(host);
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);

        var code = await SecondStepAsync(party, browser);
        code.ShouldStartWith("/staff/sign-in/code?request=");
        browser.Cookies.ShouldNotContainKey(StaffSignIn.CookieName);
        using var answer = await browser.SendCodeAsync(code, "code", app.NextCode());
        var tokens = await party.RedeemAsync(TestRelyingParty.Answer(answer.Headers.Location!.OriginalString)["code"]);

        tokens.Access.GetClaim("acr").Value.ShouldBe("urn:mash:acr:mfa");
        tokens.Id.GetClaim("acr").Value.ShouldBe("urn:mash:acr:mfa");
        tokens.Access.Claims.Where(claim => claim.Type == "amr").Select(claim => claim.Value).ShouldBe(["pwd", "otp"]);
        var act = host.Audit.Acts.Last(act => act.Kind == SignInActKind.SignedIn);
        (act.Acr, act.Amr, act.SessionId.ToString()).ShouldBe(("urn:mash:acr:mfa", "pwd otp", tokens.Access.GetClaim("sid").Value));
    }

    [Theory, OnSqlite, OnPostgres]
    internal async Task Totp_CountsEachStepOnce(IdentityDatabaseProvider provider)
    {
        await using var host = await StartAsync(provider);
        var app = await Enrolment.SetUpAsync(host);
        var used = app.Code();

        (await TryCodeAsync(host, "code", used)).ShouldBe(HttpStatusCode.OK, "the code of the set-up was used by it");
        var next = app.NextCode();
        (await TryCodeAsync(host, "code", next)).ShouldBe(HttpStatusCode.SeeOther);
        (await TryCodeAsync(host, "code", next)).ShouldBe(HttpStatusCode.OK);
        (await TryCodeAsync(host, "code", app.Code(-1))).ShouldBe(HttpStatusCode.OK, "an earlier step than the last one used");
        (await TryCodeAsync(host, "code", app.Code(1))).ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task SameCodeSentSideBySide_SignsInOnce()
    {
        await using var host = await StartAsync();
        var app = await Enrolment.SetUpAsync(host);
        var code = app.NextCode();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => TryCodeAsync(host, "code", code)));

        answers.Count(status => status == HttpStatusCode.SeeOther).ShouldBe(1);
    }

    [Theory, OnSqlite, OnPostgres]
    internal async Task WrongCodes_LockTheNameLikeWrongPasswords(IdentityDatabaseProvider provider)
    {
        await using var host = await StartAsync(provider);
        var app = await Enrolment.SetUpAsync(host);
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        var page = await SecondStepAsync(party, browser);
        string? wrong = null;

        for (var attempt = 1; attempt <= SignInFailure.Limit; attempt++)
        {
            using var refused = await browser.SendCodeAsync(page, attempt % 2 == 0 ? "code" : "recovery-code", "abcd-efgh-jkmn");
            refused.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        using var right = await browser.SendCodeAsync(page, "code", app.NextCode());
        wrong = (await TestBrowser.PageAsync(right)).QuerySelector(".govuk-error-summary")!.TextContent;
        wrong.ShouldContain("not right or was used before");
        (await TryCodeAsync(host, "recovery-code", app.RecoveryCodes[0], expectSecondStep: false)).ShouldBe(HttpStatusCode.OK, "the password is locked too");
        host.Audit.Acts.Count(act => act.Kind == SignInActKind.SignInLocked).ShouldBe(1);

        host.Clock.Advance(SignInFailure.Window + TimeSpan.FromSeconds(1));
        (await TryCodeAsync(host, "code", app.Code())).ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task RightPasswordsWithoutCode_DoNotLockTheName()
    {
        await using var host = await StartAsync();
        var app = await Enrolment.SetUpAsync(host);
        using var party = new TestRelyingParty(host);

        for (var attempt = 0; attempt < SignInFailure.Limit * 2; attempt++)
        {
            using var browser = new TestBrowser(host.Root);
            (await SecondStepAsync(party, browser)).ShouldStartWith("/staff/sign-in/code");
        }

        (await TryCodeAsync(host, "code", app.NextCode())).ShouldBe(HttpStatusCode.SeeOther);
    }

    [Theory, OnSqlite, OnPostgres]
    internal async Task RecoveryCode_WorksOnce(IdentityDatabaseProvider provider)
    {
        await using var host = await StartAsync(provider);
        var app = await Enrolment.SetUpAsync(host);
        app.RecoveryCodes.Count.ShouldBe(RecoveryCodes.Count);
        app.RecoveryCodes.Distinct().Count().ShouldBe(RecoveryCodes.Count);

        (await TryCodeAsync(host, "recovery-code", app.RecoveryCodes[3].ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal))).ShouldBe(HttpStatusCode.SeeOther);
        (await TryCodeAsync(host, "recovery-code", app.RecoveryCodes[3])).ShouldBe(HttpStatusCode.OK);
        (await TryCodeAsync(host, "recovery-code", app.RecoveryCodes[4])).ShouldBe(HttpStatusCode.SeeOther);

        host.Audit.Acts.Count(act => act.Kind == SignInActKind.RecoveryCodeUsed).ShouldBe(2);
        host.Messages.Sent.Count(message => message.Subject == "A recovery code was used to sign in to your account" && message.Recipient == Person).ShouldBe(2);
        using var browser = new TestBrowser(host.Root);
        using var ways = await browser.OpenWaysAsync(code: app.NextCode);
        (await ways.Content.ReadAsStringAsync()).ShouldContain("8 of 10 codes are left.");
    }

    [Fact]
    public async Task RecoveryCodeThatCannotBeRecorded_StillWorksAfterwards()
    {
        await using var host = await StartAsync();
        var app = await Enrolment.SetUpAsync(host);
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        var page = await SecondStepAsync(party, browser);

        host.Messages.IsBroken = true;
        using var refused = await browser.SendCodeAsync(page, "recovery-code", app.RecoveryCodes[0]);
        host.Messages.IsBroken = false;
        using var taken = await browser.SendCodeAsync(page, "recovery-code", app.RecoveryCodes[0]);

        ((int)refused.StatusCode).ShouldBe(503);
        ((int)taken.StatusCode).ShouldBe(303);
        host.Log.Clear();
    }

    [Fact]
    public async Task NewRecoveryCodes_EndTheOldOnes()
    {
        await using var host = await StartAsync();
        var app = await Enrolment.SetUpAsync(host);
        using var browser = new TestBrowser(host.Root);
        var form = await TestBrowser.FormAsync(await browser.OpenWaysAsync(code: app.NextCode));

        using var made = await browser.PostAsync(Enrolment.Ways + "/recovery-codes", form);

        var codes = (await TestBrowser.PageAsync(made)).QuerySelectorAll("#codes code").Select(code => code.TextContent).ToList();
        codes.Count.ShouldBe(RecoveryCodes.Count);
        codes.Intersect(app.RecoveryCodes).ShouldBeEmpty();
        (await TryCodeAsync(host, "recovery-code", app.RecoveryCodes[0])).ShouldBe(HttpStatusCode.OK);
        (await TryCodeAsync(host, "recovery-code", codes[0])).ShouldBe(HttpStatusCode.SeeOther);
    }

    [Theory, OnSqlite, OnPostgres]
    internal async Task SecretAndCodes_StandSealedOrHashed(IdentityDatabaseProvider provider)
    {
        await using var host = await StartAsync(provider);
        var app = await Enrolment.SetUpAsync(host);
        var store = host.Services.GetRequiredService<IdentityStore>();

        var held = await store.ReadAsync(db => db.Authenticators.SingleAsync(), CancellationToken.None);
        var hashes = await store.ReadAsync(db => db.RecoveryCodes.Select(code => code.CodeHash).ToListAsync(), CancellationToken.None);

        Convert.ToHexString(held.Secret).ShouldNotContain(Convert.ToHexString(app.Secret));
        hashes.ShouldNotContain(hash => app.RecoveryCodes.Any(code => hash.Contains(code.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)));
        (await store.ReadAsync(db => db.AuthenticatorSetups.CountAsync(), CancellationToken.None)).ShouldBe(0);
        host.Log.ShouldNotContain(line => line.Contains(Totp.Base32(app.Secret), StringComparison.Ordinal));
    }

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

    private static async Task<IssuerHost> StartAsync(IdentityDatabaseProvider provider = IdentityDatabaseProvider.Sqlite)
    {
        var host = await IssuerHost.StartAsync(provider, options => options with { Limits = new RateLimits { SignInsByAccount = 200 } });
        await host.AddPersonAsync();
        return host;
    }

    /// <summary>Where the right password leads.</summary>
    private static async Task<string> SecondStepAsync(TestRelyingParty party, TestBrowser browser)
    {
        using var authorize = await browser.GetAsync(await party.PushAsync());
        using var answer = await browser.SignInAsync(authorize.Headers.Location!.OriginalString, Person, IssuerHost.Password);
        return answer.Headers.Location?.OriginalString ?? "";
    }

    /// <summary>A sign-in of its own up to the second step: 303 when the code was right.</summary>
    private static async Task<HttpStatusCode> TryCodeAsync(IssuerHost host, string field, string code, bool expectSecondStep = true)
    {
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        var page = await SecondStepAsync(party, browser);
        if (!expectSecondStep)
        {
            page.ShouldBeEmpty();
            return HttpStatusCode.OK;
        }

        using var answer = await browser.SendCodeAsync(page, field, code);
        return answer.StatusCode;
    }
}
