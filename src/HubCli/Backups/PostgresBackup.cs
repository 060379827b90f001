using System.Data;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Npgsql;

namespace Mash.HubCli.Backups;

/// <summary>
/// Copies every table of the hub's schemas (rows, key store, Identity) as PostgreSQL's binary COPY, all in one snapshot. A restore makes the
/// schema by the program's own migrations and loads the tables, those that others refer to first.
/// </summary>
[SuppressMessage("Security", "CA2100", Justification = "Names of tables and columns come from the catalogue and are quoted.")]
internal static class PostgresBackup
{
    private const string TablesFile = "tables.json";
    private static readonly string[] Schemas = ["public", "keystore", "identity"];

    /// <summary>Tables that a restore's own migrations fill.</summary>
    private static readonly string[] MadeByMigrations = ["public.__EFMigrationsHistory", "identity.migration"];

    /// <summary>Copies; answers the files and the migrations that had run.</summary>
    public static async Task<(IReadOnlyList<BackupFile> Files, IReadOnlyList<string> Migrations)> RunAsync(
        string connectionString, string directory, CancellationToken cancellation)
    {
        PrivateFiles.MakeDirectory(Path.Combine(directory, "keystore"));
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellation);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        await RunAsync(connection, "SET TRANSACTION READ ONLY", cancellation);
        var migrations = await MigrationsAsync(connection, cancellation);
        var tables = await TablesAsync(connection, cancellation);
        var files = new List<BackupFile>();
        foreach (var table in tables)
        {
            var path = FileOf(directory, table);
            await using (var target = PrivateFiles.Create(path))
            {
                await using (var source = await connection.BeginRawBinaryCopyAsync($"COPY {table.Quoted} ({table.QuotedColumns}) TO STDOUT (FORMAT BINARY)", cancellation))
                    await source.CopyToAsync(target, cancellation);
                target.Flush(flushToDisk: true);
            }
            files.Add(BackupFile.Of(directory, path));
        }
        var list = Path.Combine(directory, TablesFile);
        PrivateFiles.Write(list, JsonSerializer.SerializeToUtf8Bytes(tables));
        files.Add(BackupFile.Of(directory, list));
        return (files, migrations);
    }

    /// <summary>True where the database holds contacts, agencies or accounts.</summary>
    public static async Task<bool> IsInUseAsync(string connectionString, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(
            "SELECT EXISTS (SELECT 1 FROM contacts) OR EXISTS (SELECT 1 FROM agencies) OR EXISTS (SELECT 1 FROM identity.staff_account)", connection);
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>Loads a backup into a database whose schema the program has just made.</summary>
    public static async Task RestoreAsync(string connectionString, string directory, BackupManifest manifest, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellation);
        if (!(await MigrationsAsync(connection, cancellation)).SequenceEqual(manifest.Migrations))
            throw new InvalidOperationException("The backup was made by another version of this program. Restore it with that version, then upgrade.");
        var tables = JsonSerializer.Deserialize<IReadOnlyList<Table>>(await File.ReadAllBytesAsync(Path.Combine(directory, TablesFile), cancellation))!;
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        foreach (var table in tables)
        {
            await RunAsync(connection, $"DELETE FROM {table.Quoted}", cancellation);
            await using var source = File.OpenRead(FileOf(directory, table));
            await using var target = await connection.BeginRawBinaryCopyAsync($"COPY {table.Quoted} ({table.QuotedColumns}) FROM STDIN (FORMAT BINARY)", cancellation);
            await source.CopyToAsync(target, cancellation);
        }
        await transaction.CommitAsync(cancellation);
    }

    private static string FileOf(string directory, Table table) =>
        Path.Combine(directory, table.Schema == "keystore" ? "keystore" : "", $"{table.Schema}.{table.Name}.copy");

    private static async Task<IReadOnlyList<string>> MigrationsAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """SELECT "MigrationId" FROM "__EFMigrationsHistory" UNION ALL SELECT 'identity ' || name FROM identity.migration ORDER BY 1""", connection);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var names = new List<string>();
        while (await rows.ReadAsync(cancellation))
            names.Add(rows.GetString(0));
        return names;
    }

    /// <summary>Tables with their columns; a table comes after those it refers to.</summary>
    private static async Task<IReadOnlyList<Table>> TablesAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var tables = new List<Table>();
        await using (var command = new NpgsqlCommand(
            """
            SELECT c.table_schema, c.table_name, array_agg(c.column_name::text ORDER BY c.ordinal_position)
            FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
            WHERE c.table_schema = ANY ($1) AND t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER'
            GROUP BY 1, 2 ORDER BY 1, 2
            """, connection) { Parameters = { new NpgsqlParameter { Value = Schemas } } })
        await using (var rows = await command.ExecuteReaderAsync(cancellation))
        {
            while (await rows.ReadAsync(cancellation))
                tables.Add(new Table(rows.GetString(0), rows.GetString(1), await rows.GetFieldValueAsync<string[]>(2, cancellation)));
        }
        tables.RemoveAll(table => MadeByMigrations.Contains(table.FullName));

        var references = new List<(string From, string To)>();
        await using (var command = new NpgsqlCommand(
            """
            SELECT fn.nspname || '.' || f.relname, tn.nspname || '.' || t.relname
            FROM pg_constraint k
            JOIN pg_class f ON f.oid = k.conrelid JOIN pg_namespace fn ON fn.oid = f.relnamespace
            JOIN pg_class t ON t.oid = k.confrelid JOIN pg_namespace tn ON tn.oid = t.relnamespace
            WHERE k.contype = 'f' AND f.oid <> t.oid
            """, connection))
        await using (var rows = await command.ExecuteReaderAsync(cancellation))
        {
            while (await rows.ReadAsync(cancellation))
                references.Add((rows.GetString(0), rows.GetString(1)));
        }
        return InOrder(tables, references);
    }

    private static List<Table> InOrder(List<Table> tables, List<(string From, string To)> references)
    {
        var ordered = new List<Table>();
        while (ordered.Count < tables.Count)
        {
            var placed = ordered.Select(table => table.FullName).ToHashSet();
            var next = tables.Where(table => !placed.Contains(table.FullName)
                && references.All(reference => reference.From != table.FullName || placed.Contains(reference.To))).ToList();
            if (next.Count == 0)
                throw new InvalidOperationException("The tables refer to each other in a circle.");
            ordered.AddRange(next);
        }
        return ordered;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>A table of the backup.</summary>
    internal sealed record Table(string Schema, string Name, string[] Columns)
    {
        public string FullName => $"{Schema}.{Name}";

        public string Quoted => $"\"{Schema}\".\"{Name}\"";

        public string QuotedColumns => string.Join(", ", Columns.Select(column => $"\"{column}\""));
    }
}
