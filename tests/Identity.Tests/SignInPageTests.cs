using Mash.Identity.Accounts;
using Mash.Identity.Audit;
using Mash.Identity.Tests.Support;

namespace Mash.Identity.Tests;

public sealed class SignInPageTests
{
    private const string Known = "ruth.adeyemi@mash.example";
    private const string Unknown = "nobody.here@mash.example";

    [Fact]
    public async Task Page_HasTitleStylesheetLabelsAndPolicy()
    {
        await using var host = await IssuerHost.StartAsync(change: options => options with { EnvironmentNotice = "Sample data. Nobody here is real." });
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);

        using var response = await browser.GetAsync(await SignInUriAsync(party, browser));

        var page = await TestBrowser.PageAsync(response);
        page.Title.ShouldBe("Sign in - MASH Hub");
        page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href").ShouldBe("http://localhost:5999/app.css");
        page.QuerySelector("label[for=user-name]")!.TextContent.ShouldBe("Email address");
        page.QuerySelector("input[type=password]")!.GetAttribute("autocomplete").ShouldBe("current-password");
        page.QuerySelector(".app-env")!.TextContent.Trim().ShouldBe("Sample data. Nobody here is real.");
        page.QuerySelectorAll("[style]").ShouldBeEmpty();
        page.QuerySelectorAll("script").ShouldHaveSingleItem().GetAttribute("src").ShouldBe("/staff/passkey.js");
        page.QuerySelector("script")!.TextContent.ShouldBeEmpty();
        var policy = string.Join(' ', response.Headers.GetValues("Content-Security-Policy"));
        policy.ShouldBe("default-src 'none'; style-src http://localhost:5999; script-src 'self'; connect-src 'self'; form-action 'self' http://localhost:5999; frame-ancestors 'none'; base-uri 'none'");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task EmptyFields_GetASummaryThatLinksToThem()
    {
        await using var host = await IssuerHost.StartAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);

        using var response = await browser.SignInAsync(await SignInUriAsync(party, browser), "", "");

        var page = await TestBrowser.PageAsync(response);
        page.Title.ShouldBe("Error: Sign in - MASH Hub");
        page.QuerySelectorAll(".govuk-error-summary a").Select(link => link.GetAttribute("href")).ShouldBe(["#user-name", "#password"]);
        page.QuerySelector("#password")!.GetAttribute("aria-describedby").ShouldBe("password-error");
    }

    [Theory, OnSqlite, OnPostgres]
    internal async Task UnknownNameWrongPasswordClosedAccountAndLock_LookTheSame(IdentityDatabaseProvider provider)
    {
        await using var host = await IssuerHost.StartAsync(provider);
        await host.AddPersonAsync();
        var closed = await host.AddPersonAsync("closed@mash.example", "Kit Lowe");
        await host.Accounts.DisableAsync(closed.Id, CancellationToken.None);
        await host.AddPersonAsync("app@mash.example", "Ada Okafor");
        await Enrolment.SetUpAsync(host, "app@mash.example");
        var before = host.Audit.Acts.Count(act => act.Kind == SignInActKind.SignedIn);

        var wrong = await AnswerAsync(host, Known, "not the password");
        (await AnswerAsync(host, Unknown, "not the password")).ShouldBe(wrong);
        (await AnswerAsync(host, "closed@mash.example", IssuerHost.Password)).ShouldBe(wrong);
        (await AnswerAsync(host, "app@mash.example", "not the password")).ShouldBe(wrong, "whoever has an app is not told apart either");
        for (var attempt = 1; attempt < SignInFailure.Limit; attempt++)
        {
            (await AnswerAsync(host, Known, "not the password")).ShouldBe(wrong);
            (await AnswerAsync(host, Unknown, "not the password")).ShouldBe(wrong);
        }

        (await AnswerAsync(host, Known, IssuerHost.Password)).ShouldBe(wrong);
        host.Audit.Acts.Count(act => act.Kind == SignInActKind.SignInLocked).ShouldBe(2);
        host.Audit.Acts.Count(act => act.Kind == SignInActKind.SignedIn).ShouldBe(before);

        host.Clock.Advance(SignInFailure.Window + TimeSpan.FromSeconds(1));
        (await AnswerAsync(host, Known, IssuerHost.Password)).Status.ShouldBe(303);
    }

    [Fact]
    public async Task RightPassword_ClearsTheCountOfWrongOnes()
    {
        await using var host = await IssuerHost.StartAsync(change: options => options with { Limits = new RateLimits { SignInsByAccount = 100 } });
        await host.AddPersonAsync();

        for (var round = 0; round < 3; round++)
        {
            for (var attempt = 1; attempt < SignInFailure.Limit; attempt++)
                (await AnswerAsync(host, Known, "not the password")).Status.ShouldBe(200);
            (await AnswerAsync(host, Known, IssuerHost.Password)).Status.ShouldBe(303);
        }
    }

    [Fact]
    public async Task UserNameInOtherCase_SignsIn()
    {
        await using var host = await IssuerHost.StartAsync();
        await host.AddPersonAsync();

        (await AnswerAsync(host, " Ruth.Adeyemi@MASH.example ", IssuerHost.Password)).Status.ShouldBe(303);
    }

    [Fact]
    public async Task RecordThatCannotBeWritten_StopsTheSignIn()
    {
        await using var host = await IssuerHost.StartAsync();
        await host.AddPersonAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        var uri = await SignInUriAsync(party, browser);
        host.Audit.IsBroken = true;

        using var response = await browser.SignInAsync(uri, Known, IssuerHost.Password);

        ((int)response.StatusCode).ShouldBe(503);
        browser.Cookies.ShouldNotContainKey("__Host-mash-sign-in");
    }

    [Fact]
    public async Task FormWithoutItsToken_IsRefused()
    {
        await using var host = await IssuerHost.StartAsync();
        await host.AddPersonAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        var form = await TestBrowser.FormAsync(await browser.GetAsync(await SignInUriAsync(party, browser)));
        form.Remove("form-token");
        form["user-name"] = Known;
        form["password"] = IssuerHost.Password;

        using var response = await browser.PostAsync("/staff/sign-in", form);

        ((int)response.StatusCode).ShouldBe(400);
        host.Audit.Acts.ShouldBeEmpty();
    }

    [Fact]
    public async Task TooManyAttemptsOnOneName_Are429WhetherItIsKnownOrNot()
    {
        await using var host = await IssuerHost.StartAsync(change: options => options with { Limits = new RateLimits { SignInsByAccount = 2 } });
        await host.AddPersonAsync();

        foreach (var name in new[] { Known, Unknown })
        {
            await AnswerAsync(host, name, "not the password");
            await AnswerAsync(host, name, "not the password");
            (await AnswerAsync(host, name, "not the password")).Status.ShouldBe(429);
        }
    }

    [Fact]
    public async Task NothingPersonal_ReachesTheLog()
    {
        await using var host = await IssuerHost.StartAsync();
        await host.AddPersonAsync();

        await AnswerAsync(host, Known, "marker-of-a-password");
        await AnswerAsync(host, Known, IssuerHost.Password);

        host.Log.ShouldNotContain(line => line.Contains("adeyemi", StringComparison.OrdinalIgnoreCase) || line.Contains("marker-of-a-password", StringComparison.Ordinal));
    }

    private static async Task<string> SignInUriAsync(TestRelyingParty party, TestBrowser browser)
        => (await browser.GetAsync(await party.PushAsync())).Headers.Location!.OriginalString;

    /// <summary>Status and page, without what differs from page to page by nature.</summary>
    private static async Task<(int Status, string Page)> AnswerAsync(IssuerHost host, string userName, string password)
    {
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        using var response = await browser.SignInAsync(await SignInUriAsync(party, browser), userName, password);
        var page = await TestBrowser.PageAsync(response);
        foreach (var hidden in page.QuerySelectorAll("input[type=hidden]"))
            hidden.RemoveAttribute("value");
        page.QuerySelector("#passkey")?.RemoveAttribute("data-request");
        page.QuerySelector("#user-name")?.RemoveAttribute("value");
        return ((int)response.StatusCode, page.DocumentElement.OuterHtml);
    }
}
