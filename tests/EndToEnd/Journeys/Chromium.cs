using Microsoft.Playwright;

namespace Mash.EndToEnd.Journeys;

/// <summary>One Chromium for the tests of a class; <c>MASH_CHROMIUM</c> names it where it is not Debian's.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? playwright;

    public IBrowser Browser { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("MASH_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox"],
        });
    }

    public async Task DisposeAsync()
    {
        await Browser.DisposeAsync();
        playwright?.Dispose();
    }
}
