using System.Net;

namespace Mash.FrontDoor.Tests;

public sealed class RequestRateTests : IAsyncLifetime
{
    private readonly FrontDoorHost host = new() { Options = new FrontDoorOptions { RequestsPerAddress = 3 } };

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task OnePageTooMany_IsRefusedInWordsWithATimeToWait()
    {
        for (var count = 0; count < 3; count++)
        {
            using var shown = await AskAsync();
            shown.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        using var refused = await AskAsync();

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(10));
        (await refused.Content.ReadAsStringAsync()).ShouldContain("Too many pages at once");
    }

    private Task<HttpResponseMessage> AskAsync() => host.Client.GetAsync(new Uri("/privacy", UriKind.Relative));
}
