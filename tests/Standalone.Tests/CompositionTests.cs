using System.Net;
using Mash.AgencyClient;
using Mash.Hub.Calendar;
using Mash.Hub.Storage;
using Mash.Standalone.SampleWorld;
using Mash.Standalone.Tests.Support;
using Mash.V1;
using Microsoft.Extensions.DependencyInjection;

namespace Mash.Standalone.Tests;

public sealed class CompositionTests
{
    [Theory]
    [OnEachDatabase]
    internal async Task SampleSubset_IsSubmittedScreenedDecidedAndTold(DatabaseProvider provider)
    {
        await using var run = await TestRun.StartAsync(provider);

        var counts = await run.FillAsync(SomeOfEverything);

        counts!.Refused.ShouldBe(0);
        counts.Accepted.ShouldBeGreaterThan(25);
        counts.Decided.ShouldBeGreaterThan(15);
        (await run.FillAsync(SomeOfEverything)).ShouldBeNull("a world that is complete stays as it is");
        using var hub = new HubCalls(run.Options, run.Host.AuthorityFile, new SampleAccounts(run.Options, null!, null!).Password());
        var everything = new ListContactsRequest { PageSize = 200 };
        everything.States.Add(Enum.GetValues<ContactState>().Where(state => state != ContactState.Unspecified));
        var listed = await hub.Contacts(SamplePeople.Managers[0]).ListContactsAsync(everything);
        listed.Contacts.Count.ShouldBe(counts.Accepted);
        listed.Contacts.Count(contact => contact.State is ContactState.Decided or ContactState.Closed).ShouldBeGreaterThan(15);
        listed.Contacts.Where(contact => contact.Children.Count > 1).ShouldNotBeEmpty("siblings are decided one by one");
    }

    [Theory]
    [OnEachDatabase]
    internal async Task StoppedAndStarted_DomainTimeStoodStill(DatabaseProvider provider)
    {
        await using var run = await TestRun.StartAsync(provider);
        await run.FillAsync(contact => contact.Reference == "SCH-20250404-001");
        var before = Clock(run).GetUtcNow();
        await run.StopAsync();
        await run.StartAsync();

        Clock(run).HasOffset.ShouldBeTrue();
        before.ShouldBeGreaterThanOrEqualTo(WorkPlan.HandOver);
        (Clock(run).GetUtcNow() - before).ShouldBeLessThan(TimeSpan.FromHours(1));
        UkTime.DateOf(Clock(run).GetUtcNow()).ShouldBe(new DateOnly(2026, 11, 20));
    }

    [Theory]
    [OnEachDatabase]
    internal async Task AgencyOfTheSamples_SubmitsWithATokenOfTheRealIssuer_AndReadsItsEvents(DatabaseProvider provider)
    {
        await using var run = await TestRun.StartAsync(provider);
        await run.FillAsync(contact => contact.Reference == "SCH-20250404-001");
        await using var school = run.OpenAgency("bellfounder-school");

        var outcome = await (await school.SubmitAsync(Samples.Concern())).Completion;

        var accepted = outcome.ShouldBeOfType<AcceptedSubmission>();
        accepted.ReceivedTime!.Value.ShouldBeGreaterThanOrEqualTo(WorkPlan.HandOver);
        var events = await school.ListEventsAsync().ToListAsync();
        events.Select(one => one.Sequence).ShouldBe(Enumerable.Range(1, events.Count).Select(number => (long)number));
        events.Count(one => one.ContactId == accepted.ContactId).ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public async Task FrontDoor_SendsPeopleToTheIssuerToSignIn()
    {
        await using var run = await TestRun.StartAsync(DatabaseProvider.Sqlite);
        await run.Host.OpenFrontDoorAsync(CancellationToken.None);
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

        using var asked = await browser.GetAsync(run.Options.FrontDoor.Address);
        using var signIn = await browser.GetAsync(asked.Headers.Location);
        using var page = await browser.GetAsync(new Uri(run.Options.Issuer.Address, signIn.Headers.Location!));

        asked.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        asked.Headers.Location!.ToString().ShouldStartWith(run.Options.StaffAuthority + "/authorize");
        (await page.Content.ReadAsStringAsync()).ShouldContain("Sample data. Every person here is fictional.");
    }

    [Fact]
    public async Task SecondProcessOnTheSameFiles_IsRefusedPlainly()
    {
        await using var run = await TestRun.StartAsync(DatabaseProvider.Sqlite);

        var refusal = await Should.ThrowAsync<InvalidOperationException>(() => HubCli.OfflineHub.OpenAsync(run.Options, CancellationToken.None));

        refusal.Message.ShouldStartWith("A hub is running on ");
    }

    /// <summary>Some of each file: history and the last day, siblings, the public.</summary>
    private static bool SomeOfEverything(SampleContact contact) =>
        contact.Level is not null
        && (contact.Reference.StartsWith("SCH-202603", StringComparison.Ordinal)
            || contact.Reference.StartsWith("SCH-202611", StringComparison.Ordinal)
            || contact.Reference.StartsWith("HLT-202511", StringComparison.Ordinal)
            || contact.Reference.StartsWith("OTH-202511", StringComparison.Ordinal)
            || (contact.Reference.StartsWith("PPN-", StringComparison.Ordinal) && contact.Reference.EndsWith('5') && contact.Details.Children.Count == 1
                && new Chance(contact.Reference).In100("test", 25)));

    private static DomainClock Clock(TestRun run) => run.Host.HubServices.GetRequiredService<DomainClock>();
}
