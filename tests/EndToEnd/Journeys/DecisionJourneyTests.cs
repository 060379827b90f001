using Mash.AgencyClient;
using Mash.EndToEnd.Product;
using Mash.Hub.Access;
using Mash.Hub.Agencies;
using Mash.Hub.Storage;
using Mash.V1;

namespace Mash.EndToEnd.Journeys;

/// <summary>
/// The product's main job in a real browser and at the agency: a school's concern is found, screened, rated and decided child by child, the
/// school hears of it, and the hub was restarted in between. Every page on the way, in its error states too, is examined.
/// </summary>
public sealed class DecisionJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string School = "Bellfounder School";
    private const string Why = "Why: what is this child’s life like";
    private const string Feedback = "Thank you. Both children were seen today. Please keep Maisie's teacher near her, and ring us about anything new.";

    [Theory]
    [InlineData(1280, DatabaseProvider.Sqlite, true)]
    [InlineData(320, DatabaseProvider.Postgres, true)]
    [InlineData(1280, DatabaseProvider.Sqlite, false)]
    internal async Task ConcernOfASchool_IsDecidedChildByChildAndTheSchoolHears(int width, DatabaseProvider provider, bool scripts)
    {
        AgencyAccess agency = null!;
        StaffMember manager = null!;
        await using var product = await ProductProcess.StartAsync(provider, async preparation =>
        {
            agency = await preparation.AddAgencyAsync(School, Hub.Agencies.AgencyKind.School, "2A");
            manager = await preparation.AddStaffAsync("Ruth Adeyemi", Roles.Manager);
        });
        await using var client = agency.Client("outbox");
        await using var events = EventWatch.Start(client);
        await using var followed = FollowedEvents.Start(agency);
        var handle = await client.SubmitAsync(Siblings.Concern(DateTimeOffset.UtcNow));
        var accepted = (await handle.Completion).ShouldBeOfType<AcceptedSubmission>();
        await using var staff = await StaffBrowser.OpenAsync(chromium.Browser, product, width, scripts);

        await SignInAsync(staff, manager);
        await FindAsync(staff, accepted.Reference);
        await ScreenAndRateAsync(staff);
        (await product.StopAsync()).ShouldBe(0);
        await product.StartAsync();
        await DecideBothAsync(staff);
        await TellTheReferrerAsync(staff);
        await SignOutAsync(staff);
        staff.ShouldHaveNothingToComplainAbout();

        await events.UntilAsync(seen => seen.OfType<ContactOutcome>().Any());
        events.ShouldBeGapless();
        events.Events.Select(one => one.GetType()).ShouldBe(
            [typeof(ContactReceived), typeof(ContactAcknowledged), typeof(ContactScreeningStarted), typeof(ContactOutcome)]);
        var lines = await followed.UntilAsync("outcome");
        lines.Select(line => (string?)line["kind"]).ShouldBe(["received", "acknowledged", "screening-started", "outcome"]);
        lines.Select(line => (long)line["sequence"]!).ShouldBe([1, 2, 3, 4]);
        ((string?)lines[^1]["feedback"]).ShouldBe(Feedback);
        var outcome = events.Events.OfType<ContactOutcome>().Single();
        outcome.ContactId.ShouldBe(accepted.ContactId);
        outcome.Feedback.ShouldBe(Feedback);
        outcome.Outcomes.Select(one => (one.SenderChildReference, one.Level, one.Outcome)).ShouldBe(
            [(Siblings.Elder, 4, Outcome.StrategyDiscussion), (Siblings.Younger, 2, Outcome.EarlyHelp)], ignoreOrder: true);
    }

    private static async Task SignInAsync(StaffBrowser staff, StaffMember manager)
    {
        await staff.Page.GotoAsync("/queue");
        await staff.HeadingAsync("Sign in");
        await staff.LookAsync("sign-in");
        await staff.SendCredentialsAsync(manager.Email, "not the right password");
        await staff.Page.Locator(".govuk-error-summary").WaitForAsync();
        await staff.LookAsync("sign-in-refused");
        await staff.SendCredentialsAsync(manager.Email, manager.Password);
        await staff.HeadingAsync("Enter the code from your app");
        await staff.LookAsync("code");
        await staff.SendCodeAsync(manager);
        await staff.HeadingAsync("Queue");
        await staff.LookAsync("queue");
    }

    private static async Task FindAsync(StaffBrowser staff, string reference)
    {
        await staff.Page.GetByText("Change filters").ClickAsync();
        await staff.FillAsync("Reference", reference);
        await staff.LookAsync("queue-filters");
        await staff.PressAsync("Apply");
        await staff.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = Siblings.Family }).First.ClickAsync();
        await staff.HeadingAsync(Siblings.Elder);
        await staff.LookAsync("contact");
    }

    private static async Task ScreenAndRateAsync(StaffBrowser staff)
    {
        await staff.PressAsync("Start screening");
        await staff.Page.Locator(".govuk-notification-banner").WaitForAsync();
        await staff.LookAsync("screening-started");
        await staff.PressAsync("Rate");
        await staff.HeadingAsync("How urgent is it?");
        await staff.PressAsync("Record rating");
        await staff.ShouldShowProblemsAsync("Say why", "Choose how urgent it is");
        await staff.LookAsync("rate-errors");
        await staff.FillAsync("Why: what makes it as urgent as you say?", "A bruise with two explanations, and the man she names lives there.");
        await staff.ChooseAsync("Red");
        await staff.LookAsync("rate");
        await staff.PressAsync("Record rating");
        await staff.Page.Locator(".govuk-notification-banner").WaitForAsync();
        await staff.LookAsync("rated");
    }

    private static async Task DecideBothAsync(StaffBrowser staff)
    {
        await staff.PressAsync($"Decide for {Siblings.Elder}");
        await staff.HeadingAsync($"Decide what {Siblings.Elder} needs");
        await staff.PressAsync($"Record decision for {Siblings.Elder}");
        await staff.ShouldShowProblemsAsync(
            $"Say why: what {Siblings.Elder}’s life is like, and what you make of it", "Choose a level of need", $"Choose what happens for {Siblings.Elder}");
        await staff.LookAsync("decide-errors");
        await staff.FillAsync(Why, "Maisie is afraid of Craig. The bruise does not fit a door. Nobody can say that tonight will be safe.");
        await staff.ChooseAsync("Level 4, specialist or protection");
        await staff.ChooseAsync("Strategy discussion");
        await staff.PressAsync("Update what happens next");
        await staff.LookAsync("decide");
        await staff.PressAsync($"Record decision for {Siblings.Elder}");
        await staff.Page.Locator(".govuk-notification-banner").WaitForAsync();
        await staff.LookAsync("first-decided");

        await staff.PressAsync($"Decide for {Siblings.Younger}");
        await staff.HeadingAsync($"Decide what {Siblings.Younger} needs");
        await staff.FillAsync(Why, "Oscar is hungry in the mornings. Their mother takes help when it is offered; nursery sees him every day.");
        await staff.ChooseAsync("Level 2, early help");
        await staff.ChooseAsync("Early help");
        await staff.LookAsync("decide-sibling");
        await staff.PressAsync($"Record decision for {Siblings.Younger}");
        await staff.Page.Locator(".govuk-notification-banner").WaitForAsync();
        await staff.LookAsync("both-decided");
    }

    private static async Task TellTheReferrerAsync(StaffBrowser staff)
    {
        await staff.PressAsync("Tell the referrer");
        await staff.HeadingAsync("Tell the referrer what happens");
        await staff.PressAsync("Send to the referrer");
        await staff.ShouldShowProblemsAsync("Write what the referrer should know");
        await staff.LookAsync("feedback-errors");
        await staff.FillAsync($"What should {School} know?", Feedback);
        await staff.LookAsync("feedback");
        await staff.PressAsync("Send to the referrer");
        await staff.Page.Locator(".govuk-notification-banner").WaitForAsync();
        await staff.LookAsync("told");
    }

    private static async Task SignOutAsync(StaffBrowser staff)
    {
        await staff.PressAsync("Sign out");
        await staff.HeadingAsync("signed out");
        await staff.LookAsync("signed-out");
        await staff.Page.GotoAsync("/queue");
        await staff.HeadingAsync("Sign in");
    }
}
