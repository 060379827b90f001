using System.Data.Common;

namespace Mash.Hub.Storage.Schema;

/// <summary>The key store's one table, in its own SQLite file or PostgreSQL schema.</summary>
internal static class KeyStoreSchema
{
    /// <summary>Makes the table where it is not there yet.</summary>
    public static void Ensure(HubDatabase database)
    {
        using var connection = database.OpenKeyStoreWriter();
        if (!database.IsSqlite)
            Run(connection, "CREATE SCHEMA IF NOT EXISTS keystore");
        var d = database.IsSqlite ? Dialect.Sqlite : Dialect.Postgres;
        var schema = database.IsSqlite ? "" : "keystore.";
        Run(connection, $"""
            CREATE TABLE IF NOT EXISTS {schema}wrapped_keys (
              key_id {d.Id} NOT NULL PRIMARY KEY,
              kek_version {d.Int} NOT NULL,
              wrapped {d.Bytes} NOT NULL,
              created_time {d.Long} NOT NULL
            ) {d.KeyTable}
            """);
    }

    private static void Run(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
