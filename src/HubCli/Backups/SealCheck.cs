using System.Security.Cryptography;
using Google.Protobuf.WellKnownTypes;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;

namespace Mash.HubCli.Backups;

/// <summary>Opens everything that a hub has sealed and counts it: every column that the model says is sealed. What is opened is dropped at once.</summary>
internal static class SealCheck
{
    /// <summary>How many seals were opened.</summary>
    /// <exception cref="InvalidOperationException">One does not open: its key is not there, or it was changed.</exception>
    public static long Run(HubDatabase database, KeyStore keys) => Count(database, keys).Values.Sum();

    /// <summary>How many seals were opened in each column, by <c>table.column</c>.</summary>
    /// <exception cref="InvalidOperationException">One does not open: its key is not there, or it was changed.</exception>
    public static IReadOnlyDictionary<string, long> Count(HubDatabase database, KeyStore keys)
    {
        using var lease = database.Read();
        using var db = lease.OpenContext();
        return SealedColumns.Of(db.Model).ToDictionary(column => column.ToString(), column => Open(lease, column, keys));
    }

    private static long Open(HubDatabase.ReaderLease lease, SealedColumn column, KeyStore keys)
    {
        long opened = 0;
        using var row = lease.Execute(column.Sql);
        while (row.Read())
        {
            var (kind, id, version) = ((RecordKind)row.GetInt32(0), row.ReadGuid(1), row.GetInt32(2));
            if (row.IsDBNull(3) || keys.Find(row.ReadGuid(3)) is not { } key)
                throw new InvalidOperationException($"The key of a sealed record ({column}, {kind} {id}, version {version}) is not in the key store.");
            try
            {
                // Whatever the message, its fields are unknown to this one, and the seal is what counts.
                Sealer.Open(key, kind, id, version, row.ReadBytes(4), Empty.Parser);
            }
            catch (CryptographicException)
            {
                throw new InvalidOperationException($"A sealed record ({column}, {kind} {id}, version {version}) does not open.");
            }
            opened++;
        }
        return opened;
    }
}
