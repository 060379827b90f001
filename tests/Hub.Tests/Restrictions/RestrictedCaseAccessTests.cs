using Mash.Hub.Access;
using Mash.Hub.Access.Interests;
using Mash.Hub.BreakGlass;
using Mash.Hub.Contacts;
using Mash.Hub.Restrictions;
using Mash.Hub.Storage;
using Mash.Hub.Tests.Access;
using Microsoft.Extensions.DependencyInjection;

namespace Mash.Hub.Tests.Restrictions;

/// <summary>
/// Random restrictions, names, emergency accesses and interests: the query and the rule answer alike, and each answer is the one that the rows say.
/// </summary>
public class RestrictedCaseAccessTests
{
    [Theory]
    [OnEachDatabase]
    internal async Task BothFormsOfTheQuestion_AnswerAlikeAndAsTheRowsSay(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var random = new Random(20261121);
        Guid[] agencies = [Guid.CreateVersion7(), Guid.CreateVersion7()];
        var subjects = new List<string>();
        string[] roles = [Roles.SocialWorker, Roles.Manager, Roles.PrivacyLead, Roles.AssessmentManager, Roles.EarlyHelpCoordinator];
        foreach (var role in roles)
            subjects.Add(await hub.AddStaffAsync(role, role));
        var accounts = hub.Services.GetRequiredService<AccessDirectory>();
        var callers = subjects.ConvertAll(subject => accounts.Account(hub.Issuer.Staff.ToString().TrimEnd('/'), subject)!)
            .ConvertAll(account => CaseAccessTests.Person(CallerKind.Staff, null) with { Account = account });
        var world = new World(random, agencies, callers, hub.Clock.GetUtcNow());
        await hub.Services.GetRequiredService<WriteQueue>().WriteAsync(session =>
        {
            using var db = session.OpenContext();
            world.Store(db);
            RestrictionDirectory.Touch(session);
            return true;
        });
        hub.Services.GetRequiredService<RestrictionDirectory>().ReloadIfChanged();
        var conflicts = hub.Services.GetRequiredService<ConflictDirectory>();
        foreach (var (contactId, accountId) in world.Interests)
            conflicts.Hide(accountId, contactId);

        var access = hub.Services.GetRequiredService<CaseAccess>();
        using var lease = hub.Services.GetRequiredService<HubDatabase>().Read();
        using var reading = lease.OpenContext();
        foreach (var caller in callers.Append(CaseAccessTests.Person(CallerKind.AgencyPerson, CaseAccessTests.Agency(agencies[0]), Roles.AgencyReferrer)))
        {
            var queried = access.Visible(reading.Contacts, caller).Select(row => row.ContactId).ToHashSet();
            foreach (var row in world.Contacts)
            {
                var expected = world.MaySee(row, caller);
                access.MaySee(row, caller).ShouldBe(expected);
                queried.Contains(row.ContactId).ShouldBe(expected);
            }
            queried.Count.ShouldBeInRange(1, world.Contacts.Count - 1);
        }
        world.OpenedInConflict.ShouldBeGreaterThan(10, "an interest meets an open emergency access often enough to tell");
    }

    /// <summary>Contacts under random restrictions, and the rule about them spelt out from the rows alone.</summary>
    private sealed class World
    {
        private readonly Dictionary<Guid, RestrictionRow> restrictions = [];
        private readonly HashSet<(Guid Contact, Guid Account)> named = [];
        private readonly HashSet<(Guid Contact, Guid Account)> opened = [];
        private readonly List<object> rows = [];

        public World(Random random, Guid[] agencies, List<Caller> callers, DateTimeOffset now)
        {
            Contacts = [.. Enumerable.Range(0, 120).Select(number => CaseAccessTests.Row(number, random, agencies))];
            foreach (var contact in Contacts)
            {
                foreach (var caller in callers.Where(_ => random.Next(4) == 0))
                    Open(contact, caller.Account!.AccountId, random.Next(3), now);
                foreach (var caller in callers.Where(_ => random.Next(3) == 0))
                    Interests.Add((contact.ContactId, caller.Account!.AccountId));
                if (random.Next(3) > 0)
                    continue;
                contact.Restricted = true;
                Restrict(contact, random, callers, now);
            }
        }

        public List<ContactRow> Contacts { get; }

        /// <summary>Contacts in which an account has an interest.</summary>
        public HashSet<(Guid Contact, Guid Account)> Interests { get; } = [];

        /// <summary>How many emergency accesses are open on a contact in which their holder has an interest.</summary>
        public int OpenedInConflict => opened.Intersect(Interests).Count();

        public void Store(HubDb db)
        {
            db.Contacts.AddRange(Contacts);
            db.Restrictions.AddRange(restrictions.Values);
            db.SaveChanges();
            db.AddRange(rows);
            db.SaveChanges();
        }

        public bool MaySee(ContactRow row, Caller caller)
        {
            if (caller.Account is { } account && caller.IsStaff)
            {
                if (Interests.Contains((row.ContactId, account.AccountId)))
                    return false;
                if (opened.Contains((row.ContactId, account.AccountId)))
                    return true;
                return row.Restricted ? named.Contains((row.ContactId, account.AccountId)) : CaseAccess.IsRelated(row, caller);
            }
            return CaseAccess.IsRelated(row, caller)
                && (!row.Restricted || restrictions[row.ContactId].Label is not (RestrictionLabel.Adoption or RestrictionLabel.WitnessProtection));
        }

        private void Restrict(ContactRow contact, Random random, List<Caller> callers, DateTimeOffset now)
        {
            var restriction = restrictions[contact.ContactId] = new RestrictionRow
            {
                RestrictionId = Guid.CreateVersion7(),
                Label = Enum.GetValues<RestrictionLabel>()[random.Next(5)],
                State = RestrictionState.Active,
                RequestedTime = now,
                ConcernsAccountId = random.Next(4) == 0 ? callers[random.Next(callers.Count)].Account!.AccountId : null,
                KeyId = Guid.CreateVersion7(),
                Version = 1,
            };
            rows.Add(new RestrictedContactRow { ContactId = contact.ContactId, RestrictionId = restriction.RestrictionId, AddedTime = now });
            foreach (var account in callers.Where(_ => random.Next(3) == 0).Select(caller => caller.Account!.AccountId))
            {
                var ended = random.Next(4) == 0;
                rows.Add(new RestrictionGrantRow
                {
                    GrantId = Guid.CreateVersion7(), RestrictionId = restriction.RestrictionId, AccountId = account, GrantedTime = now, EndedTime = ended ? now : null,
                });
                if (!ended && account != restriction.ConcernsAccountId)
                    named.Add((contact.ContactId, account));
            }
        }

        /// <summary>0: open; 1: over; 2: closed by hand.</summary>
        private void Open(ContactRow contact, Guid account, int how, DateTimeOffset now)
        {
            rows.Add(new BreakGlassRow
            {
                BreakGlassId = Guid.CreateVersion7(),
                AccountId = account,
                ContactId = contact.ContactId,
                OpenedTime = now.AddHours(-1),
                ExpireTime = how == 1 ? now : now.AddHours(1),
                ClosedTime = how == 2 ? now : null,
                KeyId = Guid.CreateVersion7(),
            });
            if (how == 0)
                opened.Add((contact.ContactId, account));
        }
    }
}
