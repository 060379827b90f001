using Mash.Hub.Storage;
using Npgsql;

namespace Mash.TestKit;

/// <summary>A database of its own for one test: files in a new directory, or a new PostgreSQL database that is dropped afterwards.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    /// <summary>Variable with the Npgsql connection string of a server on which tests may create databases.</summary>
    public const string PostgresVariable = "MASH_TEST_POSTGRES";

    private readonly string? administration;
    private readonly string? name;

    public TestDatabase(DatabaseProvider provider)
    {
        Directory = System.IO.Directory.CreateTempSubdirectory("mash-test-").FullName;
        if (provider == DatabaseProvider.Postgres)
        {
            administration = Environment.GetEnvironmentVariable(PostgresVariable)
                ?? throw new InvalidOperationException($"Set {PostgresVariable} to a PostgreSQL server for tests, or run ./mash test, which starts one.");
            name = "mash_" + Guid.NewGuid().ToString("N");
            Run(administration, $"CREATE DATABASE {name}");
        }
        Options = new StorageOptions
        {
            Provider = provider,
            DataDirectory = Path.Combine(Directory, "data"),
            KeyDirectory = Path.Combine(Directory, "keys"),
            ConnectionString = administration is null ? null : new NpgsqlConnectionStringBuilder(administration) { Database = name, Pooling = true }.ToString(),
        };
    }

    /// <summary>Everything the test's hub leaves on disk.</summary>
    public string Directory { get; }

    public StorageOptions Options { get; }

    public ValueTask DisposeAsync()
    {
        if (administration is not null)
        {
            NpgsqlConnection.ClearPool(new NpgsqlConnection(Options.ConnectionString));
            Run(administration, $"DROP DATABASE {name} WITH (FORCE)");
        }
        System.IO.Directory.Delete(Directory, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static void Run(string connectionString, string sql)
    {
        using var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
