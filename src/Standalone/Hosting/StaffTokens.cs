using System.Collections.Concurrent;
using Mash.Hub.Access;
using Mash.Identity.Staff;

namespace Mash.Standalone.Hosting;

/// <summary>Asks the embedded staff authority whether a token still counts, and believes a yes for two seconds.</summary>
internal sealed class StaffTokens(StaffTokenStatus status, TimeProvider time) : IStaffTokens
{
    private const int CacheLimit = 10_000;
    private static readonly TimeSpan Believe = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, DateTimeOffset> live = new();

    public async ValueTask<bool> IsLiveAsync(string tokenId, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (live.TryGetValue(tokenId, out var until) && until > now)
            return true;
        if (!Guid.TryParse(tokenId, out var id) || !await status.IsLiveAsync(id, cancellation))
        {
            live.TryRemove(tokenId, out _);
            return false;
        }
        if (live.Count >= CacheLimit)
            live.Clear();
        live[tokenId] = now + Believe;
        return true;
    }
}
