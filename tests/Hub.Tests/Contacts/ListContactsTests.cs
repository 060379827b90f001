using Grpc.Core;
using Mash.Hub.Storage;
using Mash.V1;

namespace Mash.Hub.Tests.Contacts;

public class ListContactsTests
{
    [Theory]
    [OnEachDatabase]
    internal async Task StaffPages_HaveNoGapsAndNoDoublesWhileContactsArrive(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        for (var count = 0; count < 7; count++)
            await SubmitAsync(work);
        var all = Ids(await work.Contacts.ListContactsAsync(new ListContactsRequest()));
        var seen = new List<string>();
        var request = new ListContactsRequest { PageSize = 3 };

        do
        {
            var page = await work.Contacts.ListContactsAsync(request);
            seen.AddRange(Ids(page));
            request.PageToken = page.NextPageToken;
            await SubmitAsync(work);
        }
        while (request.PageToken.Length > 0);

        seen.Count.ShouldBe(seen.Distinct().Count());
        seen.Where(all.Contains).ShouldBe(all);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task AgencyPages_AreItsOwnNewestFirst(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var other = new ContactService.ContactServiceClient(work.Hub.AsAgency(await work.Hub.AddAgencyAsync("Other")));
        var sent = new List<string>();
        for (var count = 0; count < 5; count++)
        {
            sent.Add(await SubmitAsync(work));
            await other.SubmitContactAsync(Samples.Submission());
            work.Hub.Clock.Advance(TimeSpan.FromSeconds(count % 2));
        }
        sent.Reverse();
        var first = await work.Agency.ListContactsAsync(new ListContactsRequest { PageSize = 2 });
        await SubmitAsync(work);
        var second = await work.Agency.ListContactsAsync(new ListContactsRequest { PageSize = 3, PageToken = first.NextPageToken });

        first.Contacts.Concat(second.Contacts).Select(contact => contact.ReceivedTime.ToDateTimeOffset()).ShouldBeInOrder(SortDirection.Descending);
        Ids(first).Concat(Ids(second)).Order().ShouldBe(sent.Order());
        second.NextPageToken.ShouldBeEmpty();
        first.Contacts[0].SenderReference.ShouldStartWith("SCH-");
    }

    [Theory]
    [OnEachDatabase]
    internal async Task Filters_Narrow(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var plain = await work.SubmitAsync(Casework.Quiet("Amira"));
        var screened = await work.ScreenedAsync(Casework.Quiet("Zayn"), Rag.Amber);
        var baby = Casework.Quiet("Bea");
        baby.SourceCode = "3D";
        baby.Children[0].DateOfBirth = new Date { Year = 2026, Month = 9, Day = 1 };
        baby.ReferrerRag = Rag.Red;
        var small = await work.SubmitAsync(baby);

        (await FindAsync(new ListContactsRequest { States = { ContactState.Screening } })).ShouldBe([screened.ContactId]);
        (await FindAsync(new ListContactsRequest { Rags = { Rag.Amber } })).ShouldBe([screened.ContactId]);
        (await FindAsync(new ListContactsRequest { SourceCodes = { "3D" } })).ShouldBe([small.ContactId]);
        (await FindAsync(new ListContactsRequest { AgeBands = { AgeBand.Under1 } })).ShouldBe([small.ContactId]);
        (await FindAsync(new ListContactsRequest { CouncilAreas = { CouncilArea.North } })).ShouldBeEmpty();
        (await FindAsync(new ListContactsRequest { Unallocated = true })).ShouldBe([small.ContactId, plain.ContactId]);
        (await FindAsync(new ListContactsRequest { Reference = plain.Reference.ToLowerInvariant() })).ShouldBe([plain.ContactId]);
        (await FindAsync(new ListContactsRequest { MinContactsIn12Months = 2 })).ShouldBeEmpty();
        (await FindAsync(new ListContactsRequest { ReceivedAfterTime = small.ReceivedTime })).ShouldBeEmpty();
        (await FindAsync(new ListContactsRequest())).ShouldBe([small.ContactId, .. (await FindAsync(new ListContactsRequest())).Skip(1)]);
        work.Hub.Clock.Advance(TimeSpan.FromHours(3));
        (await FindAsync(new ListContactsRequest { ClockState = ClockState.Soon })).ShouldBe([small.ContactId]);
        (await FindAsync(new ListContactsRequest { ClockState = ClockState.Late })).ShouldBeEmpty();

        async Task<IReadOnlyList<string>> FindAsync(ListContactsRequest request) =>
            Ids(await new ContactService.ContactServiceClient(await work.StaffAsync("Olive Tan", "contact_officer")).ListContactsAsync(request));
    }

    [Theory]
    [OnEachDatabase]
    internal async Task FeedbackDue_FindsDecidedContactsUntilTheReferrerIsTold(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        await work.SubmitAsync(Casework.Quiet("Amira"));
        var decided = await work.DecidedAsync(2, Outcome.EarlyHelp, Casework.Quiet("Zayn"));

        var due = Ids(await work.Contacts.ListContactsAsync(new ListContactsRequest { FeedbackDue = true }));
        await work.Decisions.SendFeedbackAsync(Casework.Feedback(decided));
        var told = Ids(await work.Contacts.ListContactsAsync(new ListContactsRequest { FeedbackDue = true }));

        due.ShouldBe([decided.ContactId]);
        told.ShouldBeEmpty();
    }

    [Theory]
    [OnEachDatabase]
    internal async Task WrongRequests_NameEveryField(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        await SubmitAsync(work);
        await SubmitAsync(work);
        var token = (await work.Contacts.ListContactsAsync(new ListContactsRequest { PageSize = 1 })).NextPageToken;

        var otherFilters = await Casework.RefusedAsync(work.Contacts.ListContactsAsync(new ListContactsRequest { PageToken = token, Unallocated = true }));
        var invalid = await Casework.RefusedAsync(work.Contacts.ListContactsAsync(new ListContactsRequest
        {
            PageSize = 201,
            PageToken = token[..^2],
            States = { ContactState.Unspecified },
            Rags = { Rag.Unspecified },
            CouncilAreas = { (CouncilArea)9 },
            AgeBands = { AgeBand.Unspecified },
            SameIncidentAsContactId = "x",
            ClockState = (ClockState)9,
        }));
        var asAgency = await Casework.RefusedAsync(work.Agency.ListContactsAsync(new ListContactsRequest
        {
            MinContactsIn12Months = 2, ClockState = ClockState.Late, Unallocated = true, FeedbackDue = true,
        }));
        var auditor = new ContactService.ContactServiceClient(await work.StaffAsync("Ana Silva", "admin"));

        Casework.Fields(otherFilters).ShouldBe(["page_token"]);
        Casework.Fields(invalid).ShouldBe(["page_size", "page_token", "states", "rags", "council_areas", "age_bands", "same_incident_as_contact_id", "clock_state"]);
        Casework.Fields(asAgency).ShouldBe(["min_contacts_in_12_months", "clock_state", "unallocated", "feedback_due"]);
        (await Casework.RefusedAsync(auditor.ListContactsAsync(new ListContactsRequest()))).StatusCode.ShouldBe(StatusCode.PermissionDenied);
        work.Outcomes("contact.list").ShouldBe(["allow"]);
    }

    private static async Task<string> SubmitAsync(Casework work) => (await work.Agency.SubmitContactAsync(Samples.Submission())).ContactId;

    private static List<string> Ids(ListContactsResponse page) => [.. page.Contacts.Select(contact => contact.ContactId)];
}
