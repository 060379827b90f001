using System.Collections.Concurrent;
using System.Security.Cryptography;
using Mash.V1;

namespace Mash.AgencyClient;

/// <summary>Finds what may be sent now: oldest first, held by nobody, and kept back by no earlier one of the same ordering key.</summary>
internal sealed class OutboxReadiness(OutboxRows rows)
{
    /// <summary>Opens what is ready. Broken are rows whose seal does not open: they carry no content.</summary>
    public (List<OutboxItem> Items, List<OutboxItem> Broken) Read(OutboxSession session, int most, ConcurrentDictionary<long, bool> held)
    {
        var items = new List<OutboxItem>();
        var broken = new List<OutboxItem>();
        foreach (var position in ReadyPositions(session, most, held))
        {
            using var reader = session.Query(
                "SELECT submission_id, key_id, sealed_contact FROM submission WHERE position = $position", ("$position", position));
            reader.Read();
            var (id, keyId) = (Guid.ParseExact(reader.GetString(0), "D"), reader.GetInt64(1));
            try
            {
                items.Add(new OutboxItem(position, id, keyId, rows.OpenContact(id, keyId, reader.GetFieldValue<byte[]>(2))));
            }
            catch (CryptographicException)
            {
                broken.Add(new OutboxItem(position, id, keyId, new ContactDetails()));
            }
        }
        return (items, broken);
    }

    private static List<long> ReadyPositions(OutboxSession session, int most, ConcurrentDictionary<long, bool> held)
    {
        using var reader = session.Query(
            """
            SELECT position FROM submission AS s
            WHERE state = 'queued' AND (ordering_token IS NULL OR NOT EXISTS (
                SELECT 1 FROM submission AS earlier
                WHERE earlier.ordering_token = s.ordering_token AND earlier.state = 'queued' AND earlier.position < s.position))
            ORDER BY position LIMIT $limit
            """,
            ("$limit", most + held.Count));
        var positions = new List<long>();
        while (positions.Count < most && reader.Read())
        {
            var position = reader.GetInt64(0);
            if (!held.ContainsKey(position)) positions.Add(position);
        }
        return positions;
    }
}
