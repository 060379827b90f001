using Microsoft.Data.Sqlite;

namespace Mash.AgencyClient;

/// <summary>Opens the outbox's file: durable at each commit, deleted content overwritten, one connection that writes.</summary>
internal static class OutboxSchema
{
    public const string DatabaseName = "outbox.db";
    public const string LockName = "outbox.lock";
    public const string KeyName = "outbox.key";
    private const long Version = 1;

    private const string Tables = """
        CREATE TABLE data_key (
            key_id INTEGER PRIMARY KEY,
            purpose TEXT NOT NULL CHECK (purpose IN ('seal', 'token')),
            wrapped BLOB NOT NULL,
            created_ticks INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE submission (
            position INTEGER PRIMARY KEY AUTOINCREMENT,
            submission_id TEXT NOT NULL UNIQUE,
            state TEXT NOT NULL CHECK (state IN ('queued', 'accepted', 'parked', 'discarded')),
            key_id INTEGER NOT NULL REFERENCES data_key (key_id),
            content_token BLOB NOT NULL,
            ordering_token BLOB,
            sealed_contact BLOB,
            sealed_result BLOB,
            enqueued_ticks INTEGER NOT NULL,
            settled_ticks INTEGER,
            raised INTEGER NOT NULL DEFAULT 0 CHECK (raised IN (0, 1)),
            CHECK ((state IN ('queued', 'parked')) = (sealed_contact IS NOT NULL)),
            CHECK ((state = 'queued') = (settled_ticks IS NULL))
        ) STRICT;
        CREATE INDEX submission_queued ON submission (position, ordering_token) WHERE state = 'queued';
        CREATE INDEX submission_ordered ON submission (ordering_token, position) WHERE state = 'queued' AND ordering_token IS NOT NULL;
        CREATE INDEX submission_parked ON submission (position) WHERE state = 'parked';
        CREATE INDEX submission_settled ON submission (settled_ticks) WHERE state IN ('accepted', 'discarded');
        """;

    public static SqliteConnection Open(string directory, bool readOnly)
    {
        SQLitePCL.Batteries_V2.Init();
        var file = Path.Combine(directory, DatabaseName);
        if (!readOnly) PrivateFiles.EnsureFile(file);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = readOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWrite,
            Pooling = false,
        }.ToString());
        try
        {
            connection.Open();
            if (!readOnly)
            {
                Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;");
                Execute(connection, "PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY;");
            }
            Migrate(connection, readOnly);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static void Migrate(SqliteConnection connection, bool readOnly)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        var version = (long)command.ExecuteScalar()!;
        if (version == Version) return;
        if (version != 0 || readOnly) throw new OutboxException("The outbox was written by another version of this client, or was never used.");
        Execute(connection, $"BEGIN IMMEDIATE; {Tables} PRAGMA user_version = {Version}; COMMIT;");
    }
}
