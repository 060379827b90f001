using Google.Protobuf.WellKnownTypes;
using Mash.Hub.Access;
using Mash.Hub.Contacts.Content;
using Mash.Hub.Restrictions;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Mash.V1;

namespace Mash.Hub.Contacts;

/// <summary>Finds other contacts that may be about the same children, and those of the same incident, among those that the caller may see.</summary>
internal sealed class ContactHistory(HubDatabase database, KeyRing ring, ContactReader reader, AccessDirectory directory, CaseAccess access, RestrictionDirectory restrictions)
{
    private const int Limit = 50;

    private static readonly SqlStatement SelectByIdentity = new(
        "SELECT contact_id, nhs_token, contact_child_id FROM child_identities WHERE token = $1 ORDER BY received_time DESC LIMIT 200", 1);

    private static readonly SqlStatement SelectByIncident = new(
        "SELECT contact_id FROM contacts WHERE incident_token = $1 ORDER BY received_time DESC LIMIT 51", 1);

    /// <summary>Earlier contacts about a child of this one, by exact identity; newest first. Two different NHS numbers veto.</summary>
    public IEnumerable<EarlierContact> Earlier(OpenedContact opened, Caller caller)
    {
        var shared = new Dictionary<Guid, List<Guid>>();
        using (var lease = database.Read())
        {
            foreach (var child in opened.Details.Children)
            {
                var nhs = ContactPeople.FactsOf(opened.Details, child).NhsNumber is { } number
                    ? ContactTokens.Of(ring.Blocking, new ContactKey(ContactKeyKind.ChildNhsNumber, number.Value))
                    : null;
                foreach (var key in ContactKeys.StrongIdentityKeys(opened.Details, child, opened.Row.ReceivedTime))
                {
                    using var rows = lease.Execute(SelectByIdentity, ContactTokens.Of(ring.Blocking, key));
                    while (rows.Read())
                    {
                        var contactId = rows.ReadGuid(0);
                        var other = rows.IsDBNull(1) ? null : rows.ReadBytes(1);
                        if (contactId == opened.Row.ContactId || (other is not null && nhs is not null && !other.AsSpan().SequenceEqual(nhs)))
                            continue;
                        if (!shared.TryGetValue(contactId, out var children))
                            shared[contactId] = children = [];
                        if (!children.Contains(rows.ReadGuid(2)))
                            children.Add(rows.ReadGuid(2));
                    }
                }
            }
        }
        return shared
            .Select(entry => (Row: reader.FindRow(entry.Key), Children: entry.Value))
            .Where(entry => entry.Row is not null && entry.Row.ReceivedTime <= opened.Row.ReceivedTime && MayShow(opened.Row, entry.Row, caller))
            .OrderByDescending(entry => entry.Row!.ReceivedTime)
            .Take(Limit)
            .Select(entry => Compose(entry.Row!, entry.Children));
    }

    /// <summary>The other contacts of the sender's incident.</summary>
    public IEnumerable<EarlierContact> SameIncident(ContactRow row, Caller caller)
    {
        if (row.IncidentToken is null)
            return [];
        var ids = new List<Guid>();
        using (var lease = database.Read())
        {
            using var rows = lease.Execute(SelectByIncident, row.IncidentToken);
            while (rows.Read())
                ids.Add(rows.ReadGuid(0));
        }
        return [.. ids.Where(id => id != row.ContactId).Select(id => reader.FindRow(id)!).Where(other => MayShow(row, other, caller)).Select(other => Compose(other, null))];
    }

    /// <summary>Nothing beside a contact under an adoption, and it beside nothing: a child's identities before and after are never linked.</summary>
    private bool MayShow(ContactRow beside, ContactRow other, Caller caller) => access.MaySee(other, caller) && restrictions.MayLink(beside.ContactId, other.ContactId);

    /// <summary>A contact as lists of others show it, with the names of these of its children, or of all.</summary>
    public EarlierContact Compose(ContactRow row, IReadOnlyCollection<Guid>? sharedChildren)
    {
        var children = reader.ReadChildren(row.ContactId);
        var contact = new EarlierContact
        {
            ContactId = row.ContactId.ToString(),
            Reference = row.Reference,
            ReceivedTime = row.ReceivedTime.ToTimestamp(),
            SourceCode = row.SourceCode,
            AgencyName = directory.Agency(row.AgencyId)?.Name ?? "",
            FirstWords = reader.OpenHeadline(row).FirstWords,
            State = row.State.ToProto(),
            Rag = row.Rag.ToProto(),
        };
        contact.ChildNames.Add(children
            .Where(child => sharedChildren is null || sharedChildren.Contains(child.ContactChildId))
            .Select(child => reader.OpenSummary(child).DisplayName));
        contact.Outcomes.Add(children.Where(child => child.Outcome is not null).Select(child => child.Outcome!.Value.ToProto()));
        contact.Levels.Add(children.Where(child => child.Level is not null).Select(child => child.Level!.Value));
        return contact;
    }
}
