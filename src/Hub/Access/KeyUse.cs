using System.Collections.Concurrent;
using Mash.Hub.Storage;

namespace Mash.Hub.Access;

/// <summary>Notes which agency keys are in use, to the hour, so that an administrator sees when an old one can be revoked.</summary>
internal sealed class KeyUse(TimeProvider real)
{
    private static readonly SqlStatement Update = new(
        "UPDATE agency_keys SET last_used_time = $1 WHERE agency_id = $2 AND key_id = $3 AND (last_used_time IS NULL OR last_used_time < $1)", 3);

    private readonly ConcurrentDictionary<(Guid AgencyId, string KeyId), DateTimeOffset> stored = new();
    private readonly ConcurrentDictionary<(Guid AgencyId, string KeyId), DateTimeOffset> noted = new();

    /// <summary>Notes a use now.</summary>
    public void Note(Guid agencyId, string keyId)
    {
        var now = real.GetUtcNow();
        var hour = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero);
        var key = (agencyId, keyId);
        if (!stored.TryGetValue(key, out var last) || last < hour)
            noted[key] = hour;
    }

    /// <summary>Stores what was noted since the last time.</summary>
    public async Task StoreAsync(WriteQueue writes)
    {
        var uses = noted.ToArray();
        if (uses.Length == 0)
            return;
        await writes.WriteAsync(session =>
        {
            foreach (var ((agencyId, keyId), hour) in uses)
                session.Execute(Update, hour, agencyId, keyId);
            return true;
        });
        foreach (var (key, hour) in uses)
        {
            stored[key] = hour;
            noted.TryRemove(new(key, hour));
        }
    }
}
