using Mash.EndToEnd.Product;
using Mash.Hub.Storage;
using Microsoft.Playwright;

namespace Mash.EndToEnd.Journeys;

/// <summary>
/// A form that is sent when the proof of who somebody is has become older than five minutes, at the real hub and issuer: nothing is done, nothing
/// is lost, and it goes through once they have confirmed. A form that was sent without any session is tested beside the composition, in
/// Standalone.Tests.
/// </summary>
public sealed class ConfirmJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Why = "The school rings: the father is on his way and nobody named can be reached.";

    /// <param name="byLink">True where they follow the link of the form's page, false where they confirm by another page in a tab of their own.</param>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FormSentWithAnOldProof_ComesBackWithEverythingTypedAndGoesThroughOnceConfirmed(bool byLink)
    {
        await using var scene = await CaseScene.StartAsync(chromium.Browser, DatabaseProvider.Sqlite);
        await scene.RestrictAsync(await scene.SignInAsync(scene.Manager));
        var worker = await scene.SignInAsync(scene.SocialWorker);
        await worker.Page.GotoAsync("/emergency-access/open");
        await worker.FillAsync("The contact’s reference", scene.Contact.Reference);
        await worker.FillAsync("Why it cannot wait", Why);
        await worker.Page.GetByLabel("For how long").SelectOptionAsync("30");
        var request = await worker.Page.Locator("main input[name=RequestId]").InputValueAsync();

        await worker.LetProofAgeAsync();
        await worker.PressAsync("Open the record");

        await worker.ShouldShowProblemsAsync("Confirm that it is you, then send this again. Nothing was recorded. What you typed is still here.");
        await worker.LookAsync("confirm-first");
        await ShouldHoldWhatWasTypedAsync();
        var tab = byLink
            ? await worker.TabOfAsync(() => worker.Page.GetByRole(AriaRole.Link, new() { Name = "Confirm that it is you (opens in a new tab)" }).ClickAsync())
            : await worker.OpenTabAsync();
        if (!byLink)
            await tab.GotoAsync("/emergency-access/open");
        await worker.ConfirmAsync(scene.SocialWorker, tab);
        await tab.GetByRole(AriaRole.Heading, new() { Name = byLink ? "You have confirmed that it is you" : "Open a record in an emergency", Level = 1 }).WaitForAsync();
        await tab.CloseAsync();
        await ShouldHoldWhatWasTypedAsync();
        await worker.PressAsync("Open the record");

        await worker.HeadingAsync(Siblings.Elder);
        await worker.Page.GetByText("You opened this record in an emergency.").WaitForAsync();

        async Task ShouldHoldWhatWasTypedAsync()
        {
            (await worker.Page.GetByLabel("The contact’s reference").InputValueAsync()).ShouldBe(scene.Contact.Reference);
            (await worker.Page.GetByLabel("Why it cannot wait").InputValueAsync()).ShouldBe(Why);
            (await worker.Page.GetByLabel("For how long").InputValueAsync()).ShouldBe("30");
            (await worker.Page.Locator("main input[name=RequestId]").InputValueAsync()).ShouldBe(request, "sent twice it is one act");
        }
    }
}
