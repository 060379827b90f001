using System.Collections.Concurrent;
using Mash.Hub.Storage;

namespace Mash.Hub.Access.Accounts;

/// <summary>Notes when each person last worked here, to the hour, whichever authority signs them in: accounts that nobody uses are closed.</summary>
internal sealed class AccountUse(TimeProvider real)
{
    private static readonly SqlStatement Update = new(
        "UPDATE accounts SET last_used_time = $1, dormancy_told_time = NULL WHERE account_id = $2 AND (last_used_time IS NULL OR last_used_time < $1)", 2);

    private readonly ConcurrentDictionary<Guid, DateTimeOffset> stored = new();
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> noted = new();

    /// <summary>Notes a use now.</summary>
    public void Note(Guid accountId)
    {
        var now = real.GetUtcNow();
        var hour = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero);
        if (!stored.TryGetValue(accountId, out var last) || last < hour)
            noted[accountId] = hour;
    }

    /// <summary>Stores what was noted since the last time.</summary>
    public async Task StoreAsync(WriteQueue writes)
    {
        var uses = noted.ToArray();
        if (uses.Length == 0)
            return;
        await writes.WriteAsync(session =>
        {
            foreach (var (accountId, hour) in uses)
                session.Execute(Update, hour, accountId);
            return true;
        });
        foreach (var (accountId, hour) in uses)
        {
            stored[accountId] = hour;
            noted.TryRemove(new(accountId, hour));
        }
    }
}
