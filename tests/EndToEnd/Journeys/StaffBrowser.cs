using System.Collections.Concurrent;
using Deque.AxeCore.Playwright;
using Mash.EndToEnd.Product;
using Mash.FrontDoor.SignIn;
using Microsoft.Playwright;

namespace Mash.EndToEnd.Journeys;

/// <summary>A member of staff at the front door, in a browser of a given width. Each page that is looked at is examined.</summary>
internal sealed class StaffBrowser : IAsyncDisposable
{
    private const int PatienceMilliseconds = 60_000;

    private readonly IBrowserContext context;
    private readonly ProductProcess product;
    private readonly int width;
    private readonly bool scripts;
    private readonly ConcurrentQueue<string> complaints = [];
    private readonly ConcurrentQueue<string> requested = [];
    private int looks;

    private StaffBrowser(IBrowserContext context, IPage page, ProductProcess product, int width, bool scripts)
    {
        this.context = context;
        this.product = product;
        this.width = width;
        this.scripts = scripts;
        Page = page;
        page.Request += (_, request) => requested.Enqueue(request.Url);
        page.PageError += (_, error) => complaints.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                complaints.Enqueue(message.Text);
        };
    }

    public IPage Page { get; }

    /// <summary>Another tab of the same browser.</summary>
    public Task<IPage> OpenTabAsync() => context.NewPageAsync();

    /// <summary>The tab that opens when this is done.</summary>
    public Task<IPage> TabOfAsync(Func<Task> act) => context.RunAndWaitForPageAsync(act);

    /// <summary>
    /// Goes on as somebody who proved who they are six minutes ago: the issuer's session is older, and the front door's was taken up from it in
    /// another tab. Pages that are open stay open.
    /// </summary>
    public async Task LetProofAgeAsync()
    {
        await product.AgeProofsAsync(TimeSpan.FromMinutes(6));
        await context.ClearCookiesAsync(new() { Name = SignInModule.SessionCookie });
        var tab = await OpenTabAsync();
        await tab.GotoAsync("/account");
        await tab.GetByRole(AriaRole.Heading, new() { Name = "My account", Level = 1 }).WaitForAsync();
        await tab.CloseAsync();
    }

    /// <summary>Confirms who they are where the issuer asks for it again.</summary>
    /// <param name="member">Who it is.</param>
    /// <param name="tab">The tab that asks; this one when null.</param>
    public async Task ConfirmAsync(StaffMember member, IPage? tab = null)
    {
        var page = tab ?? Page;
        await page.GetByRole(AriaRole.Heading, new() { Name = "Confirm that it is you", Level = 1 }).WaitForAsync();
        await page.GetByLabel("Password").FillAsync(member.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.GetByLabel("6-digit code").FillAsync(member.App.NextCode());
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue", Exact = true }).ClickAsync();
    }

    /// <summary>Gives the browser a device that holds passkeys and knows its owner.</summary>
    public async Task AddPasskeyDeviceAsync()
    {
        var devices = await context.NewCDPSessionAsync(Page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }

    /// <summary>Every address that the browser asked for.</summary>
    public IReadOnlyCollection<string> Requested => requested;

    public static async Task<StaffBrowser> OpenAsync(IBrowser browser, ProductProcess product, int width, bool scripts = true)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = product.Options.FrontDoor.Address.ToString(),
            ViewportSize = new() { Width = width, Height = 900 },
            JavaScriptEnabled = scripts,
        });
        context.SetDefaultTimeout(PatienceMilliseconds);
        return new StaffBrowser(context, await context.NewPageAsync(), product, width, scripts);
    }

    /// <summary>Goes to the front door, is sent to the issuer, signs in, and comes back to the page.</summary>
    public async Task SignInAsync(StaffMember member, string path = "/queue")
    {
        await Page.GotoAsync(path);
        await SendCredentialsAsync(member.Email, member.Password);
        await SendCodeAsync(member);
        await Page.WaitForURLAsync(new Uri(product.Options.FrontDoor.Address, path).ToString());
    }

    public async Task SendCredentialsAsync(string email, string password)
    {
        await Page.GetByLabel("Email address").FillAsync(email);
        await Page.GetByLabel("Password").FillAsync(password);
        await PressAsync("Sign in");
    }

    /// <summary>Answers the question after the right password.</summary>
    public async Task SendCodeAsync(StaffMember member)
    {
        await Page.GetByLabel("6-digit code").FillAsync(member.App.NextCode());
        await PressAsync("Continue");
    }

    /// <summary>At a first sign-in: sets up an authenticator app from the key that the page shows, and keeps the recovery codes.</summary>
    public async Task SetUpAuthenticatorAsync()
    {
        await Page.GetByRole(AriaRole.Link, new() { Name = "Set up an authenticator app" }).ClickAsync();
        await LookAsync("authenticator");
        var key = (await Page.Locator("#key").TextContentAsync())!;
        var bits = string.Concat(key.Where(char.IsAsciiLetterOrDigit)
            .Select(sign => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(sign, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var secret = Enumerable.Range(0, bits.Length / 8).Select(index => Convert.ToByte(bits.Substring(index * 8, 8), 2)).ToArray();
        await Page.GetByLabel("6-digit code").FillAsync(new AuthenticatorApp(secret).NextCode());
        await PressAsync("Continue");
        await HeadingAsync("Your recovery codes");
        await PressAsync("I have kept the codes: continue");
    }

    /// <summary>Presses a button or a link that looks like one.</summary>
    public Task PressAsync(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).First.ClickAsync();

    public Task FillAsync(string label, string text) => Page.GetByLabel(label).FillAsync(text);

    /// <summary>Chooses a radio button or ticks a box by the words beside it.</summary>
    public Task ChooseAsync(string label) => Page.GetByLabel(label, new() { Exact = true }).CheckAsync();

    /// <summary>Waits for the page that has this first heading, or a part of it.</summary>
    public Task HeadingAsync(string part) =>
        Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).Filter(new() { HasText = part }).WaitForAsync();

    /// <summary>Waits for a list of what is wrong, on a page that says so in its title.</summary>
    public async Task ShouldShowProblemsAsync(params IReadOnlyList<string> problems)
    {
        await Page.Locator(".govuk-error-summary").WaitForAsync();
        (await Page.TitleAsync()).ShouldStartWith("Error: ");
        var shown = await Page.Locator(".govuk-error-summary__list li").AllInnerTextsAsync();
        shown.Select(text => text.Trim()).ShouldBe(problems);
    }

    /// <summary>Keeps a picture where MASH_SCREENSHOTS names a folder; axe finds nothing, nothing scrolls sideways.</summary>
    public async Task LookAsync(string name)
    {
        var number = ++looks;
        if (Environment.GetEnvironmentVariable("MASH_SCREENSHOTS") is { Length: > 0 } folder)
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"journey-{width}-{number:00}-{name}.png"), FullPage = true });
        if (!scripts)
            return;
        var result = await Page.RunAxe();
        result.Violations.Select(violation => $"{name}: {violation.Id}: {string.Join("; ", violation.Nodes.Select(node => node.Html))}").ShouldBeEmpty();
        (await Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, name);
    }

    /// <summary>The browser's console is empty, refusals by policy included.</summary>
    public void ShouldHaveNothingToComplainAbout() => complaints.ShouldBeEmpty();

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
