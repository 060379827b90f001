using System.IO.Compression;
using System.Net;
using AngleSharp.Dom;

namespace Mash.FrontDoor.Tests;

public sealed class AssetTests(FrontDoorHost host) : IClassFixture<FrontDoorHost>
{
    [Fact]
    public async Task EveryFileThatAPageNames_MayBeKeptForAYear()
    {
        var page = await host.GetPageAsync("/privacy");
        var paths = page.QuerySelectorAll("link[href], script[src]").Select(element => element.GetAttribute("href") ?? element.GetAttribute("src")!).ToList();
        paths.Count.ShouldBe(3);
        foreach (var path in paths)
        {
            using var response = await host.Client.GetAsync(new Uri(path, UriKind.Relative));
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            response.Headers.CacheControl!.ToString().ShouldBe("public, max-age=31536000, immutable");
            response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        }
    }

    [Fact]
    public async Task StyleSheet_ComesCompressedToThoseWhoTakeIt()
    {
        var path = await StyleSheetAsync();
        using var plain = await host.Client.GetAsync(path);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept-Encoding", "gzip, br");
        using var compressed = await host.Client.SendAsync(request);
        compressed.Content.Headers.ContentEncoding.ShouldBe(["br"]);
        await using var opened = new BrotliStream(await compressed.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var reader = new StreamReader(opened);
        (await reader.ReadToEndAsync()).ShouldBe(await plain.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task StyleSheet_NamesNoFontOfTheGovernmentAndLoadsNone()
    {
        var css = await host.Client.GetStringAsync(await StyleSheetAsync());
        css.ShouldNotContain("GDS Transport");
        css.ShouldNotContain("@font-face");
        css.ShouldContain(".app-clock--late");
    }

    [Theory]
    [InlineData("/assets/0123456789abcdef/app.css")]
    [InlineData("/assets/current/app.css")]
    public async Task AnotherVersion_IsAbsent(string path) => await host.GetPageAsync(path, HttpStatusCode.NotFound);

    private async Task<Uri> StyleSheetAsync()
    {
        var page = await host.GetPageAsync("/privacy");
        return new Uri(page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!, UriKind.Relative);
    }
}
