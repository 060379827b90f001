using System.Collections.Concurrent;

namespace Mash.Hub.Storage.Keys;

/// <summary>
/// Wrapped data keys, apart from the rows they seal: a SQLite file of its own, or the schema <c>keystore</c>.
/// Destroying a row here erases what it sealed, in every copy.
/// </summary>
internal sealed class KeyStore(HubDatabase database, KeyRing ring)
{
    private const int CacheLimit = 200_000;
    private readonly ConcurrentDictionary<Guid, DataKey> cache = new();
    private int remembered;

    /// <summary>
    /// Inserts a wrapped key: id, key-encryption key version, wrapped bytes, time. A batch that is halved after its keys were stored
    /// stores them again: the same id is the same key, so that nothing happens then.
    /// </summary>
    public BulkInsert Insert { get; } = new(
        $"{(database.IsSqlite ? "" : "keystore.")}wrapped_keys (key_id, kek_version, wrapped, created_time)", 4, "ON CONFLICT DO NOTHING");

    private readonly SqlStatement select = new(
        $"SELECT kek_version, wrapped FROM {(database.IsSqlite ? "" : "keystore.")}wrapped_keys WHERE key_id = $1", 1);

    private readonly ConcurrentBag<HubDatabase.Reader> readers = [];

    /// <summary>A new wrapped key as the values of <see cref="Insert"/>.</summary>
    public static object?[] InsertValues(WrappedKey wrapped, DateTimeOffset now) => [wrapped.Key.Id, wrapped.KekVersion, wrapped.Bytes, now];

    /// <summary>Wraps a new key.</summary>
    public WrappedKey Wrap(DataKey key) => ring.Wrap(key);

    /// <summary>Remembers a key that is being committed, so that the first readers need not unwrap it.</summary>
    public void Remember(DataKey key)
    {
        // The dictionary's own count would take every one of its locks, for each key of each submission.
        if (Interlocked.Increment(ref remembered) > CacheLimit)
        {
            cache.Clear();
            remembered = 0;
        }
        cache[key.Id] = key;
    }

    /// <summary>Forgets cached keys, for example after an erasure.</summary>
    public void Forget(Guid keyId) => cache.TryRemove(keyId, out _);

    /// <summary>Finds a data key; null when it was destroyed.</summary>
    public DataKey? Find(Guid keyId)
    {
        if (cache.TryGetValue(keyId, out var cached))
            return cached;
        if (!readers.TryTake(out var reader))
            reader = new HubDatabase.Reader(database.OpenKeyStoreReader());
        try
        {
            using var row = reader.Execute(select, keyId);
            if (!row.Read())
                return null;
            var key = new DataKey(keyId, ring.Unwrap(keyId, row.GetInt32(0), row.ReadBytes(1)));
            Remember(key);
            return key;
        }
        finally
        {
            readers.Add(reader);
        }
    }

    /// <summary>Finds a key that must be there.</summary>
    /// <exception cref="InvalidOperationException">The key was destroyed or lost.</exception>
    public DataKey Get(Guid keyId) => Find(keyId) ?? throw new InvalidOperationException("A data key is not in the key store.");

    /// <summary>Closes idle readers.</summary>
    public void Close()
    {
        while (readers.TryTake(out var reader))
            reader.Dispose();
    }
}
