namespace Mash.FrontDoor.Tests;

public sealed class AboutPagesTests(FrontDoorHost host) : IClassFixture<FrontDoorHost>
{
    [Theory]
    [InlineData("/accessibility", "Accessibility statement - MASH Hub")]
    [InlineData("/privacy", "Privacy notice - MASH Hub")]
    public async Task AnybodySignedOut_CanReadIt(string path, string title)
    {
        var page = await host.GetPageAsync(path);
        page.Title.ShouldBe(title);
        page.QuerySelectorAll("h1").Length.ShouldBe(1);
    }

    [Fact]
    public async Task NobodyNamedAsRunningTheHub_SaysThatItIsBeingTriedOut()
    {
        var page = await host.GetPageAsync("/privacy");
        page.Body!.TextContent.ShouldContain("no organisation has been named");
        page.Body.TextContent.ShouldContain("Put no real person’s details");
    }
}
