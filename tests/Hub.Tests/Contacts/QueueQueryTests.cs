using Mash.Hub.Access;
using Mash.Hub.Access.Interests;
using Mash.Hub.Contacts;
using Mash.Hub.Restrictions;
using Mash.Hub.Storage;
using Mash.V1;
using Microsoft.EntityFrameworkCore;

namespace Mash.Hub.Tests.Contacts;

/// <summary>The queue's queries must walk an index, so that their work does not grow with the number of contacts.</summary>
public class QueueQueryTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task QueuePage_WalksTheQueueIndexWithoutSorting() => (await PlanAsync(db =>
            ContactQuery.Filter(db.Contacts, new ListContactsRequest(), ContactListKind.Queue, Now, null)
                .OrderBy(row => row.EarliestDueTime).ThenBy(row => row.ContactId).Take(51).ToQueryString()))
        .ShouldBe(["SCAN c USING INDEX contacts_queue"]);

    [Fact]
    public async Task NextQueuePage_StartsAtItsPlace() => (await PlanAsync(db =>
            ContactQuery.Filter(db.Contacts, new ListContactsRequest(), ContactListKind.Queue, Now, null)
                .Where(row => row.EarliestDueTime >= Now)
                .OrderBy(row => row.EarliestDueTime).ThenBy(row => row.ContactId).Take(51).ToQueryString()))
        .ShouldBe(["SEARCH c USING INDEX contacts_queue (earliest_due_time>?)"]);

    [Fact]
    public async Task LateContacts_AreFoundByTheQueueIndex() => (await PlanAsync(db =>
            ContactQuery.ByClock(db.Contacts.Where(row => row.InQueue), ClockState.Late, Now).Select(row => row.EarliestDueTime).Take(1000).ToQueryString()))
        .ShouldBe(["SEARCH c USING COVERING INDEX contacts_queue (earliest_due_time<?)"]);

    [Fact]
    public async Task FeedbackDueAndSignOff_HaveIndexesOfTheirOwn()
    {
        (await PlanAsync(db => db.Contacts.Where(row => row.FeedbackDue).Select(row => row.EarliestDueTime).Take(1000).ToQueryString()))
            .ShouldBe(["SCAN c USING COVERING INDEX contacts_feedback"]);
        (await PlanAsync(db => db.Contacts.Where(row => row.State == Mash.Hub.Contacts.States.ContactState.AwaitingSecondSignOff)
                .Select(row => row.EarliestDueTime).Take(1000).ToQueryString()))
            .ShouldBe(["SCAN c USING COVERING INDEX contacts_sign_off"]);
    }

    [Fact]
    public async Task AgencysOwnList_WalksItsIndexBackwards() => (await PlanAsync(db =>
            db.Contacts.Where(row => row.AgencyId == Guid.Empty).OrderByDescending(row => row.ReceivedTime).ThenByDescending(row => row.ContactId).Take(51).ToQueryString()))
        .ShouldBe(["SEARCH c USING INDEX contacts_agency (agency_id=?)"]);

    [Theory]
    [InlineData(Roles.EarlyHelpCoordinator, "contacts_early_help")]
    [InlineData(Roles.AssessmentManager, "contacts_assessment")]
    public async Task RoutedContacts_WalkTheirOwnIndexWithoutSorting(string role, string index) => (await PlanAsync(db =>
            ContactQuery.Filter(new CaseAccess(new ConflictDirectory(null!), new RestrictionDirectory(null!, TimeProvider.System)).Visible(db.Contacts, Staff(role)), new ListContactsRequest(), ContactListKind.Routed, Now, null)
                .OrderBy(row => row.EarliestDueTime).ThenBy(row => row.ContactId).Take(51).ToQueryString()))
        .ShouldBe([$"SCAN c USING INDEX {index}"]);

    private static Caller Staff(params string[] roles) => Caller.Nobody with
    {
        Kind = CallerKind.Staff,
        Account = new AccountStanding(Guid.CreateVersion7(), "", "", "", roles.ToHashSet()),
    };

    private static async Task<List<string>> PlanAsync(Func<HubDb, string> query)
    {
        await using var test = new TestDatabase(DatabaseProvider.Sqlite);
        await using var database = new HubDatabase(test.Options);
        HubSchema.Migrate(database);
        using var lease = database.Read();
        using var db = lease.OpenContext();
        var sql = string.Join('\n', query(db).Split('\n').Where(line => !line.StartsWith(".param", StringComparison.Ordinal)));
        using var rows = lease.Execute(new SqlStatement("EXPLAIN QUERY PLAN " + sql, 0));
        var plan = new List<string>();
        while (rows.Read())
            plan.Add(rows.GetString(3));
        return plan;
    }
}
