using Grpc.Core;
using Mash.Hub.Access;
using Mash.Hub.Calendar;
using Mash.Hub.Storage;
using Mash.Hub.Tests.Contacts;
using Mash.Hub.UnusualAccess;
using Mash.V1;
using Microsoft.Extensions.DependencyInjection;
using AccessRule = Mash.V1.AccessRule;

namespace Mash.Hub.Tests.UnusualAccess;

/// <summary>From looks over the real calls to facts, findings, alert and review.</summary>
public class ReviewTests
{
    [Theory]
    [OnEachDatabase]
    internal async Task MonthOnTheRealHub_FindsWhatWasPlantedAndItsReviewIsOnTheRecord(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var lead = new UnusualAccessService.UnusualAccessServiceClient(await work.StaffAsync("Priya Nair", Roles.PrivacyLead));
        var alerts = new AlertService.AlertServiceClient(await work.StaffAsync("Lena Osei", Roles.PrivacyLead));
        var relative = await work.StaffAsync("Ada Featherstonehaugh", Roles.SocialWorker);
        var night = await work.StaffAsync("Nils Okafor", Roles.SocialWorker);
        var honest = await work.StaffAsync("Rosa Lind", Roles.SocialWorker);
        var ended = await EndedAsync(work, "Featherstonehaugh");
        var open = new List<Contact>();
        for (var number = 0; number < 6; number++)
            open.Add(await work.SubmitAsync(Named("Family" + (char)('A' + number))));

        // Three honest days, then a relative's ended record, and a night of browsing.
        for (var day = 0; day < 3; day++)
        {
            foreach (var contact in open)
                await Casework.ReadAsync(new ContactService.ContactServiceClient(honest), contact.ContactId);
            (await RunAsync(work)).ShouldBe(0);
            DomainAdvances(work, TimeSpan.FromDays(day == 0 ? 3 : 1));
        }
        await Casework.ReadAsync(new ContactService.ContactServiceClient(relative), ended.ContactId);
        DomainAdvances(work, TimeSpan.FromHours(15));
        foreach (var contact in open)
            await Casework.ReadAsync(new ContactService.ContactServiceClient(night), contact.ContactId);
        (await RunAsync(work)).ShouldBe(2);
        (await RunAsync(work)).ShouldBe(0);

        var list = await lead.ListFindingsAsync(new ListFindingsRequest());
        list.OpenCount.ShouldBe(2);
        list.Findings.Select(finding => (finding.PersonName, finding.Rule)).ShouldBe(
            [("Ada Featherstonehaugh", AccessRule.OwnSurname), ("Nils Okafor", AccessRule.OutOfHours)], ignoreOrder: true);
        (await alerts.ListAlertsAsync(new ListAlertsRequest())).Alerts.Count(alert => alert.Kind == AlertKind.UnusualAccess).ShouldBe(2);

        var same = list.Findings.Single(finding => finding.Rule == AccessRule.OwnSurname);
        var read = (await lead.GetFindingAsync(new GetFindingRequest { FindingId = same.FindingId })).Finding;
        var evidence = read.Evidence.ShouldHaveSingleItem();
        evidence.ContactReference.ShouldBe(ended.Reference);
        evidence.Circumstances.ShouldContain("Their own family name");
        read.Reason.ShouldBe("Opened a contact in which a child or a person of the household has their own family name. None of their work is about this family.");
        read.PersonRole.ShouldBe("Social worker");

        var closing = new CloseFindingRequest
        {
            FindingId = read.FindingId, RequestId = Guid.NewGuid().ToString(), Etag = read.Etag, Outcome = FindingOutcome.ConcernRaised,
            Words = "Her cousin's child. She was asked and her manager knows.",
        };
        var closed = await lead.CloseFindingAsync(closing);
        (await lead.CloseFindingAsync(closing)).Etag.ShouldBe(closed.Etag);
        var again = await Casework.RefusedAsync(lead.CloseFindingAsync(new CloseFindingRequest(closing) { RequestId = Guid.NewGuid().ToString() }));
        again.StatusCode.ShouldBe(StatusCode.FailedPrecondition);

        var after = (await lead.GetFindingAsync(new GetFindingRequest { FindingId = read.FindingId })).Finding;
        (after.Outcome, after.ClosingWords, after.ClosedBy).ShouldBe((FindingOutcome.ConcernRaised, closing.Words, "Priya Nair"));
        (await lead.ListFindingsAsync(new ListFindingsRequest())).Findings.Select(finding => finding.State).ShouldBe([FindingState.Open, FindingState.Closed]);
        (await lead.ListFindingsAsync(new ListFindingsRequest { State = FindingState.Closed })).Findings.ShouldHaveSingleItem();
        (await lead.ListFindingsAsync(new ListFindingsRequest { Rules = { AccessRule.OutOfHours } })).Findings.ShouldHaveSingleItem();
        work.Outcomes("finding.raise").ShouldBe(["allow", "allow"]);
        work.Outcomes("finding.view").ShouldBe(["allow", "allow"]);
        work.Outcomes("finding.close").ShouldBe(["allow", "deny"]);
        work.Hub.Log.ShouldAllBe(line => !line.Contains("Featherstonehaugh"));

        // The same record once more in the week: the reviewed finding stays closed, a new look is a new finding.
        await Casework.ReadAsync(new ContactService.ContactServiceClient(relative), ended.ContactId);
        (await RunAsync(work)).ShouldBe(1);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task FindingAboutTheReader_LooksAbsent(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var both = await work.StaffAsync("Ada Featherstonehaugh", Roles.SocialWorker, Roles.PrivacyLead);
        var lead = new UnusualAccessService.UnusualAccessServiceClient(await work.StaffAsync("Priya Nair", Roles.PrivacyLead));
        var ended = await EndedAsync(work, "Featherstonehaugh");
        await Casework.ReadAsync(new ContactService.ContactServiceClient(both), ended.ContactId);
        (await RunAsync(work)).ShouldBe(1);
        var finding = (await lead.ListFindingsAsync(new ListFindingsRequest())).Findings.Single();
        var own = new UnusualAccessService.UnusualAccessServiceClient(both);

        var list = await own.ListFindingsAsync(new ListFindingsRequest());
        var hidden = await Casework.RefusedAsync(own.GetFindingAsync(new GetFindingRequest { FindingId = finding.FindingId }));
        var absent = await Casework.RefusedAsync(own.GetFindingAsync(new GetFindingRequest { FindingId = Guid.NewGuid().ToString() }));
        var close = await Casework.RefusedAsync(own.CloseFindingAsync(new CloseFindingRequest
        {
            FindingId = finding.FindingId, RequestId = Guid.NewGuid().ToString(), Etag = finding.Etag, Outcome = FindingOutcome.ExpectedWork, Words = "This was my work.",
        }));

        (list.Findings.Count, list.OpenCount).ShouldBe((0, 0));
        hidden.Status.ShouldBe(absent.Status);
        close.StatusCode.ShouldBe(StatusCode.NotFound);
        var manager = new UnusualAccessService.UnusualAccessServiceClient(work.AsManager);
        (await Casework.RefusedAsync(manager.ListFindingsAsync(new ListFindingsRequest()))).StatusCode.ShouldBe(StatusCode.PermissionDenied);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task WrongRequests_NameEveryWrongFieldAndStaleOnesAreRefused(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var lead = new UnusualAccessService.UnusualAccessServiceClient(await work.StaffAsync("Priya Nair", Roles.PrivacyLead));
        var relative = new ContactService.ContactServiceClient(await work.StaffAsync("Ada Featherstonehaugh", Roles.SocialWorker));
        await Casework.ReadAsync(relative, (await EndedAsync(work, "Featherstonehaugh")).ContactId);
        await RunAsync(work);
        var finding = (await lead.ListFindingsAsync(new ListFindingsRequest())).Findings.Single();

        var close = await Casework.RefusedAsync(lead.CloseFindingAsync(new CloseFindingRequest()));
        var list = await Casework.RefusedAsync(lead.ListFindingsAsync(new ListFindingsRequest { PageSize = 201, PageToken = "x", State = (FindingState)9, Rules = { (AccessRule)99 } }));
        var stale = await Casework.RefusedAsync(lead.CloseFindingAsync(new CloseFindingRequest
        {
            FindingId = finding.FindingId, RequestId = Guid.NewGuid().ToString(), Etag = "v99", Outcome = FindingOutcome.Explained, Words = "A call from the school.",
        }));

        Casework.Fields(close).ShouldBe(["finding_id", "request_id", "etag", "outcome", "words"]);
        Casework.Fields(list).ShouldBe(["page_size", "page_token", "state", "rules"]);
        stale.StatusCode.ShouldBe(StatusCode.Aborted);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task WatchThatStartsAnew_GoesOnWhereItEndedAndOneHubHasIt(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var relative = new ContactService.ContactServiceClient(await work.StaffAsync("Ada Featherstonehaugh", Roles.SocialWorker));
        var first = await EndedAsync(work, "Featherstonehaugh");
        await Casework.ReadAsync(relative, first.ContactId);
        (await RunAsync(work)).ShouldBe(1);

        var other = Another(work);
        (await other.RunOnceAsync(CancellationToken.None)).ShouldBeNull();
        await Casework.ReadAsync(relative, (await EndedAsync(work, "Featherstonehaugh")).ContactId);
        work.Hub.Clock.Advance(TimeSpan.FromMinutes(11));
        (await other.RunOnceAsync(CancellationToken.None)).ShouldBe(0);
        (await RunAsync(work)).ShouldBeNull();

        var lead = new UnusualAccessService.UnusualAccessServiceClient(await work.StaffAsync("Priya Nair", Roles.PrivacyLead));
        (await lead.ListFindingsAsync(new ListFindingsRequest())).Findings.ShouldHaveSingleItem().EvidenceCount.ShouldBe(2);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task Facts_SayWhatWasTrueOfTheLook(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var viewer = new ContactService.ContactServiceClient(await work.StaffAsync("Donna Hassan", Roles.SocialWorker));
        var contact = await work.ScreenedAsync();
        await Casework.ReadAsync(viewer, contact.ContactId);
        await viewer.ListContactsAsync(new ListContactsRequest { Reference = contact.Reference });
        await Casework.ReadAsync(new ContactService.ContactServiceClient(work.AsSocialWorker), contact.ContactId);

        var facts = work.Hub.Services.GetRequiredService<Mash.Hub.UnusualAccess.Detection.AccessFactReader>().After(-1);

        var own = facts.Last(fact => fact.Kind == AccessKind.View);
        own.Flags.ShouldBe(AccessFlags.OwnWork | AccessFlags.InQueue);
        var look = facts.First(fact => fact.Has(AccessFlags.OwnSurname));
        look.Flags.ShouldBe(AccessFlags.InQueue | AccessFlags.OwnSurname | AccessFlags.OwnName);
        look.Children.Count.ShouldBe(1);
        look.Children.ShouldBe(own.Children);
        facts.Count(fact => fact.Kind == AccessKind.Act).ShouldBe(2);
        facts.Count(fact => fact.Kind == AccessKind.Search).ShouldBe(1);
        // The place of a fact is the place of its leaf.
        var leaves = await work.Hub.ReadLeavesAsync();
        leaves[(int)look.Sequence].ShouldContain("\"act\":\"contact.view\"");
    }

    /// <summary>Days pass for the hub; tokens, which live by real time, stay as they are.</summary>
    private static void DomainAdvances(Casework work, TimeSpan by)
    {
        var clock = work.Hub.Services.GetRequiredService<DomainClock>();
        clock.RunFrom(clock.GetUtcNow() + by);
    }

    private static Task<int?> RunAsync(Casework work) => work.Hub.Services.GetRequiredService<AccessWatcher>().RunOnceAsync(CancellationToken.None);

    private static AccessWatcher Another(Casework work) => ActivatorUtilities.CreateInstance<AccessWatcher>(work.Hub.Services);

    private static ContactDetails Named(string family)
    {
        var details = Casework.Quiet();
        details.Children[0].Name.Family = family;
        details.People[0].Name.Family = family;
        return details;
    }

    /// <summary>A contact that was decided and told about: nothing in the queue explains a look at it.</summary>
    private static async Task<Contact> EndedAsync(Casework work, string family)
    {
        var contact = await work.DecidedAsync(1, Outcome.Advice, Named(family));
        await work.Decisions.SendFeedbackAsync(Casework.Feedback(contact));
        return contact;
    }
}
