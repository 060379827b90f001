using System.Net;

namespace Mash.FrontDoor.Tests;

public sealed class SecurityHeadersTests(FrontDoorHost host) : IClassFixture<FrontDoorHost>
{
    [Theory]
    [InlineData("/gallery/form")]
    [InlineData("/privacy")]
    [InlineData("/no-such-page")]
    [InlineData("/fail/fault")]
    public async Task EveryPage_IsKeptFromFramesScriptsReferrersAndCaches(string path)
    {
        using var response = await host.Client.GetAsync(new Uri(path, UriKind.Relative));
        Header(response, "Content-Security-Policy").ShouldBe(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
            + "frame-ancestors 'none'; form-action 'self' http://localhost:5081");
        Header(response, "X-Content-Type-Options").ShouldBe("nosniff");
        Header(response, "X-Frame-Options").ShouldBe("DENY");
        Header(response, "Referrer-Policy").ShouldBe("no-referrer");
        Header(response, "Cache-Control").ShouldBe("no-store");
        Header(response, "Cross-Origin-Opener-Policy").ShouldBe("same-origin");
    }

    [Fact]
    public async Task FormCookie_StaysOnThisHostAndOutOfScripts()
    {
        using var response = await host.Client.GetAsync(new Uri("/gallery/form", UriKind.Relative));
        var cookie = response.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        cookie.ShouldStartWith("__Host-mash-form=");
        cookie.ShouldContain("path=/; secure; samesite=strict; httponly");
        cookie.ShouldNotContain("domain");
    }

    [Fact]
    public async Task FormWithoutItsToken_IsRefusedInWords()
    {
        using var content = new FormUrlEncodedContent([KeyValuePair.Create("Name", "Amber")]);
        using var response = await host.Client.PostAsync(new Uri("/gallery/form", UriKind.Relative), content);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldContain("We could not read that request");
    }

    private static string Header(HttpResponseMessage response, string name) => string.Join(", ", response.Headers.GetValues(name));
}
