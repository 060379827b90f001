using Mash.EndToEnd.Product;
using Mash.Hub.Storage;
using Mash.TestKit;
using Microsoft.Playwright;

namespace Mash.EndToEnd.Journeys;

/// <summary>Emergency access in a real browser, at the real issuer and hub: confirmed, said why, seen by the privacy lead, reviewed.</summary>
public sealed class EmergencyAccessJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Why = "Police are at the door with Maisie now and ask who may take her in tonight.";

    [Theory]
    [OnEachDatabase]
    internal async Task SocialWorkerOpensARestrictedRecord_AndThePrivacyLeadClosesTheReview(DatabaseProvider provider)
    {
        await using var scene = await CaseScene.StartAsync(chromium.Browser, provider);
        await scene.RestrictAsync(await scene.SignInAsync(scene.Manager));

        var worker = await scene.SignInAsync(scene.SocialWorker, width: 390);
        await OpenAsync(scene, worker);
        await SeeAsync(worker);
        await ReviewAsync(scene, await scene.SignInAsync(scene.PrivacyLead));

        (await worker.Page.GotoAsync(scene.ContactPath))!.Status.ShouldBe(404, "the review closed it");
    }

    private static async Task OpenAsync(CaseScene scene, StaffBrowser worker)
    {
        await worker.LetProofAgeAsync();
        (await worker.Page.GotoAsync(scene.ContactPath))!.Status.ShouldBe(404);
        await worker.LookAsync("emergency-not-found");
        await worker.Page.GetByRole(AriaRole.Link, new() { Name = "Emergency access" }).Last.ClickAsync();
        await worker.LookAsync("emergency-confirm");
        await worker.ConfirmAsync(scene.SocialWorker);
        await worker.HeadingAsync("Open a record in an emergency");
        await worker.PressAsync("Open the record");
        await worker.ShouldShowProblemsAsync("Say why it cannot wait");
        await worker.LookAsync("emergency-open-errors");
        await worker.FillAsync("Why it cannot wait", Why);
        await worker.PressAsync("Open the record");
    }

    private static async Task SeeAsync(StaffBrowser worker)
    {
        await worker.HeadingAsync(Siblings.Elder);
        await worker.Page.GetByText("You opened this record in an emergency.").WaitForAsync();
        await worker.LookAsync("emergency-contact");
    }

    private static async Task ReviewAsync(CaseScene scene, StaffBrowser lead)
    {
        await lead.Page.GotoAsync("/alerts");
        await lead.Page.GetByRole(AriaRole.Heading, new() { Name = "Somebody opened a record by emergency access" }).WaitForAsync();
        await lead.Page.GetByText($"{scene.SocialWorker.Name} says: {Why}").WaitForAsync();
        await lead.LookAsync("emergency-alert");
        await lead.Page.GotoAsync("/emergency-access");
        await lead.Page.GetByText("Waits for review", new() { Exact = true }).WaitForAsync();
        await lead.LookAsync("emergency-list");
        await lead.Page.GetByRole(AriaRole.Link, new() { Name = "Review the emergency access of Jonah Mbeki" }).ClickAsync();
        await lead.HeadingAsync("Review an emergency access");
        await lead.PressAsync("Record the review");
        await lead.ShouldShowProblemsAsync("Say what you found", "Say how you came to it");
        await lead.LookAsync("emergency-review-errors");
        await lead.ChooseAsync("Justified");
        await lead.FillAsync("How you came to it", "The police log confirms the visit, and only this record was read.");
        await lead.PressAsync("Record the review");
        await lead.Page.GetByText("The review is recorded.").WaitForAsync();
        await lead.Page.GetByText("The police log confirms the visit").WaitForAsync();
        lead.ShouldHaveNothingToComplainAbout();
    }
}
