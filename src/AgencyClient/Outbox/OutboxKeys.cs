using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Mash.AgencyClient;

/// <summary>
/// The unwrapped data keys of an open outbox. Contents are sealed under a key of at most a week's use; a separate key makes the keyed
/// hashes by which contents and ordering keys are compared, and stays for the outbox's life.
/// </summary>
internal sealed class OutboxKeys
{
    private static readonly TimeSpan SealKeyUse = TimeSpan.FromDays(7);
    private readonly Dictionary<long, byte[]> _keys;
    private readonly long _current;
    private readonly byte[] _tokenKey;

    private OutboxKeys(Dictionary<long, byte[]> keys, long current, byte[] tokenKey) =>
        (_keys, _current, _tokenKey) = (keys, current, tokenKey);

    public long CurrentKeyId => _current;

    /// <summary>Unwraps what is there and, unless read only, makes what is missing or has been used for long enough.</summary>
    public static async Task<OutboxKeys> LoadAsync(
        SqliteConnection connection, IOutboxKeyProvider provider, DateTimeOffset now, bool readOnly, CancellationToken cancellationToken)
    {
        var seal = new Dictionary<long, byte[]>();
        var (newest, newestTicks, token) = (0L, 0L, (byte[]?)null);
        foreach (var row in ReadRows(connection))
        {
            var key = await provider.UnwrapAsync(row.Wrapped, cancellationToken);
            if (row.Purpose == "token") token = key;
            else (seal[row.Id], newest, newestTicks) = (key, row.Id, row.CreatedTicks);
        }
        if (!readOnly)
        {
            token ??= (await AddAsync(connection, provider, "token", now, cancellationToken)).Key;
            if (newest == 0 || new DateTimeOffset(newestTicks, TimeSpan.Zero) + SealKeyUse < now)
            {
                (newest, var key) = await AddAsync(connection, provider, "seal", now, cancellationToken);
                seal[newest] = key;
            }
        }
        return new OutboxKeys(seal, newest, token ?? []);
    }

    public bool Holds(long keyId) => _keys.ContainsKey(keyId);

    public byte[] SealContact(Guid submissionId, ReadOnlySpan<byte> contact) =>
        Aead.Seal(_keys[_current], contact, Place(submissionId, "contact"));

    public byte[] OpenContact(Guid submissionId, long keyId, ReadOnlySpan<byte> sealedContact) =>
        Aead.Open(KeyOf(keyId), sealedContact, Place(submissionId, "contact"));

    public byte[] SealResult(Guid submissionId, long keyId, ReadOnlySpan<byte> result) =>
        Aead.Seal(KeyOf(keyId), result, Place(submissionId, "result"));

    public byte[] OpenResult(Guid submissionId, long keyId, ReadOnlySpan<byte> sealedResult) =>
        Aead.Open(KeyOf(keyId), sealedResult, Place(submissionId, "result"));

    public byte[] ContentToken(Guid submissionId, ReadOnlySpan<byte> contact) =>
        HMACSHA256.HashData(_tokenKey, (byte[])[.. Place(submissionId, "content"), .. SHA256.HashData(contact)]);

    public byte[] OrderingToken(string orderingKey) =>
        HMACSHA256.HashData(_tokenKey, Encoding.UTF8.GetBytes("ordering:" + orderingKey))[..16];

    private byte[] KeyOf(long keyId) =>
        _keys.TryGetValue(keyId, out var key) ? key : throw new CryptographicException("The row's data key is missing.");

    /// <summary>What a sealed value is bound to: moved to another row or column it does not open.</summary>
    private static byte[] Place(Guid submissionId, string column) => Encoding.ASCII.GetBytes($"mash-outbox/1:{submissionId:D}:{column}");

    private static async Task<(long Id, byte[] Key)> AddAsync(
        SqliteConnection connection, IOutboxKeyProvider provider, string purpose, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = RandomNumberGenerator.GetBytes(Aead.KeySize);
        var wrapped = await provider.WrapAsync(key, cancellationToken);
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO data_key (purpose, wrapped, created_ticks) VALUES ($purpose, $wrapped, $now) RETURNING key_id";
        command.Parameters.AddWithValue("$purpose", purpose);
        command.Parameters.AddWithValue("$wrapped", wrapped);
        command.Parameters.AddWithValue("$now", now.UtcTicks);
        return ((long)command.ExecuteScalar()!, key);
    }

    private static List<(long Id, string Purpose, byte[] Wrapped, long CreatedTicks)> ReadRows(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT key_id, purpose, wrapped, created_ticks FROM data_key ORDER BY key_id";
        using var reader = command.ExecuteReader();
        var rows = new List<(long, string, byte[], long)>();
        while (reader.Read())
            rows.Add((reader.GetInt64(0), reader.GetString(1), reader.GetFieldValue<byte[]>(2), reader.GetInt64(3)));
        return rows;
    }
}
