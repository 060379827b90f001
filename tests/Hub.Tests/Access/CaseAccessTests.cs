using Mash.Hub.Access;
using Mash.Hub.Access.Interests;
using Mash.Hub.Contacts;
using Mash.Hub.Contacts.States;
using Mash.Hub.ReferenceData;
using Mash.Hub.Restrictions;
using Mash.Hub.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Mash.Hub.Tests.Access;

public class CaseAccessTests
{
    [Fact]
    public void EveryRole_HasARowThatSaysItsRelationships() =>
        CaseRelationships.ByRole.Keys.ShouldBe(Roles.Names.Keys.Concat(Roles.AgencyNames.Keys), ignoreOrder: true);

    [Theory]
    [OnEachDatabase]
    internal async Task BothFormsOfTheQuestion_AnswerAlikeOverRandomRowsAndCallers(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var random = new Random(20261120);
        Guid[] agencies = [Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()];
        var rows = Enumerable.Range(0, 200).Select(number => Row(number, random, agencies)).ToList();
        await hub.Services.GetRequiredService<WriteQueue>().WriteAsync(session =>
        {
            using var db = session.OpenContext();
            db.Contacts.AddRange(rows);
            db.SaveChanges();
            return true;
        });
        var access = hub.Services.GetRequiredService<CaseAccess>();
        var conflicts = hub.Services.GetRequiredService<ConflictDirectory>();
        using var lease = hub.Services.GetRequiredService<HubDatabase>().Read();
        using var reading = lease.OpenContext();

        var seen = 0;
        foreach (var caller in Enumerable.Range(0, 300).Select(_ => RandomCaller(random, agencies)))
        {
            foreach (var row in caller.Account is null ? [] : rows.Where(_ => random.Next(10) == 0))
                conflicts.Hide(caller.Account!.AccountId, row.ContactId);
            var queried = access.Visible(reading.Contacts, caller).Select(row => row.ContactId).ToList();
            queried.ShouldBe(rows.Where(row => access.MaySee(row, caller)).Select(row => row.ContactId), ignoreOrder: true);
            seen += queried.Count;
        }
        seen.ShouldBeInRange(1000, 300 * 200 - 1000);
    }

    [Fact]
    public void StaffWithAnAgencysRole_AndAgencyPeopleWithAStaffRole_SeeNothingByIt()
    {
        var row = Row(1, new Random(1), [Guid.CreateVersion7()]);
        var agency = Agency(row.AgencyId);

        new CaseAccess(new ConflictDirectory(null!), NoRestrictions).MaySee(row, Person(CallerKind.Staff, null, Roles.AgencySupervisor)).ShouldBeFalse();
        new CaseAccess(new ConflictDirectory(null!), NoRestrictions).MaySee(row, Person(CallerKind.AgencyPerson, Agency(Guid.CreateVersion7()), Roles.Manager)).ShouldBeFalse();
        new CaseAccess(new ConflictDirectory(null!), NoRestrictions).MaySee(row, Person(CallerKind.AgencyPerson, agency, Roles.AgencyAdministrator)).ShouldBeFalse();
        new CaseAccess(new ConflictDirectory(null!), NoRestrictions).MaySee(row, Person(CallerKind.AgencyPerson, agency, Roles.AgencyReferrer)).ShouldBeTrue();
    }

    private static RestrictionDirectory NoRestrictions => new(null!, TimeProvider.System);

    private static Caller RandomCaller(Random random, Guid[] agencies)
    {
        string[] roles = [.. Roles.Names.Keys, .. Roles.AgencyNames.Keys];
        var held = Enumerable.Range(0, random.Next(4)).Select(_ => roles[random.Next(roles.Length)]).ToArray();
        return random.Next(5) switch
        {
            0 => Caller.Nobody with { Kind = CallerKind.Agency, Agency = Agency(agencies[random.Next(agencies.Length)]) },
            1 => Person(CallerKind.AgencyPerson, Agency(agencies[random.Next(agencies.Length)]), held),
            2 => random.Next(4) == 0 ? Caller.Nobody with { Kind = CallerKind.FrontDoor } : Caller.Nobody,
            _ => Person(CallerKind.Staff, null, held),
        };
    }

    internal static Caller Person(CallerKind kind, AgencyStanding? agency, params string[] roles) => Caller.Nobody with
    {
        Kind = kind,
        Agency = agency,
        Account = new AccountStanding(Guid.CreateVersion7(), "https://staff.example", Guid.NewGuid().ToString(), "Test Person", roles.ToHashSet()) { AgencyId = agency?.AgencyId },
    };

    internal static AgencyStanding Agency(Guid agencyId) => new(
        agencyId, "Test Agency", Mash.Hub.Agencies.AgencyKind.School, "", false, new HashSet<string>(), new HashSet<string>(), new Dictionary<string, string>());

    internal static ContactRow Row(int number, Random random, Guid[] agencies)
    {
        var received = new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero).AddMinutes(number);
        return new ContactRow
        {
            ContactId = Guid.CreateVersion7(),
            Reference = $"MASH-{number:D6}",
            AgencyId = agencies[random.Next(agencies.Length)],
            SubmissionId = Guid.NewGuid(),
            State = Enum.GetValues<ContactState>()[random.Next(Enum.GetValues<ContactState>().Length)],
            Rag = Rag.Green,
            ReferrerRag = Rag.Unrated,
            SourceCode = "2A",
            Channel = "System",
            CouncilArea = CouncilArea.North,
            ReceivedTime = received,
            ChildCount = 1,
            ContactsIn12Months = 1,
            InQueue = random.Next(2) == 0,
            RoutedToEarlyHelp = random.Next(4) == 0,
            RoutedToAssessment = random.Next(4) == 0,
            EarliestDueTime = received.AddHours(4),
            KeyId = Guid.NewGuid(),
            Version = 1,
        };
    }
}
