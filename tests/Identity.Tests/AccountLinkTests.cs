using System.Net;
using System.Text.RegularExpressions;
using Mash.Identity.Accounts;
using Mash.Identity.Audit;
using Mash.Identity.Storage;
using Mash.Identity.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Mash.Identity.Tests;

/// <summary>Invitations and new passwords by a link in a message.</summary>
public sealed partial class AccountLinkTests
{
    private const string Known = "ruth.adeyemi@mash.example";
    private const string NewPassword = "seven quiet lanterns";

    [Theory, OnSqlite, OnPostgres]
    internal async Task InvitedPerson_SetsAPasswordOnceAndSignsInWithIt(IdentityDatabaseProvider provider)
    {
        await using var host = await IssuerHost.StartAsync(provider);
        using var browser = new TestBrowser(host.Root);
        var (account, link) = await InviteAsync(host);

        using var shown = await browser.GetAsync(link.Address.PathAndQuery);
        var page = await TestBrowser.PageAsync(shown);
        using var weak = await PostAsync(browser, link.Address, "password1234");
        using var set = await PostAsync(browser, link.Address, NewPassword);
        using var again = await browser.GetAsync(link.Address.PathAndQuery);
        var history = await SignInAsync(host, NewPassword);

        shown.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.QuerySelector("main")!.TextContent.ShouldContain("Nadia Osei");
        page.QuerySelector("#password")!.GetAttribute("autocomplete").ShouldBe("new-password");
        // Without scripts the password is there in full, and the passkey is not.
        page.QuerySelector("details")!.HasAttribute("open").ShouldBeTrue();
        page.QuerySelector("#passkey")!.HasAttribute("hidden").ShouldBeTrue();
        (await TestBrowser.PageAsync(weak)).QuerySelector("#password-error")!.TextContent.ShouldNotBeEmpty();
        set.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        set.Headers.Location!.ToString().ShouldBe("http://localhost:5999/");
        again.StatusCode.ShouldBe(HttpStatusCode.Gone);
        history.ShouldBeTrue();
        host.Audit.Acts.Select(act => (act.Kind, act.Subject)).ShouldContain((SignInActKind.InvitationAccepted, account.Id));
    }

    [Theory, OnSqlite, OnPostgres]
    internal async Task InvitationThatIsOverOrReplaced_AnswersOnePlainPage(IdentityDatabaseProvider provider)
    {
        await using var host = await IssuerHost.StartAsync(provider);
        using var browser = new TestBrowser(host.Root);
        var (account, first) = await InviteAsync(host);
        var links = host.Services.GetRequiredService<AccountLinks>();
        var second = await links.IssueAsync(account.Id, AccountLinkKind.Invitation, CancellationToken.None);
        await links.ReplaceAsync(account.Id, second.Id, CancellationToken.None);

        using var replaced = await browser.GetAsync(first.Address.PathAndQuery);
        using var live = await browser.GetAsync(second.Address.PathAndQuery);
        using var asReset = await browser.GetAsync(second.Address.PathAndQuery.Replace("invitation", "reset", StringComparison.Ordinal));
        host.Clock.Advance(TimeSpan.FromHours(72));
        using var over = await browser.GetAsync(second.Address.PathAndQuery);
        using var made = await browser.GetAsync("/staff/invitation?link=" + new string('A', 43));

        live.StatusCode.ShouldBe(HttpStatusCode.OK);
        var words = await over.Content.ReadAsStringAsync();
        foreach (var answer in new[] { replaced, asReset, over, made })
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.Gone);
            (await answer.Content.ReadAsStringAsync()).ShouldBe(words);
        }
    }

    [Fact]
    public async Task OneLinkUsedTwiceAtOnce_SetsOnePassword()
    {
        await using var host = await IssuerHost.StartAsync();
        var (_, link) = await InviteAsync(host);
        using var one = new TestBrowser(host.Root);
        using var other = new TestBrowser(host.Root);
        var forms = new List<Dictionary<string, string>>();
        foreach (var browser in new[] { one, other })
            forms.Add(await TestBrowser.FormAsync(await browser.GetAsync(link.Address.PathAndQuery)));
        forms[0]["password"] = NewPassword;
        forms[1]["password"] = "eight loud lanterns";

        var answers = await Task.WhenAll(one.PostAsync("/staff/invitation", forms[0]), other.PostAsync("/staff/invitation", forms[1]));

        answers.Select(answer => answer.StatusCode).Order().ShouldBe([HttpStatusCode.SeeOther, HttpStatusCode.Gone]);
    }

    [Theory, OnSqlite, OnPostgres]
    internal async Task ForgottenPassword_IsSetByALinkThatEndsEverySession(IdentityDatabaseProvider provider)
    {
        await using var host = await IssuerHost.StartAsync(provider);
        await host.AddPersonAsync();
        using var party = new TestRelyingParty(host);
        using var signedIn = new TestBrowser(host.Root);
        var tokens = await party.RedeemAsync(await party.CodeAsync(signedIn));
        using var browser = new TestBrowser(host.Root);

        await AskAsync(browser, " RUTH.adeyemi@mash.example ");
        var message = await MessageAsync(host, 1);
        var link = new Uri(Address().Match(message.Body).Value);
        using var set = await PostAsync(browser, link, NewPassword);

        message.Recipient.ShouldBe(Known);
        set.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await party.RefreshAsync(tokens.RefreshToken)).Status.ShouldBe(400);
        (await SignInAsync(host, NewPassword)).ShouldBeTrue();
        (await SignInAsync(host, IssuerHost.Password)).ShouldBeFalse();
        using var again = await browser.GetAsync(link.PathAndQuery);
        again.StatusCode.ShouldBe(HttpStatusCode.Gone);
        host.Audit.Acts.Select(act => act.Kind).ShouldBe(
            [SignInActKind.SignedIn, SignInActKind.ResetAsked, SignInActKind.PasswordReset, SignInActKind.SignedIn, SignInActKind.SignInRefused]);
    }

    [Theory, OnSqlite, OnPostgres]
    internal async Task ForgottenPassword_AnswersTheSameWhetherOrNotTheAddressIsKnown(IdentityDatabaseProvider provider)
    {
        await using var host = await IssuerHost.StartAsync(provider);
        await host.AddPersonAsync();
        var closed = await host.AddPersonAsync("closed@mash.example", "Closed");
        await host.Accounts.DisableAsync(closed.Id, CancellationToken.None);
        await InviteAsync(host);
        using var browser = new TestBrowser(host.Root);

        var unknown = await AskAsync(browser, "nobody.here@mash.example");
        var disabled = await AskAsync(browser, "closed@mash.example");
        var invited = await AskAsync(browser, "nadia.osei@mash.example");
        var known = await AskAsync(browser, Known);
        var soonAgain = await AskAsync(browser, Known);
        await MessageAsync(host, 1);
        host.Clock.Advance(TimeSpan.FromMinutes(3));
        await AskAsync(browser, Known);
        await MessageAsync(host, 2);

        disabled.ShouldBe(unknown);
        invited.ShouldBe(unknown);
        known.ShouldBe(unknown);
        soonAgain.ShouldBe(unknown);
        host.Messages.Sent.ShouldAllBe(message => message.Recipient == Known);
    }

    [Fact]
    public async Task ResetLink_LastsThirtyMinutesAndLeavesTheSecondFactor()
    {
        await using var host = await IssuerHost.StartAsync();
        var person = await host.AddPersonAsync();
        var store = host.Services.GetRequiredService<IdentityStore>();
        await store.WriteAsync(
            db => db.Users.Where(account => account.Id == person.Id).ExecuteUpdateAsync(set => set.SetProperty(account => account.TwoFactorEnabled, true)), CancellationToken.None);
        using var browser = new TestBrowser(host.Root);
        var links = host.Services.GetRequiredService<AccountLinks>();
        var late = await links.IssueAsync(person.Id, AccountLinkKind.Reset, CancellationToken.None);
        host.Clock.Advance(TimeSpan.FromMinutes(30));

        using var over = await browser.GetAsync(late.Address.PathAndQuery);
        var link = await links.IssueAsync(person.Id, AccountLinkKind.Reset, CancellationToken.None);
        using var set = await PostAsync(browser, link.Address, NewPassword);

        over.StatusCode.ShouldBe(HttpStatusCode.Gone);
        set.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await store.ReadAsync(db => db.Users.SingleAsync(account => account.Id == person.Id), CancellationToken.None)).TwoFactorEnabled.ShouldBeTrue();
    }

    [Fact]
    public async Task StoredLink_HoldsItsSecretAsAHashOnly()
    {
        await using var host = await IssuerHost.StartAsync();
        var (_, link) = await InviteAsync(host);
        var secret = link.Address.Query["?link=".Length..];

        var row = await host.Services.GetRequiredService<IdentityStore>().ReadAsync(db => db.AccountLinks.SingleAsync(), CancellationToken.None);

        secret.Length.ShouldBe(43);
        row.SecretHash.ShouldNotBe(secret);
        host.Log.ShouldAllBe(line => !line.Contains(secret, StringComparison.Ordinal));
    }

    private static async Task<(StaffAccountInfo Account, IssuedLink Link)> InviteAsync(IssuerHost host)
    {
        var made = await host.Accounts.CreateInvitedAsync("Nadia Osei", "nadia.osei@mash.example", CancellationToken.None);
        return (made.Account!, await host.Services.GetRequiredService<AccountLinks>().IssueAsync(made.Account!.Id, AccountLinkKind.Invitation, CancellationToken.None));
    }

    private static async Task<HttpResponseMessage> PostAsync(TestBrowser browser, Uri link, string password)
    {
        var form = await TestBrowser.FormAsync(await browser.GetAsync(link.PathAndQuery));
        form["password"] = password;
        return await browser.PostAsync(link.AbsolutePath, form);
    }

    private static async Task<string> AskAsync(TestBrowser browser, string email)
    {
        var form = await TestBrowser.FormAsync(await browser.GetAsync("/staff/forgotten"));
        form["user-name"] = email;
        using var answer = await browser.PostAsync("/staff/forgotten", form);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Waits for the last of so many messages: they are sent behind the answer.</summary>
    private static async Task<Messages.AccountMessage> MessageAsync(IssuerHost host, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (host.Messages.Sent.Count < count)
            await Task.Delay(20, patience.Token);
        host.Messages.Sent.Count.ShouldBe(count);
        return host.Messages.Sent[^1];
    }

    private static async Task<bool> SignInAsync(IssuerHost host, string password)
    {
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        using var authorize = await browser.GetAsync(await party.PushAsync());
        var name = (await host.Accounts.ListAsync(CancellationToken.None))[0].UserName;
        using var answer = await browser.SignInAsync(authorize.Headers.Location!.OriginalString, name, password);
        return answer.StatusCode == HttpStatusCode.SeeOther;
    }

    [GeneratedRegex("http://[^ \n]+")]
    private static partial Regex Address();
}
