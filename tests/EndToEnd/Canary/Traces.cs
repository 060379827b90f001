using Mash.EndToEnd.Product;
using Npgsql;

namespace Mash.EndToEnd.Canary;

/// <summary>Everything that a product leaves behind: its files, those of its clients, and on PostgreSQL every row and the server's own files.</summary>
internal static class Traces
{
    /// <summary>What of the markers is found, and where; empty where nothing is.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(ProductProcess product, Markers markers)
    {
        var found = new List<string>();
        await SearchFilesAsync(product.Directory, markers, found);
        if (product.Storage.ConnectionString is { } connection)
        {
            await SearchRowsAsync(connection, markers, found);
            await SearchServerFilesAsync(connection, markers, found);
        }
        return found;
    }

    private static async Task SearchFilesAsync(string directory, Markers markers, List<string> found)
    {
        foreach (var file in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories))
            found.AddRange(markers.In(await ContentAsync(file)).Select(place => $"{Path.GetRelativePath(directory, file)}: {place}"));
    }

    /// <summary>A file that is held locked cannot be read, and has nothing in it: the client of an outbox that is open.</summary>
    private static Task<byte[]> ContentAsync(string file) =>
        new FileInfo(file).Length == 0 ? Task.FromResult(Array.Empty<byte>()) : File.ReadAllBytesAsync(file);

    private static async Task SearchRowsAsync(string connectionString, Markers markers, List<string> found)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        var tables = await ReadAsync(source,
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')");
        tables.Count.ShouldBeGreaterThan(10);
        foreach (var table in tables)
        {
            foreach (var row in await ReadAsync(source, $"SELECT t::text FROM {table} t"))
                found.AddRange(markers.In(System.Text.Encoding.UTF8.GetBytes(row)).Select(place => $"{table}: {place}"));
        }
    }

    /// <summary>The files of the database and the write-ahead log, where the server runs on this machine and lets us read them.</summary>
    private static async Task SearchServerFilesAsync(string connectionString, Markers markers, List<string> found)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await ReadAsync(source, "CHECKPOINT");
        var directory = (await ReadAsync(source, "SHOW data_directory")).Single();
        var database = (await ReadAsync(source, "SELECT oid::text FROM pg_database WHERE datname = current_database()")).Single();
        foreach (var part in new[] { Path.Combine(directory, "base", database), Path.Combine(directory, "pg_wal") }.Where(Directory.Exists))
            await SearchFilesAsync(part, markers, found);
    }

    private static async Task<List<string>> ReadAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(reader.GetString(0));
        return rows;
    }
}
