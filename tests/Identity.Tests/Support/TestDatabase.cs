using System.Reflection;
using Microsoft.Data.Sqlite;
using Npgsql;
using Xunit.Sdk;

namespace Mash.Identity.Tests.Support;

/// <summary>A database of a test's own, gone afterwards.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly string? _file;
    private readonly string? _postgresName;

    private TestDatabase(IdentityDatabase database, string? file, string? postgresName)
    {
        Database = database;
        _file = file;
        _postgresName = postgresName;
    }

    public IdentityDatabase Database { get; }

    public static async Task<TestDatabase> CreateAsync(IdentityDatabaseProvider provider, string folder)
    {
        if (provider == IdentityDatabaseProvider.Sqlite)
        {
            var file = Path.Combine(folder, "identity.db");
            return new TestDatabase(IdentityDatabase.Sqlite(file), file, null);
        }

        var name = "identity_" + Guid.CreateVersion7().ToString("n");
        await RunAsync($"create database {name}");
        var connection = new NpgsqlConnectionStringBuilder(OnPostgresAttribute.Server) { Database = name, MaxPoolSize = 20 }.ConnectionString;
        return new TestDatabase(IdentityDatabase.Postgres(connection), null, name);
    }

    public async ValueTask DisposeAsync()
    {
        if (_postgresName is not null)
        {
            await using (var connection = new NpgsqlConnection(Database.ConnectionString))
                NpgsqlConnection.ClearPool(connection);
            await RunAsync($"drop database {_postgresName} with (force)");
        }
        else if (_file is not null)
        {
            using var connection = new SqliteConnection(Database.ConnectionString);
            SqliteConnection.ClearPool(connection);
        }
    }

    private static async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(OnPostgresAttribute.Server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>Runs a theory on SQLite.</summary>
internal sealed class OnSqliteAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[IdentityDatabaseProvider.Sqlite]];
}

/// <summary>Runs a theory on PostgreSQL; without a server it is shown as skipped.</summary>
internal sealed class OnPostgresAttribute : DataAttribute
{
    public OnPostgresAttribute()
    {
        if (string.IsNullOrEmpty(Server))
            Skip = "MASH_TEST_POSTGRES is not set";
    }

    public static string? Server => Environment.GetEnvironmentVariable("MASH_TEST_POSTGRES");

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[IdentityDatabaseProvider.Postgres]];
}
