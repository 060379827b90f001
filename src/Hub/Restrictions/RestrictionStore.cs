using System.Security.Cryptography;
using Mash.Hub.Audit;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Mash.V1;
using Microsoft.EntityFrameworkCore;

namespace Mash.Hub.Restrictions;

/// <summary>What every change of a restriction does to rows, inside a write.</summary>
internal static class RestrictionStore
{
    /// <summary>How long a restriction stands before somebody must say again why.</summary>
    public static readonly TimeSpan ReviewInterval = TimeSpan.FromDays(90);

    private static readonly SqlStatement SetRestricted = new("UPDATE contacts SET restricted = (1 = 1) WHERE contact_id = $1", 1);

    /// <summary>The hub has no other live restriction for the contact.</summary>
    private static readonly SqlStatement ClearRestricted = new(
        "UPDATE contacts SET restricted = (1 = 0) WHERE contact_id = $1 AND NOT EXISTS "
        + "(SELECT 1 FROM restricted_contacts WHERE contact_id = $1 AND ended_time IS NULL)", 1);

    /// <summary>Puts a contact under a restriction.</summary>
    public static void Cover(WriteSession session, HubDb db, RestrictionRow restriction, Guid contactId)
    {
        db.RestrictedContacts.Add(new RestrictedContactRow { ContactId = contactId, RestrictionId = restriction.RestrictionId, AddedTime = session.DomainTime });
        session.Execute(SetRestricted, contactId);
    }

    /// <summary>Names a person; nothing happens where they are named already or it concerns them.</summary>
    public static void Name(WriteSession session, HubDb db, RestrictionRow restriction, Guid accountId, Guid? grantedBy)
    {
        var named = db.RestrictionGrants.Local.Concat(db.RestrictionGrants.Where(grant => grant.RestrictionId == restriction.RestrictionId))
            .Any(grant => grant.AccountId == accountId && grant.EndedTime is null);
        if (named || accountId == restriction.ConcernsAccountId)
            return;
        db.RestrictionGrants.Add(new RestrictionGrantRow
        {
            GrantId = Guid.CreateVersion7(),
            RestrictionId = restriction.RestrictionId,
            AccountId = accountId,
            GrantedBy = grantedBy,
            GrantedTime = session.DomainTime,
        });
    }

    /// <summary>Ends a restriction: its contacts are like others again, nobody is named any more.</summary>
    public static void End(WriteSession session, HubDb db, RestrictionRow restriction, RestrictionState state, Guid by)
    {
        restriction.State = state;
        restriction.EndedTime = session.DomainTime;
        restriction.ReviewDueTime = null;
        foreach (var grant in db.RestrictionGrants.AsTracking().Where(grant => grant.RestrictionId == restriction.RestrictionId && grant.EndedTime == null))
            (grant.EndedTime, grant.EndedBy) = (session.DomainTime, by);
        var covered = db.RestrictedContacts.AsTracking().Where(row => row.RestrictionId == restriction.RestrictionId && row.EndedTime == null).ToList();
        foreach (var row in covered)
            row.EndedTime = session.DomainTime;
        db.SaveChanges();
        foreach (var row in covered)
            session.Execute(ClearRestricted, row.ContactId);
    }

    /// <summary>Starts the time until the next review.</summary>
    public static void StartReview(WriteSession session, RestrictionRow restriction) =>
        (restriction.ReviewDueTime, restriction.ReviewAlertedTime) = (session.DomainTime + ReviewInterval, null);

    /// <summary>Seals what was said, and answers the version for the record.</summary>
    public static RecordVersion Say(WriteSession session, HubDb db, RestrictionRow restriction, DataKey key, Guid? author, string act, string words)
    {
        var id = Guid.CreateVersion7();
        var bytes = Sealer.Seal(key, RecordKind.RestrictionNote, id, 1, new RestrictionNote { Act = act, Words = words });
        db.RestrictionNotes.Add(new RestrictionNoteRow { NoteId = id, RestrictionId = restriction.RestrictionId, Author = author, CreatedTime = session.DomainTime, Sealed = bytes });
        return new RecordVersion(id, 1, SHA256.HashData(bytes));
    }

    /// <summary>The contacts that a restriction covers now.</summary>
    public static List<Guid> Covered(HubDb db, Guid restrictionId) =>
        [.. db.RestrictedContacts.Where(row => row.RestrictionId == restrictionId && row.EndedTime == null).Select(row => row.ContactId)];
}
