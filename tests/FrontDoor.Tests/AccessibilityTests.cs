using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Mash.FrontDoor.Tests;

public sealed class AccessibilityTests(FrontDoorHost host, BrowserFixture browsers) : IClassFixture<FrontDoorHost>, IClassFixture<BrowserFixture>
{
    private static readonly int[] Widths = [1280, 320];

    public static TheoryData<string, int> Pages
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var path in new[] { "/gallery/form", "/gallery/blocks", "/gallery/queue", "/accessibility", "/privacy", "/no-such-page" })
            {
                foreach (var width in Widths)
                    data.Add(path, width);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_HasNothingThatAxeObjectsToAndDoesNotScrollSideways(string path, int width)
    {
        await using var context = await OpenAsync(width);
        var page = await context.NewPageAsync();
        var complaints = Listen(page);
        await page.GotoAsync(path);
        await ShouldBeFineAsync(page, path.Trim('/').Replace('/', '-'), width);
        complaints.Where(text => !text.Contains("404", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task FormWithEveryError_HasNothingThatAxeObjectsTo(int width)
    {
        await using var context = await OpenAsync(width);
        var page = await context.NewPageAsync();
        var complaints = Listen(page);
        await page.GotoAsync("/gallery/form");
        foreach (var text in await page.Locator("main input[type=text], main textarea").AllAsync())
            await text.FillAsync("");
        await page.GetByLabel("Month").FillAsync("13");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save and continue" }).ClickAsync();
        await page.Locator(".govuk-error-summary").WaitForAsync();
        (await page.TitleAsync()).ShouldBe("Error: Every question - MASH Hub");
        (await page.EvaluateAsync<string>("document.activeElement.className")).ShouldBe("govuk-error-summary");
        await ShouldBeFineAsync(page, "form-errors", width);
        await page.GetByRole(AriaRole.Link, new() { Name = "Enter the child’s full name" }).ClickAsync();
        (await page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("Name");
        complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(641)]
    [InlineData(768)]
    [InlineData(979)]
    [InlineData(980)]
    [InlineData(1024)]
    public async Task DenseTable_FitsWindowsOfEveryWidth(int width)
    {
        await using var context = await OpenAsync(width);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/gallery/queue");
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
    }

    [Fact]
    public async Task PrintedPage_ShowsNoAddressesAndLeavesOutWhatIsForTheScreen()
    {
        await using var context = await OpenAsync(1024);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/gallery/queue");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        (await page.EvaluateAsync<string[]>("[...document.querySelectorAll('table a')].map(link => getComputedStyle(link, '::after').content)"))
            .ShouldAllBe(content => content == "none");
        foreach (var screenOnly in new[] { ".app-nav", ".app-env", ".app-new", ".app-footer", ".govuk-button" })
            (await page.Locator(screenOnly).First.IsVisibleAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task FormWithoutScripts_CanBeSent()
    {
        await using var context = await browsers.Browser.NewContextAsync(new() { BaseURL = host.Address.ToString(), JavaScriptEnabled = false });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/gallery/form");
        await page.GetByLabel("Child’s full name").FillAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save and continue" }).ClickAsync();
        (await page.TitleAsync()).ShouldBe("Error: Every question - MASH Hub");
    }

    private static List<string> Listen(IPage page)
    {
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                complaints.Add(message.Text);
        };
        page.PageError += (_, error) => complaints.Add(error);
        return complaints;
    }

    private static async Task ShouldBeFineAsync(IPage page, string name, int width)
    {
        if (Environment.GetEnvironmentVariable("MASH_SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}.png"), FullPage = true });
        var result = await page.RunAxe();
        result.Violations.Select(violation => $"{violation.Id}: {string.Join("; ", violation.Nodes.Select(node => node.Html))}").ShouldBeEmpty();
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
    }

    private Task<IBrowserContext> OpenAsync(int width) => browsers.Browser.NewContextAsync(new()
    {
        BaseURL = host.Address.ToString(),
        ViewportSize = new() { Width = width, Height = 800 },
    });
}
