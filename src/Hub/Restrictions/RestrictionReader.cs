using Google.Protobuf.WellKnownTypes;
using Mash.Hub.Access;
using Mash.Hub.Contacts;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Mash.V1;

namespace Mash.Hub.Restrictions;

/// <summary>Which restrictions a caller may know of, and how they read.</summary>
internal sealed class RestrictionReader(KeyStore keys, AccessDirectory accounts, CaseAccess access)
{
    private const int MaxReferences = 50;

    /// <summary>Managers and privacy leads know of all but their own; others of those that they asked for or are named for.</summary>
    public static IQueryable<RestrictionRow> Known(HubDb db, Caller caller)
    {
        var me = caller.Account!.AccountId;
        var others = db.Restrictions.Where(row => row.ConcernsAccountId == null || row.ConcernsAccountId != me);
        return RestrictionRules.Governs(caller)
            ? others
            : others.Where(row => row.RequestedBy == me
                || db.RestrictionGrants.Any(grant => grant.RestrictionId == row.RestrictionId && grant.AccountId == me && grant.EndedTime == null));
    }

    /// <summary>The same question about one row.</summary>
    public static bool Knows(HubDb db, RestrictionRow row, Caller caller) => Known(db, caller).Any(known => known.RestrictionId == row.RestrictionId);

    /// <summary>A restriction as lists show it.</summary>
    public Restriction Compose(HubDb db, RestrictionRow row, Caller caller, DateTimeOffset now)
    {
        var restriction = new Restriction
        {
            RestrictionId = row.RestrictionId.ToString(),
            Label = EnumNames<RestrictionLabel, V1.RestrictionLabel>.Of(row.Label),
            State = EnumNames<RestrictionState, V1.RestrictionState>.Of(row.State),
            RequestedBy = accounts.NameOf(row.RequestedBy),
            RequestedTime = row.RequestedTime.ToTimestamp(),
            Emergency = row.Emergency,
            ReviewDueTime = row.ReviewDueTime?.ToTimestamp(),
            ReviewDue = row.State == RestrictionState.Active && row.ReviewDueTime <= now,
            MayDecide = RestrictionRules.AgainstDeciding(row, caller) is null,
            MayManage = RestrictionRules.AgainstManaging(row, caller) is null,
            ConcernsName = accounts.NameOf(row.ConcernsAccountId),
        };
        var ids = db.RestrictedContacts.Where(covered => covered.RestrictionId == row.RestrictionId).Select(covered => covered.ContactId).ToList();
        foreach (var contact in db.Contacts.Where(contact => ids.Contains(contact.ContactId)).OrderByDescending(contact => contact.ReceivedTime).Take(MaxReferences).ToList())
        {
            restriction.ContactReferences.Add(contact.Reference);
            restriction.OpenContactIds.Add(access.MaySee(contact, caller) ? contact.ContactId.ToString() : "");
        }
        return restriction;
    }

    /// <summary>Adds what was said and who is named, for whoever decides or is named.</summary>
    public void AddDetails(HubDb db, Restriction restriction, RestrictionRow row, Caller caller)
    {
        var me = caller.Account!.AccountId;
        var grants = db.RestrictionGrants.Where(grant => grant.RestrictionId == row.RestrictionId && grant.EndedTime == null).OrderBy(grant => grant.GrantedTime).ToList();
        foreach (var grant in grants)
        {
            restriction.People.Add(new NamedPerson
            {
                AccountId = grant.AccountId.ToString(),
                Name = accounts.NameOf(grant.AccountId),
                Roles = RolesOf(accounts.Account(grant.AccountId)),
                SinceTime = grant.GrantedTime.ToTimestamp(),
                NamedBy = accounts.NameOf(grant.GrantedBy),
            });
        }
        var mayRead = restriction.MayDecide || caller.HasRole(Roles.PrivacyLead) || row.RequestedBy == me || grants.Exists(grant => grant.AccountId == me);
        if (!mayRead || keys.Find(row.KeyId) is not { } key)
            return;
        foreach (var note in db.RestrictionNotes.Where(note => note.RestrictionId == row.RestrictionId).OrderBy(note => note.CreatedTime).ThenBy(note => note.NoteId))
        {
            var said = Sealer.Open(key, RecordKind.RestrictionNote, note.NoteId, 1, note.Sealed, RestrictionNote.Parser);
            said.Author = note.Author is null ? "" : accounts.NameOf(note.Author);
            said.Time = note.CreatedTime.ToTimestamp();
            restriction.Notes.Add(said);
        }
    }

    /// <summary>Staff whom the caller may name and who are not named yet, by name.</summary>
    public IEnumerable<StaffChoice> Candidates(Restriction restriction, RestrictionRow row, Caller caller) => restriction.MayManage
        ? accounts.Staff
            .Where(account => account.AccountId != caller.Account!.AccountId && RestrictionRules.MayBeNamed(row, account)
                && restriction.People.All(person => person.AccountId != account.AccountId.ToString()))
            .OrderBy(account => account.Name, StringComparer.CurrentCulture)
            .Select(Choice)
        : [];

    /// <summary>Staff whom a restriction may concern: everybody but the caller, by name.</summary>
    public IEnumerable<StaffChoice> Colleagues(Caller caller) => accounts.Staff
        .Where(account => account.AccountId != caller.Account!.AccountId)
        .OrderBy(account => account.Name, StringComparer.CurrentCulture)
        .Select(Choice);

    private static StaffChoice Choice(AccountStanding account) => new() { AccountId = account.AccountId.ToString(), Name = account.Name, Roles = RolesOf(account) };

    private static string RolesOf(AccountStanding? account) =>
        account is null ? "" : string.Join(", ", Access.Roles.Names.Where(role => account.Roles.Contains(role.Key)).Select(role => role.Value));
}
