using Mash.FrontDoor.Tests.FakeHub;
using Microsoft.Playwright;

namespace Mash.FrontDoor.Tests.Forms;

/// <summary>The dialog before the end of a session, in Chromium, with the page's clock moved by the test.</summary>
public sealed class SessionWarningBrowserTests(PagesHost host, BrowserFixture browsers) : IClassFixture<PagesHost>, IClassFixture<BrowserFixture>
{
    private const string Typed = "Marker: what I was typing.";
    private static readonly string Path = $"/contacts/{SampleContact.Id}/information";

    [Fact]
    public async Task Warning_OpensTwoMinutesBeforeTheEnd_AndStayingKeepsWhatWasTyped()
    {
        host.Reset();
        await using var context = await OpenAsync();
        var page = await TypeAsync(context);
        var dialog = page.Locator("dialog.app-session");

        await page.Clock.FastForwardAsync("12:00");
        (await dialog.IsVisibleAsync()).ShouldBeFalse();
        await page.Clock.FastForwardAsync("01:00");
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Visible });
        (await dialog.InnerTextAsync()).ShouldContain("2 minutes left");
        await page.RunAndWaitForResponseAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Stay signed in" }).ClickAsync(), "**/session/stay");
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Hidden });

        (await page.Locator("textarea[name=Text]").InputValueAsync()).ShouldBe(Typed);
        await page.Clock.FastForwardAsync("12:00");
        (await dialog.IsVisibleAsync()).ShouldBeFalse("the time began again");
    }

    [Fact]
    public async Task AfterTheEnd_ThePageStaysAndSaysSo()
    {
        host.Reset();
        await using var context = await OpenAsync();
        var page = await TypeAsync(context);

        await page.Clock.FastForwardAsync("15:00");
        var over = page.GetByRole(AriaRole.Heading, new() { Name = "You are signed out" });
        await over.WaitForAsync();
        if (Environment.GetEnvironmentVariable("MASH_SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = System.IO.Path.Combine(folder, "session-over-1280.png") });
        await page.GetByRole(AriaRole.Button, new() { Name = "Go back to the page" }).ClickAsync();

        (await page.Locator("textarea[name=Text]").InputValueAsync()).ShouldBe(Typed);
        new Uri(page.Url).AbsolutePath.ShouldBe(Path);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task OpenWarning_HasNothingThatAxeObjectsTo(int width)
    {
        host.Reset();
        await using var context = await OpenAsync(width);
        var page = await TypeAsync(context);
        await page.Clock.FastForwardAsync("13:00");
        await page.Locator("dialog.app-session").WaitForAsync(new() { State = WaitForSelectorState.Visible });
        if (Environment.GetEnvironmentVariable("MASH_SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = System.IO.Path.Combine(folder, $"session-warning-{width}.png") });
        await page.Clock.ResumeAsync();
        var result = await Deque.AxeCore.Playwright.PageExtensions.RunAxe(page);
        result.Violations.Select(violation => $"{violation.Id}: {string.Join("; ", violation.Nodes.Select(node => node.Html))}").ShouldBeEmpty();
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
    }

    [Fact]
    public async Task WorkInAnotherWindow_KeepsThisOneQuiet()
    {
        host.Reset();
        await using var context = await OpenAsync();
        var page = await TypeAsync(context);
        await page.Clock.FastForwardAsync("12:00");
        var other = await context.NewPageAsync();
        await other.GotoAsync("/account");
        await other.Locator("dialog.app-session").WaitForAsync(new() { State = WaitForSelectorState.Attached });

        await page.Clock.FastForwardAsync("02:00");

        (await page.Locator("dialog.app-session").IsVisibleAsync()).ShouldBeFalse();
    }

    private static async Task<IPage> TypeAsync(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        await page.Clock.InstallAsync();
        await page.GotoAsync(Path);
        await page.Locator("textarea[name=Text]").FillAsync(Typed);
        return page;
    }

    private Task<IBrowserContext> OpenAsync(int width = 1280) => browsers.Browser.NewContextAsync(new()
    {
        BaseURL = host.Address.ToString(),
        ViewportSize = new() { Width = width, Height = 800 },
        ExtraHTTPHeaders = new Dictionary<string, string> { [TestSignIn.Header] = PagesHost.Manager },
    });
}
