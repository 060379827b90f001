using Mash.EndToEnd.Product;
using Mash.Hub.Storage;
using Mash.TestKit;

namespace Mash.EndToEnd.Journeys;

/// <summary>A restricted record in real browsers: asked for, agreed to after a fresh sign-in, absent for a colleague, and seen by leave.</summary>
public sealed class RestrictionJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Needed = "I took the school's call this morning and must ring them back.";

    [Theory]
    [OnEachDatabase]
    internal async Task RestrictedRecord_IsAbsentForAColleagueUntilTheyAreNamed(DatabaseProvider provider)
    {
        await using var scene = await CaseScene.StartAsync(chromium.Browser, provider);
        var officer = await scene.SignInAsync(scene.Officer, width: 390);
        await FindAsync(officer, scene.Contact.Reference);
        await officer.Page.GetByText("1 contact, newest first").WaitForAsync();

        var manager = await scene.SignInAsync(scene.Manager);
        var restriction = await scene.RestrictAsync(manager);
        await manager.LookAsync("restriction-asked");
        var lead = await scene.SignInAsync(scene.PrivacyLead);
        await ApproveAsync(scene, lead, restriction);

        await ShouldBeAbsentAsync(scene, officer);
        await AskAsync(scene, officer);
        await manager.Page.GotoAsync("/alerts");
        await manager.Page.GetByText(Needed).First.WaitForAsync();
        await NameAsync(scene, lead, restriction);
        await officer.Page.GotoAsync(scene.ContactPath);
        await officer.HeadingAsync(Siblings.Elder);
        await officer.LookAsync("restricted-contact");

        manager.ShouldHaveNothingToComplainAbout();
        lead.ShouldHaveNothingToComplainAbout();
    }

    private static async Task FindAsync(StaffBrowser officer, string reference)
    {
        await officer.Page.GotoAsync("/find");
        await officer.FillAsync("Reference, NHS number, UPN or full name", reference);
        await officer.PressAsync("Find");
    }

    private static async Task ApproveAsync(CaseScene scene, StaffBrowser lead, string restriction)
    {
        await lead.LetProofAgeAsync();
        await lead.Page.GotoAsync(restriction);
        await lead.PressAsync("Decide");
        await lead.ConfirmAsync(scene.PrivacyLead);
        await lead.HeadingAsync("Restrict this record?");
        await lead.ChooseAsync("Agree");
        await lead.FillAsync("Why", "Her aunt sits in this team; only those who work on it may see it.");
        await lead.LookAsync("restriction-decide");
        await lead.PressAsync("Record the decision");
        await lead.Page.GetByText("Your decision is recorded.").WaitForAsync();
        await lead.LookAsync("restriction-in-force");
    }

    /// <summary>By search and by address the same pages as for a contact that there never was, letter for letter.</summary>
    private static async Task ShouldBeAbsentAsync(CaseScene scene, StaffBrowser officer)
    {
        await FindAsync(officer, scene.Contact.Reference);
        await officer.Page.GetByText("Nothing found that you can see").WaitForAsync();
        await officer.LookAsync("restricted-nothing-found");
        var hidden = await MainAsync(officer);
        await FindAsync(officer, "C-7K3M9-2QDXA");
        await officer.Page.GetByText("Nothing found that you can see").WaitForAsync();
        (await MainAsync(officer)).ShouldBe(hidden);

        (await officer.Page.GotoAsync(scene.ContactPath))!.Status.ShouldBe(404);
        var closed = await MainAsync(officer);
        (await officer.Page.GotoAsync($"/contacts/{Guid.CreateVersion7()}"))!.Status.ShouldBe(404);
        (await MainAsync(officer)).ShouldBe(closed);
    }

    private static Task<string> MainAsync(StaffBrowser officer) => officer.Page.GetByRole(Microsoft.Playwright.AriaRole.Main).InnerTextAsync();

    private static async Task AskAsync(CaseScene scene, StaffBrowser officer)
    {
        await officer.Page.GotoAsync("/restrictions/ask");
        await officer.FillAsync("The contact’s reference", scene.Contact.Reference);
        await officer.FillAsync("Why you need it", Needed);
        await officer.PressAsync("Ask");
        await officer.Page.GetByText("If there is such a record, the manager on duty has been told what you need.").WaitForAsync();
        await officer.LookAsync("restricted-asked");
    }

    private static async Task NameAsync(CaseScene scene, StaffBrowser lead, string restriction)
    {
        await lead.Page.GotoAsync(restriction);
        await lead.PressAsync("Name a person");
        await lead.Page.GetByLabel("Person").SelectOptionAsync(new Microsoft.Playwright.SelectOptionValue { Label = $"{scene.Officer.Name}, Contact officer" });
        await lead.FillAsync("Why they need it", "He took the call and rings the school back.");
        await lead.PressAsync("Name them");
        await lead.Page.GetByText("The person is named and can see the contacts now.").WaitForAsync();
        await lead.LookAsync("restriction-named");
    }
}
