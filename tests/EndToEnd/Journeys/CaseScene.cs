using Mash.AgencyClient;
using Mash.EndToEnd.Product;
using Mash.Hub.Access;
using Mash.Hub.Agencies;
using Mash.Hub.Storage;
using Microsoft.Playwright;

namespace Mash.EndToEnd.Journeys;

/// <summary>A running product with one contact of a school, and the people who act on it, each in a browser of their own.</summary>
internal sealed class CaseScene : IAsyncDisposable
{
    private readonly IBrowser chromium;
    private readonly List<StaffBrowser> browsers = [];

    private CaseScene(IBrowser chromium, ProductProcess product) => (this.chromium, Product) = (chromium, product);

    public ProductProcess Product { get; }

    public AcceptedSubmission Contact { get; private set; } = null!;

    /// <summary>Address of the contact's page.</summary>
    public string ContactPath => $"/contacts/{Contact.ContactId}";

    public StaffMember Officer { get; private set; } = null!;

    /// <summary>Who may open a record in an emergency.</summary>
    public StaffMember SocialWorker { get; private set; } = null!;

    public StaffMember Manager { get; private set; } = null!;

    public StaffMember PrivacyLead { get; private set; } = null!;

    public static async Task<CaseScene> StartAsync(IBrowser chromium, DatabaseProvider provider)
    {
        AgencyAccess agency = null!;
        List<StaffMember> people = [];
        var product = await ProductProcess.StartAsync(provider, async preparation =>
        {
            agency = await preparation.AddAgencyAsync("Bellfounder School", AgencyKind.School, "2A");
            foreach (var (name, role) in new[] { ("Callum Reid", Roles.ContactOfficer), ("Jonah Mbeki", Roles.SocialWorker), ("Ruth Adeyemi", Roles.Manager), ("Imogen Lacey", Roles.PrivacyLead) })
                people.Add(await preparation.AddStaffAsync(name, role));
        });
        var scene = new CaseScene(chromium, product) { Officer = people[0], SocialWorker = people[1], Manager = people[2], PrivacyLead = people[3] };
        await using var client = agency.Client("outbox");
        scene.Contact = (await (await client.SubmitAsync(Siblings.Concern(DateTimeOffset.UtcNow))).Completion).ShouldBeOfType<AcceptedSubmission>();
        return scene;
    }

    /// <summary>A browser in which somebody has signed in.</summary>
    public async Task<StaffBrowser> SignInAsync(StaffMember member, int width = 1280)
    {
        var browser = await StaffBrowser.OpenAsync(chromium, Product, width);
        browsers.Add(browser);
        await browser.SignInAsync(member, "/account");
        return browser;
    }

    /// <summary>Asks for a restriction of the contact; it is in force at once.</summary>
    /// <returns>Address of the restriction's page.</returns>
    public async Task<string> RestrictAsync(StaffBrowser asking)
    {
        await asking.Page.GotoAsync($"{ContactPath}/restrict");
        await asking.ChooseAsync("A member of staff, or a relative of one");
        await asking.FillAsync("In your own words", "Maisie is the niece of somebody who works in this team.");
        await asking.PressAsync("Restrict it now");
        await asking.Page.GetByText("The record is restricted from now on.").WaitForAsync();
        return new Uri(asking.Page.Url).AbsolutePath;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in browsers)
            await browser.DisposeAsync();
        await Product.DisposeAsync();
    }
}
