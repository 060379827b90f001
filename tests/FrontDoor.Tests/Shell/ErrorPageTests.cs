using System.Net;

namespace Mash.FrontDoor.Tests;

public sealed class ErrorPageTests(FrontDoorHost host) : IClassFixture<FrontDoorHost>
{
    [Theory]
    [InlineData("/status/400", 400, "We could not read that request")]
    [InlineData("/status/403", 403, "You cannot open this page")]
    [InlineData("/status/404", 404, "Page not found")]
    [InlineData("/no-such-page", 404, "Page not found")]
    [InlineData("/error", 404, "Page not found")]
    [InlineData("/status/409", 409, "This changed while you were working on it")]
    [InlineData("/status/413", 413, "That was too large to send")]
    [InlineData("/status/503", 503, "The hub cannot be reached")]
    [InlineData("/fail/fault", 500, "Something went wrong here")]
    [InlineData("/fail/Internal", 500, "Something went wrong here")]
    [InlineData("/fail/NotFound", 404, "Page not found")]
    [InlineData("/fail/PermissionDenied", 403, "You cannot open this page")]
    [InlineData("/fail/Aborted", 409, "This changed while you were working on it")]
    [InlineData("/fail/Unavailable", 503, "The hub cannot be reached")]
    [InlineData("/fail/DeadlineExceeded", 503, "The hub cannot be reached")]
    public async Task Failure_IsSaidInPlainWords(string path, int status, string title)
    {
        var page = await host.GetPageAsync(path, (HttpStatusCode)status);
        page.Title.ShouldBe($"{title} - MASH Hub");
        page.QuerySelector("main h1")!.TextContent.ShouldBe(title);
        page.Body!.TextContent.ShouldNotContain("A fault of the test");
    }

    [Theory]
    [InlineData("/fail/Unavailable", HttpStatusCode.ServiceUnavailable)]
    [InlineData("/fail/fault", HttpStatusCode.InternalServerError)]
    public async Task FailureOfOurs_AsksNothingForItsFrameAndRemindsOf999(string path, HttpStatusCode status)
    {
        var page = await host.GetPageAsync(path, status);
        page.QuerySelector(".app-header__who").ShouldBeNull();
        page.QuerySelector("main")!.TextContent.ShouldContain("call 999");
    }
}
