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
            + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'; report-uri /csp-reports; report-to csp; form-action 'self' http://localhost:5081");
        Header(response, "X-Content-Type-Options").ShouldBe("nosniff");
        Header(response, "X-Frame-Options").ShouldBe("DENY");
        Header(response, "Referrer-Policy").ShouldBe("no-referrer");
        Header(response, "Cache-Control").ShouldBe("no-store");
        Header(response, "Cross-Origin-Opener-Policy").ShouldBe("same-origin");
    }

    [Theory]
    [InlineData("""{"csp-report":{"document-uri":"http://localhost/contacts/0198c000","effective-directive":"script-src-elem","script-sample":"Amira"}}""", "script-src-elem")]
    [InlineData("""[{"type":"csp-violation","body":{"effectiveDirective":"require-trusted-types-for","sample":"Amira"}},{"type":"x"}]""", "require-trusted-types-for")]
    [InlineData("""{"csp-report":{"violated-directive":"Amira"}}""", "other")]
    public async Task ReportOfTheBrowser_IsCountedByDirectiveAndNothingElse(string report, string directive)
    {
        var counted = new List<string?>();
        using var listener = new System.Diagnostics.Metrics.MeterListener();
        listener.InstrumentPublished = (instrument, meters) =>
        {
            if (instrument.Name == "mash.csp.stopped")
                meters.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => counted.Add(tags[0].Value as string));
        listener.Start();

        using var content = new StringContent(report, System.Text.Encoding.UTF8, "application/csp-report");
        using var response = await host.Client.PostAsync(new Uri("/csp-reports", UriKind.Relative), content);

        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        counted.ShouldContain(directive);
        counted.ShouldNotContain("Amira");
    }

    [Fact]
    public async Task OtherReports_AreRefused()
    {
        foreach (var (body, status) in new[] { ("[]", HttpStatusCode.BadRequest), ("no json", HttpStatusCode.BadRequest), (new string(' ', 17_000), HttpStatusCode.RequestEntityTooLarge) })
        {
            using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/csp-report");
            using var response = await host.Client.PostAsync(new Uri("/csp-reports", UriKind.Relative), content);
            response.StatusCode.ShouldBe(status);
        }
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
