using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Mash.Identity.Tests.Browser;

/// <summary>One Chromium for the tests of a class; <c>MASH_CHROMIUM</c> names it where it is not Debian's.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? _playwright;

    public IBrowser Browser { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("MASH_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox"],
        });
    }

    public async Task DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>Axe has nothing to say and the page does not scroll sideways, wide and narrow. <c>MASH_SCREENSHOTS</c> keeps pictures.</summary>
    public static async Task ShouldBeFineAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("MASH_SCREENSHOTS") is { Length: > 0 } folder)
        {
            foreach (var width in new[] { 1280, 390 })
            {
                await page.SetViewportSizeAsync(width, 800);
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"issuer-{name}-{width}.png"), FullPage = true });
            }
        }

        foreach (var width in new[] { 1280, 320 })
        {
            await page.SetViewportSizeAsync(width, 800);
            var result = await page.RunAxe();
            result.Violations.Select(violation => $"{violation.Id}: {string.Join("; ", violation.Nodes.Select(node => node.Html))}").ShouldBeEmpty(name);
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, name);
        }

        await page.SetViewportSizeAsync(1280, 800);
    }
}
