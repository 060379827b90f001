using Mash.Standalone;
using Microsoft.Data.Sqlite;

namespace Mash.HubCli.Backups;

/// <summary>
/// Copies the SQLite files of a hub, running or not, each as of one instant, by SQLite's own backup. The hub's rows are copied before the key
/// store: a key is stored before the rows that it seals, so the copy of the keys covers the copy of the rows.
/// </summary>
internal static class SqliteBackup
{
    /// <summary>Database files below the data directory, and where they stand in a backup. The key store is apart, so that its copies can end sooner.</summary>
    private static readonly (string File, string InBackup)[] Databases =
        [("hub.db", "hub.db"), ("identity.db", "identity.db"), ("keystore.db", Path.Combine("keystore", "keystore.db"))];

    /// <summary>Copies and checks; answers the files.</summary>
    public static IReadOnlyList<BackupFile> Run(StandaloneOptions options, string directory)
    {
        PrivateFiles.MakeDirectory(Path.Combine(directory, "keystore"));
        var files = new List<BackupFile>();
        foreach (var (file, inBackup) in Databases)
        {
            var source = Path.Combine(options.DataDirectory, file);
            if (!File.Exists(source))
                throw new InvalidOperationException($"There is no {file} in {Path.GetFullPath(options.DataDirectory)}.");
            var target = Path.Combine(directory, inBackup);
            Copy(source, target);
            files.Add(BackupFile.Of(directory, target));
        }
        return files;
    }

    /// <summary>Names of the migrations in a hub database file.</summary>
    public static IReadOnlyList<string> Migrations(string hubFile)
    {
        using var connection = Open(hubFile, SqliteOpenMode.ReadOnly);
        using var command = connection.CreateCommand();
        command.CommandText = """SELECT "MigrationId" FROM "__EFMigrationsHistory" ORDER BY 1""";
        using var rows = command.ExecuteReader();
        var names = new List<string>();
        while (rows.Read())
            names.Add(rows.GetString(0));
        return names;
    }

    /// <summary>Puts the files of a backup into an empty data directory.</summary>
    public static void Restore(StandaloneOptions options, string directory)
    {
        foreach (var (file, _) in Databases)
        {
            if (File.Exists(Path.Combine(options.DataDirectory, file)))
                throw new InvalidOperationException($"{Path.GetFullPath(options.DataDirectory)} holds a hub already. Restore into a new directory.");
        }
        foreach (var (file, inBackup) in Databases)
            PrivateFiles.Copy(Path.Combine(directory, inBackup), Path.Combine(options.DataDirectory, file));
    }

    private static void Copy(string source, string target)
    {
        PrivateFiles.Write(target, []);
        using (var from = Open(source, SqliteOpenMode.ReadWrite))
        using (var to = Open(target, SqliteOpenMode.ReadWrite))
        {
            // This process neither writes nor checkpoints the hub's file.
            Run(from, "PRAGMA query_only=ON; PRAGMA wal_autocheckpoint=0; PRAGMA busy_timeout=30000;");
            from.BackupDatabase(to);
            Run(to, "PRAGMA journal_mode=DELETE;");
            using var check = to.CreateCommand();
            check.CommandText = "PRAGMA integrity_check";
            if (check.ExecuteScalar() as string != "ok")
                throw new InvalidOperationException($"The copy of {Path.GetFileName(source)} is damaged.");
        }
        using var written = new FileStream(target, FileMode.Open, FileAccess.ReadWrite);
        written.Flush(flushToDisk: true);
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
