using Deque.AxeCore.Playwright;
using Mash.FrontDoor.Tests.FakeHub;
using Mash.V1;
using Microsoft.Playwright;

namespace Mash.FrontDoor.Tests.Pages;

public sealed class PagesBrowserTests(PagesHost host, BrowserFixture browsers) : IClassFixture<PagesHost>, IClassFixture<BrowserFixture>
{
    private static readonly string Contact = $"/contacts/{SampleContact.Id}";
    private static readonly string Agency = $"/agencies/{SampleOffice.AgencyId}";

    /// <summary>Name, address, and the button to press for the page's error state; none where it has no form.</summary>
    private static readonly (string Name, string Path, string? Button)[] Shown =
    [
        ("queue", "/queue", null),
        ("contact", Contact, null),
        ("decide", $"{Contact}/children/{SampleContact.Oscar}/decision", "Record decision for Oscar"),
        ("rate", $"{Contact}/rating", "Record rating"),
        ("feedback", $"{Contact}/feedback", "Send to the referrer"),
        ("information", $"{Contact}/information", "Add information"),
        ("agencies", "/agencies", null),
        ("agency", Agency, null),
        ("agency-ended", $"/agencies/{SampleOffice.EndedId}", null),
        ("register", "/agencies/register", "Save and continue"),
        ("registration", $"/agencies/{SampleOffice.BegunId}/registration", null),
        ("registration-check", $"/agencies/{SampleOffice.BegunId}/registration/check", null),
        ("organisation", $"{Agency}/organisation", null),
        ("agency-contacts", $"/agencies/{SampleOffice.BegunId}/contacts", "Save"),
        ("agreement", $"/agencies/{SampleOffice.BegunId}/agreement", null),
        ("agency-access", $"/agencies/{SampleOffice.BegunId}/access", "Save"),
        ("agency-connect", $"{Agency}/connect", null),
        ("agency-changes", $"{Agency}/changes", null),
        ("add-key", $"{Agency}/keys/add", "Add key"),
        ("key-address", $"{Agency}/keys/address", null),
        ("revoke-key", $"{Agency}/keys/{SampleOffice.LiveKeyId}/revoke", null),
        ("suspend", $"{Agency}/suspend", "Suspend agency"),
        ("resume", $"{Agency}/resume", "Resume agency"),
        ("alerts", "/alerts", null),
        ("unusual-access", "/unusual-access", null),
        ("finding", $"/unusual-access/{SampleFindings.OpenId}", "Record review"),
        ("finding-reviewed", $"/unusual-access/{SampleFindings.ClosedId}", null),
        ("rota", "/rota", "Put on duty"),
        ("interests", "/account/interests", "Declare interest"),
        ("interests-of", $"/account/interests?of={SampleInterests.KateId}", null),
        ("end-interest", $"/account/interests/{SampleInterests.RelativeId}/end?of={SampleInterests.KateId}", "End interest"),
        ("find", "/find", "Find"),
        ("restrict", $"{Contact}/restrict", "Restrict it now"),
        ("restrictions", "/restrictions", null),
        ("restriction", $"/restrictions/{SampleProtection.RestrictionId}", null),
        ("restriction-decide", $"/restrictions/{SampleProtection.RestrictionId}/decide", "Record the decision"),
        ("restriction-review", $"/restrictions/{SampleProtection.RestrictionId}/review", "Record the review"),
        ("restriction-person", $"/restrictions/{SampleProtection.RestrictionId}/people/add", "Name them"),
        ("restriction-end", $"/restrictions/{SampleProtection.RestrictionId}/people/{SampleProtection.PersonId}/end", "End access"),
        ("ask", "/restrictions/ask", "Ask"),
        ("emergency", "/emergency-access", null),
        ("emergency-open", "/emergency-access/open", "Open the record"),
        ("emergency-review", $"/emergency-access/{SampleProtection.BreakGlassId}/review", "Record the review"),
        ("messages", "/messages", null),
        ("message", $"/messages/{SampleOffice.MessageId}", null),
        ("account", "/account", null),
        ("people", "/people", null),
        ("person", $"/people/{SamplePeople.NadiaId}", "Give role"),
        ("invite", "/people/invite", "Send invitation"),
        ("invite-agency", "/people/invite?side=agency", "Send invitation"),
        ("link", "/people/link", "Add person"),
        ("disable", $"/people/{SamplePeople.NadiaId}/disable", null),
        ("sign-out", "/sign-out", null),
        ("confirm", "/confirm", null),
        ("confirm-not-possible", "/confirm/not-possible", null),
        ("signed-out", "/signed-out", null),
    ];

    public static TheoryData<string, int> Pages
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var (name, _, _) in Shown)
            {
                data.Add(name, 1280);
                data.Add(name, 320);
            }

            return data;
        }
    }

    public static TheoryData<string, int> Forms
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var (name, _, _) in Shown.Where(page => page.Button is not null))
            {
                data.Add(name, 1280);
                data.Add(name, 320);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_HasNothingThatAxeObjectsToAndDoesNotScrollSideways(string name, int width)
    {
        host.Reset();
        await using var context = await OpenAsync(width);
        var page = await context.NewPageAsync();
        await page.GotoAsync(Shown.Single(shown => shown.Name == name).Path);
        await ShouldBeFineAsync(page, name, width);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task FormWithErrors_HasNothingThatAxeObjectsTo(string name, int width)
    {
        host.Reset();
        await using var context = await OpenAsync(width);
        var page = await context.NewPageAsync();
        var (_, path, button) = Shown.Single(shown => shown.Name == name);
        await page.GotoAsync(path);
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await page.Locator(".govuk-error-summary").WaitForAsync();
        (await page.TitleAsync()).ShouldStartWith("Error: ");
        await ShouldBeFineAsync(page, $"{name}-errors", width);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task WhatOnlyAFormShows_HasNothingThatAxeObjectsTo(int width)
    {
        host.Reset();
        await using var context = await OpenAsync(width);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/find");
        await page.GetByLabel("Reference, NHS number, UPN or full name").FillAsync("C-7K3M9-2QDXA");
        await page.GetByRole(AriaRole.Button, new() { Name = "Find", Exact = true }).ClickAsync();
        await page.GetByText("3 contacts, newest first").WaitForAsync();
        page.Url.ShouldEndWith("/find");
        await ShouldBeFineAsync(page, "found", width);

        host.Hub.On<LookUpPersonRequest>(_ => new LookUpPersonResponse());
        await page.GetByRole(AriaRole.Button, new() { Name = "Find", Exact = true }).ClickAsync();
        await page.GetByText("Nothing found that you can see").WaitForAsync();
        await ShouldBeFineAsync(page, "found-nothing", width);

        await page.GotoAsync(Contact);
        await page.GetByRole(AriaRole.Button, new() { Name = "Show protected address of Jamie Jelley" }).ClickAsync();
        await page.GetByText(SampleContact.SecretStreet).WaitForAsync();
        page.Url.ShouldEndWith("/address");
        await ShouldBeFineAsync(page, "address", width);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        (await page.GetByText(SampleContact.SecretStreet).IsVisibleAsync()).ShouldBeFalse("a protected address is never printed");
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task ContactOpenedInAnEmergency_SaysSoAndHasNothingThatAxeObjectsTo(int width)
    {
        host.Reset();
        host.Hub.On<GetContactRequest>(request =>
        {
            var contact = SampleContact.Marshall(Guid.Parse(request.ContactId));
            contact.BreakGlassId = SampleProtection.BreakGlassId;
            contact.BreakGlassSecondsLeft = 1750;
            contact.RestrictionId = SampleProtection.RestrictionId;
            contact.RestrictionLabel = RestrictionLabel.Refuge;
            contact.MayRestrict = false;
            return new GetContactResponse { Contact = contact };
        });
        await using var context = await OpenAsync(width);
        var page = await context.NewPageAsync();
        await page.GotoAsync(Contact);
        await page.GetByText("You opened this record in an emergency.").WaitForAsync();
        // They are not named, so who is would be absent for them.
        (await page.GetByRole(AriaRole.Link, new() { Name = "Who is named" }).CountAsync()).ShouldBe(0);
        await ShouldBeFineAsync(page, "contact-emergency", width);
        await page.GetByRole(AriaRole.Button, new() { Name = "Close it now" }).ClickAsync();
        await page.WaitForURLAsync("**/emergency-access");
        host.Hub.Received<CloseBreakGlassRequest>().Count.ShouldBe(1);
    }

    private static async Task ShouldBeFineAsync(IPage page, string name, int width)
    {
        if (Environment.GetEnvironmentVariable("MASH_SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}.png"), FullPage = true });
        var result = await page.RunAxe();
        result.Violations.Select(violation => $"{violation.Id}: {string.Join("; ", violation.Nodes.Select(node => node.Html))}").ShouldBeEmpty();
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
    }

    private Task<IBrowserContext> OpenAsync(int width) => browsers.Browser.NewContextAsync(new()
    {
        BaseURL = host.Address.ToString(),
        ViewportSize = new() { Width = width, Height = 800 },
        ExtraHTTPHeaders = new Dictionary<string, string> { [TestSignIn.Header] = PagesHost.Manager },
    });
}
