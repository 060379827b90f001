using Mash.Identity.Keys;

namespace Mash.Identity.Staff;

/// <summary>The registered relying parties and their keys.</summary>
internal sealed class StaffClients(IdentityOptions options)
{
    private readonly Dictionary<string, StaffClient> _clients = options.StaffClients.ToDictionary(client => client.ClientId, StringComparer.Ordinal);
    private readonly Dictionary<string, (DateTime Stamp, PublicJwks Keys)> _keys = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    public StaffClient? Find(string? clientId) => clientId is null ? null : _clients.GetValueOrDefault(clientId);

    /// <summary>The client's public keys; none when it is unknown. The file is read again when it changes.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="keyId">The key that is looked for; the set is answered whole.</param>
    public ValueTask<IReadOnlyList<PublicJwk>> KeysAsync(string clientId, string? keyId)
    {
        if (Find(clientId) is not { } client)
            return ValueTask.FromResult<IReadOnlyList<PublicJwk>>([]);
        var stamp = File.GetLastWriteTimeUtc(client.PublicKeysFile);
        lock (_lock)
        {
            if (!_keys.TryGetValue(clientId, out var known) || known.Stamp != stamp)
                _keys[clientId] = known = (stamp, PublicJwks.Parse(File.ReadAllText(client.PublicKeysFile)));
            return ValueTask.FromResult(known.Keys.Keys);
        }
    }
}
