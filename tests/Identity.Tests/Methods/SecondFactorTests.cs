using System.Net;
using Mash.Identity.Accounts;
using Mash.Identity.Audit;
using Mash.Identity.Methods;
using Mash.Identity.Staff;
using Mash.Identity.Storage;
using Mash.Identity.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Mash.Identity.Tests.Support.SecondStep;

namespace Mash.Identity.Tests.Methods;

/// <summary>The step after the right password: codes of an app and recovery codes.</summary>
public sealed class SecondFactorTests
{
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
}
