using Mash.Hub.Restrictions;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Mash.V1;

namespace Mash.Hub.Events;

/// <summary>An event as stored: its number, and its content unless its key was destroyed or its contact is hidden from the agency that sent it.</summary>
internal sealed record StoredEvent(long Sequence, Guid ContactId, Event? Event);

/// <summary>Reads an agency's sequence.</summary>
internal sealed class EventReader(HubDatabase database, KeyStore keys, RestrictionDirectory restrictions)
{
    private static readonly SqlStatement Select = new(
        "SELECT sequence, event_id, contact_id, key_id, sealed FROM events WHERE agency_id = $1 AND sequence > $2 ORDER BY sequence LIMIT $3", 3);

    private static readonly SqlStatement SelectOfContact = new(
        "SELECT sequence, event_id, contact_id, key_id, sealed FROM events WHERE contact_id = $4 AND agency_id = $1 AND sequence > $2 ORDER BY sequence LIMIT $3", 4);

    private static readonly SqlStatement SelectNewest = new("SELECT last FROM sequences WHERE scope = $1", 1);

    private static readonly SqlStatement SelectOldest = new("SELECT min(sequence) FROM events WHERE agency_id = $1", 1);

    /// <summary>The events after a number, oldest first.</summary>
    public List<StoredEvent> Read(Guid agencyId, long after, int limit, Guid? contactId = null)
    {
        using var lease = database.Read();
        using var rows = contactId is { } contact
            ? lease.Execute(SelectOfContact, agencyId, after, limit, contact)
            : lease.Execute(Select, agencyId, after, limit);
        var events = new List<StoredEvent>();
        while (rows.Read())
        {
            var key = restrictions.Of(rows.ReadGuid(2)) is { SenderMaySee: false } ? null : keys.Find(rows.ReadGuid(3));
            events.Add(new StoredEvent(rows.GetInt64(0), rows.ReadGuid(2),
                key is null ? null : Sealer.Open(key, RecordKind.Event, rows.ReadGuid(1), 1, rows.ReadBytes(4), Event.Parser)));
        }
        return events;
    }

    /// <summary>The newest number of the agency; 0 before its first event.</summary>
    public long Newest(Guid agencyId)
    {
        using var lease = database.Read();
        using var row = lease.Execute(SelectNewest, agencyId);
        return row.Read() ? row.GetInt64(0) : 0;
    }

    /// <summary>The oldest number that is kept; 1 before the first event.</summary>
    public long Oldest(Guid agencyId)
    {
        using var lease = database.Read();
        using var row = lease.Execute(SelectOldest, agencyId);
        return row.Read() && !row.IsDBNull(0) ? row.GetInt64(0) : 1;
    }
}
