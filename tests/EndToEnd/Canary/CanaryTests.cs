using System.Text;
using Mash.AgencyClient;
using Mash.EndToEnd.Journeys;
using Mash.EndToEnd.Product;
using Mash.Hub.Access;
using Mash.Hub.Storage;
using Mash.TestKit;
using Mash.V1;

namespace Mash.EndToEnd.Canary;

/// <summary>
/// What people say about children stays sealed wherever it rests. A contact with a marker in every text goes all the way, through SDK, hub
/// and pages, refusals included; the hub is killed, so that nothing is tidied up; then nothing that anybody left holds a marker in clear.
/// </summary>
public sealed class CanaryTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [OnEachDatabase]
    internal async Task MarkersInEveryText_StandNowhereInClear(DatabaseProvider provider)
    {
        AgencyAccess agency = null!;
        StaffMember manager = null!;
        await using var product = await ProductProcess.StartAsync(provider, async preparation =>
        {
            agency = await preparation.AddAgencyAsync("Fictional police force", Hub.Agencies.AgencyKind.Police, "6");
            manager = await preparation.AddStaffAsync("Ruth Adeyemi", Roles.Manager);
        });
        var markers = new Markers();
        var contact = new MarkedContact(markers).Make();
        await using var client = agency.Client("outbox");
        await using var events = EventWatch.Start(client);

        var accepted = await SubmitAsync(client, contact);
        await RefuseAsync(client, markers);
        await client.AddInformationAsync(accepted.ContactId, markers.Next(), StatementKind.Observed);
        var addresses = await DecideAsync(product, manager, accepted, contact, markers);
        await events.UntilAsync(seen => seen.OfType<ContactOutcome>().Any());
        await product.KillAsync();

        markers.Count.ShouldBeGreaterThan(80);
        (await Traces.FindAsync(product, markers)).ShouldBeEmpty();
        markers.In(Encoding.UTF8.GetBytes(string.Join('\n', addresses))).ShouldBeEmpty();
    }

    [Fact]
    public void SearchForMarkers_FindsEveryForm()
    {
        var markers = new Markers();
        var marker = markers.Next();
        var number = markers.Note("2024/1234567A");

        markers.In(Encoding.UTF8.GetBytes("... " + marker.ToUpperInvariant())).ShouldHaveSingleItem().ShouldContain("UTF-8");
        markers.In(Encoding.Unicode.GetBytes(marker)).ShouldHaveSingleItem().ShouldContain("UTF-16");
        markers.In(Encoding.UTF8.GetBytes("\\x00" + Convert.ToHexString(Encoding.UTF8.GetBytes(marker)))).ShouldHaveSingleItem().ShouldContain("hexadecimal");
        markers.In(Encoding.UTF8.GetBytes(number)).ShouldHaveSingleItem();
        markers.In(Encoding.UTF8.GetBytes("nothing of ours")).ShouldBeEmpty();
    }

    /// <summary>The hub takes it, and gives all of it back: what is looked for afterwards was really there.</summary>
    private static async Task<AcceptedSubmission> SubmitAsync(MashAgencyClient client, ContactDetails contact)
    {
        var outcome = await (await client.SubmitAsync(contact)).Completion;
        var accepted = outcome.ShouldBeOfType<AcceptedSubmission>((outcome as ParkedSubmission)?.Failure.ToString());
        (await client.GetContactAsync(accepted.ContactId)).Details.ShouldBe(contact);
        return accepted;
    }

    /// <summary>Refusals name fields, never what stood in them: markers where codes and numbers belong.</summary>
    private static async Task RefuseAsync(MashAgencyClient client, Markers markers)
    {
        var wrong = new MarkedContact(markers).Make();
        wrong.SourceCode = markers.Next();
        wrong.Children[0].NhsNumber = markers.Next();
        wrong.Children[0].Ethnicity = markers.Next();
        wrong.Concern.Categories.Add(markers.Next());
        var parked = (await (await client.SubmitAsync(wrong)).Completion).ShouldBeOfType<ParkedSubmission>();
        parked.Failure.Violations.Count.ShouldBe(4);
        markers.In(Encoding.UTF8.GetBytes(parked.Failure.ToString())).ShouldBeEmpty();
    }

    /// <returns>Every address that the browser asked for.</returns>
    private async Task<IReadOnlyCollection<string>> DecideAsync(
        ProductProcess product, StaffMember manager, AcceptedSubmission accepted, ContactDetails contact, Markers markers)
    {
        var child = contact.Children[0].Name.Given;
        await using var staff = await StaffBrowser.OpenAsync(chromium.Browser, product, width: 1280);
        await staff.Page.GotoAsync("/queue");
        await staff.SendCredentialsAsync(markers.Next() + "@mash.example", markers.Next());
        await staff.Page.Locator(".govuk-error-summary").WaitForAsync();
        await staff.SendCredentialsAsync(manager.Email, manager.Password);
        await staff.SendCodeAsync(manager);
        await staff.HeadingAsync("Queue");
        await staff.Page.GotoAsync($"/contacts/{accepted.ContactId}");
        await staff.PressAsync("Start screening");
        await staff.PressAsync("Rate");
        await staff.FillAsync("Why: what makes it as urgent as you say?", markers.Next());
        await staff.ChooseAsync("Amber");
        await staff.PressAsync("Record rating");
        await staff.PressAsync("Decide");
        await staff.FillAsync("Why: what is this child’s life like", markers.Next());
        await staff.PressAsync($"Record decision for {child}");
        await staff.Page.Locator(".govuk-error-summary").WaitForAsync();
        await staff.FillAsync("Why: what is this child’s life like", $"{markers.Next()} {markers.Next()}");
        await staff.ChooseAsync("Level 3, targeted help");
        await staff.ChooseAsync("Referral for assessment");
        await staff.PressAsync($"Record decision for {child}");
        await staff.PressAsync("Tell the referrer");
        await staff.FillAsync("What should Fictional police force know?", markers.Next());
        await staff.PressAsync("Send to the referrer");
        await staff.Page.Locator(".govuk-notification-banner").WaitForAsync();
        return staff.Requested;
    }
}
