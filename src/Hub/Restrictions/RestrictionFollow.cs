using Mash.Hub.Access;
using Mash.Hub.Access.Rota;
using Mash.Hub.Alerts;
using Mash.Hub.Audit;
using Mash.Hub.Contacts;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;

namespace Mash.Hub.Restrictions;

/// <summary>
/// A restriction follows the child: a new contact about a restricted child is restricted before anybody can see it, for the same people, and the
/// manager on duty is told. Under an adoption it gets a restriction of its own, so that nothing ties it to what was there before.
/// </summary>
internal sealed class RestrictionFollow(AlertOutbox alerts, DutyRota rota)
{
    private static readonly SqlStatement SelectLive = new(
        "SELECT r.restriction_id, r.label FROM restricted_contacts c JOIN restrictions r ON r.restriction_id = c.restriction_id "
        + "WHERE c.contact_id = $1 AND c.ended_time IS NULL AND r.ended_time IS NULL", 1);

    /// <summary>The live restriction of a contact, read inside the write: memory may lag behind the rows by a moment.</summary>
    public static (Guid RestrictionId, RestrictionLabel Label)? LiveOf(WriteSession session, Guid contactId)
    {
        using var row = session.Query(SelectLive, contactId);
        return row.Read() ? (row.ReadGuid(0), Enum.Parse<RestrictionLabel>(row.GetString(1))) : null;
    }

    /// <summary>Puts a contact that was just stored under the strictest of the restrictions of its children.</summary>
    /// <param name="session">The write that stored it.</param>
    /// <param name="contact">The new contact.</param>
    /// <param name="found">Restrictions of other contacts about the same children; at least one.</param>
    public void Attach(WriteSession session, ContactRow contact, IReadOnlyCollection<(Guid RestrictionId, RestrictionLabel Label)> found)
    {
        var (restrictionId, label) = found.MaxBy(restriction => restriction.Label);
        using var db = session.OpenContext();
        RestrictionRow restriction;
        if (label == RestrictionLabel.Adoption)
        {
            restriction = Unlinked(session, db);
        }
        else
        {
            restriction = db.Restrictions.Single(row => row.RestrictionId == restrictionId);
            if (!db.RestrictionGrants.Any(grant => grant.RestrictionId == restrictionId && grant.EndedTime == null))
                NameDutyManagers(session, db, restriction);
        }
        RestrictionStore.Cover(session, db, restriction, contact.ContactId);
        db.SaveChanges();
        RestrictionDirectory.Touch(session);
        session.Audit(new AuditEntry { Act = "restriction.follow", Actor = AuditActor.Hub, Subjects = [contact.ContactId] });
        alerts.Raise(
            session,
            new AlertDraft
            {
                Kind = AlertKind.RestrictedHit,
                Addressee = AlertAddressee.DutyManager,
                Title = "A new contact came in about a restricted record",
                Text = $"It is restricted as well ({RestrictionWords.Of(restriction.Label)}), and only the people who are named can see it. Its clocks run: "
                    + "see to it that somebody who is named works on it today, and name others who must.",
                ContactId = contact.ContactId,
                AboutAccountId = restriction.ConcernsAccountId,
                Path = RestrictionWords.Path(restriction.RestrictionId),
            },
            AuditActor.Hub);
    }

    private RestrictionRow Unlinked(WriteSession session, HubDb db)
    {
        var key = DataKey.Create();
        session.AddKey(key);
        var restriction = new RestrictionRow
        {
            RestrictionId = Guid.CreateVersion7(),
            Label = RestrictionLabel.Adoption,
            State = RestrictionState.Active,
            RequestedTime = session.DomainTime,
            KeyId = key.Id,
            Version = 1,
        };
        RestrictionStore.StartReview(session, restriction);
        db.Restrictions.Add(restriction);
        db.SaveChanges();
        RestrictionStore.Say(session, db, restriction, key, null, "Placed by the hub", "A contact came in that an adoption may concern. Name the people who work on it.");
        NameDutyManagers(session, db, restriction);
        return restriction;
    }

    /// <summary>A new contact is never with nobody.</summary>
    private void NameDutyManagers(WriteSession session, HubDb db, RestrictionRow restriction)
    {
        foreach (var manager in rota.DutyManagers(db, session.DomainTime))
            RestrictionStore.Name(session, db, restriction, manager.AccountId, null);
    }
}
