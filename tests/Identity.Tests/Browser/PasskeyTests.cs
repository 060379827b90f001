using System.Net;
using System.Text;
using Mash.Identity.Audit;
using Mash.Identity.Tests.Support;
using Microsoft.Playwright;

namespace Mash.Identity.Tests.Browser;

/// <summary>Passkeys in a real browser with a virtual authenticator.</summary>
public sealed class PasskeyTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Refused = "That passkey was not accepted.";

    [Theory, OnSqlite, OnPostgres]
    internal async Task Passkey_IsAddedNamedUsedListedAndRemoved(IdentityDatabaseProvider provider)
    {
        await using var host = await StartAsync(provider);
        await using var browser = await IssuerBrowser.StartAsync(host, chromium);
        var page = browser.Page;

        await browser.AddPasskeyAsync("work laptop");
        (await page.GetByText("Not used yet.").IsVisibleAsync()).ShouldBeTrue();
        await browser.ArriveAsync(("prompt", "login"));
        await browser.PressAsync("Sign in with a passkey");
        var tokens = await browser.TokensAsync();

        tokens.Access.GetClaim("acr").Value.ShouldBe("urn:mash:acr:passkey");
        tokens.Access.Claims.Where(claim => claim.Type == "amr").Select(claim => claim.Value).ShouldBe(["hwk", "user"]);
        tokens.Id.GetClaim("acr").Value.ShouldBe("urn:mash:acr:passkey");
        var act = host.Audit.Acts.Last(act => act.Kind == SignInActKind.SignedIn);
        (act.Acr, act.Amr).ShouldBe(("urn:mash:acr:passkey", "hwk user"));
        await page.GotoAsync(Enrolment.Ways);
        (await page.GetByText("Last used").IsVisibleAsync()).ShouldBeTrue();
        await page.GetByRole(AriaRole.Link, new() { Name = "Remove passkey work laptop" }).ClickAsync();
        await browser.PressAsync("Remove");
        await page.GetByText("The passkey was removed.").WaitForAsync();

        host.Audit.Acts.Select(act => act.Kind).ShouldBe(
            [SignInActKind.SignedIn, SignInActKind.PasskeyAdded, SignInActKind.SignedIn, SignInActKind.PasskeyRemoved]);
        host.Messages.Sent.Select(message => message.Subject).ShouldBe(
            ["A new passkey was added to your account", "A passkey was removed from your account"]);
        await browser.ArriveAsync(("prompt", "login"));
        await browser.PressAsync("Sign in with a passkey");
        await page.GetByText(Refused).WaitForAsync();
    }

    [Fact]
    public async Task FirstSignInThatNeedsMore_AddsAPasskeyAndThenUsesIt()
    {
        await using var host = await StartAsync(change: options => options with { SecondFactor = SecondFactor.Required });
        await using var browser = await IssuerBrowser.StartAsync(host, chromium);
        await browser.ArriveAsync();
        await browser.SendPasswordAsync();

        await browser.Page.GetByLabel("Name of the passkey").FillAsync("work laptop");
        await browser.PressAsync("Add a passkey");
        await browser.Page.GetByText("Your passkey was added. Sign in with it now.").WaitForAsync();
        host.Audit.Acts.ShouldNotContain(act => act.Kind == SignInActKind.SignedIn);
        await browser.PressAsync("Sign in with a passkey");

        (await browser.TokensAsync()).Access.GetClaim("acr").Value.ShouldBe("urn:mash:acr:passkey");
    }

    [Fact]
    public async Task PasswordOfSomebodyWithAPasskey_IsNotEnough()
    {
        await using var host = await StartAsync();
        await using var browser = await IssuerBrowser.StartAsync(host, chromium);
        await browser.AddPasskeyAsync("work laptop");
        await browser.ArriveAsync(("prompt", "login"));

        await browser.SendPasswordAsync();
        await browser.Page.GetByRole(AriaRole.Heading, new() { Name = "Use your passkey" }).WaitForAsync();
        await browser.PressAsync("Use your passkey");

        (await browser.TokensAsync()).Access.GetClaim("acr").Value.ShouldBe("urn:mash:acr:passkey");
    }

    [Theory, OnSqlite, OnPostgres]
    internal async Task ReplayedPasskeyAnswer_Is401(IdentityDatabaseProvider provider)
    {
        await using var host = await StartAsync(provider);
        await using var browser = await IssuerBrowser.StartAsync(host, chromium);
        await browser.AddPasskeyAsync("work laptop");
        await browser.ArriveAsync(("prompt", "login"));
        var answer = await browser.AnswerAsync(await browser.HandleAsync());
        (await browser.SendAsync(answer)).ShouldBe(200);

        await browser.ArriveAsync(("prompt", "login"));
        var replayed = System.Text.Json.Nodes.JsonNode.Parse(answer.GetRawText())!;
        replayed["request"] = await browser.HandleAsync();

        (await browser.SendAsync(System.Text.Json.JsonSerializer.SerializeToElement(replayed))).ShouldBe(401);
        host.Audit.Acts[^1].Kind.ShouldBe(SignInActKind.SignInRefused);
    }

    [Theory]
    [InlineData("signature")]
    [InlineData("unverified")]
    [InlineData("origin")]
    [InlineData("counter")]
    [InlineData("old challenge")]
    [InlineData("closed account")]
    [InlineData("too late")]
    public async Task BentAnswer_Is401AndSignsNobodyIn(string bend)
    {
        await using var host = await StartAsync();
        await using var browser = await IssuerBrowser.StartAsync(host, chromium);
        await browser.AddPasskeyAsync("work laptop");
        for (var use = 0; bend == "counter" && use < 2; use++)
        {
            await browser.ArriveAsync(("prompt", "login"));
            (await browser.SendAsync(await browser.AnswerAsync(await browser.HandleAsync()))).ShouldBe(200);
        }

        var signedIn = host.Audit.Acts.Count(act => act.Kind == SignInActKind.SignedIn);
        await browser.ArriveAsync(("prompt", "login"));
        var handle = await browser.HandleAsync();
        if (bend == "unverified")
            await browser.SetUserVerifiedAsync(false);
        if (bend == "counter")
            await browser.SetCounterAsync(1);
        var answer = bend == "origin" ? await browser.AnswerElsewhereAsync(handle) : await browser.AnswerAsync(handle, bend);
        if (bend == "old challenge")
        {
            var next = System.Text.Json.Nodes.JsonNode.Parse((await browser.AnswerAsync(handle)).GetRawText())!;
            next["credential"] = System.Text.Json.Nodes.JsonNode.Parse(answer.GetProperty("credential").GetRawText());
            answer = System.Text.Json.JsonSerializer.SerializeToElement(next);
        }

        if (bend == "closed account")
            await host.Accounts.DisableAsync((await host.Accounts.FindByUserNameAsync("ruth.adeyemi@mash.example", CancellationToken.None))!.Id, CancellationToken.None);
        if (bend == "too late")
            host.Clock.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));

        (await browser.SendAsync(answer)).ShouldBe(401);

        host.Audit.Acts.Count(act => act.Kind == SignInActKind.SignedIn).ShouldBe(signedIn);
        host.Audit.Acts[^1].Kind.ShouldBe(SignInActKind.SignInRefused);
    }

    [Fact]
    public async Task LockedName_DoesNotKeepItsOwnerFromThePasskey()
    {
        await using var host = await StartAsync();
        await using var browser = await IssuerBrowser.StartAsync(host, chromium);
        await browser.AddPasskeyAsync("work laptop");
        await browser.ArriveAsync(("prompt", "login"));
        for (var attempt = 0; attempt < Accounts.SignInFailure.Limit; attempt++)
        {
            await browser.Page.GetByLabel("Email address").FillAsync("ruth.adeyemi@mash.example");
            await browser.Page.GetByLabel("Password").FillAsync("not the password");
            await browser.PressAsync("Sign in");
        }

        await browser.PressAsync("Sign in with a passkey");

        (await browser.TokensAsync()).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("http://localhost:5998", "application/json")]
    [InlineData(null, "application/json")]
    [InlineData("own", "text/plain")]
    [InlineData("own", "application/x-www-form-urlencoded")]
    public async Task RequestThatNoPageOfTheIssuerSends_IsRefused(string? origin, string contentType)
    {
        await using var host = await StartAsync();
        using var http = new HttpClient();
        foreach (var path in new[] { "sign-in-options", "sign-in", "add-options", "add" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, host.Root + "/staff/passkey/" + path)
            {
                Content = new StringContent("{}", Encoding.UTF8, contentType),
            };
            if (origin is not null)
                request.Headers.Add("Origin", origin == "own" ? host.Root : origin);
            using var response = await http.SendAsync(request);
            response.StatusCode.ShouldBe(contentType == "application/json" ? HttpStatusCode.Forbidden : HttpStatusCode.UnsupportedMediaType, path);
        }
    }

    [Fact]
    public async Task AddingWithoutAFreshSignIn_IsRefused()
    {
        await using var host = await StartAsync();
        await using var browser = await IssuerBrowser.StartAsync(host, chromium);
        await browser.Page.GotoAsync(Enrolment.Ways);
        await browser.SendPasswordAsync();
        await browser.Page.GetByLabel("Name of the passkey").FillAsync("late");
        host.Clock.Advance(TimeSpan.FromMinutes(6));

        await browser.PressAsync("Add a passkey");

        await browser.Page.GetByText("You need to start again").WaitForAsync();
        host.Audit.Acts.ShouldNotContain(act => act.Kind == SignInActKind.PasskeyAdded);
    }

    private static async Task<IssuerHost> StartAsync(
        IdentityDatabaseProvider provider = IdentityDatabaseProvider.Sqlite, Func<IdentityOptions, IdentityOptions>? change = null)
    {
        var host = await IssuerHost.StartAsync(provider, change);
        await host.AddPersonAsync();
        return host;
    }
}
