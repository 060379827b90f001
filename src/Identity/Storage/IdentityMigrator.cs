using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Mash.Identity.Storage;

/// <summary>
/// Brings the database forward. The scripts are embedded, one folder per provider, in order of their names; all that are missing run in one
/// transaction, so a killed start leaves the old schema whole. There is no way back: a restore is the way back.
/// </summary>
internal sealed partial class IdentityMigrator(IdentityOptions options, TimeProvider clock, ILogger<IdentityMigrator> log)
{
    private const long PostgresLock = 0x4D415348_4944; // one migrating node at a time

    /// <summary>Creates the database file or schema when absent and applies the missing scripts. Safe to call from several containers at once.</summary>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        if (options.Database.Provider == IdentityDatabaseProvider.Sqlite)
            await MigrateSqliteAsync(cancellationToken);
        else
            await MigratePostgresAsync(cancellationToken);
    }

    private async Task MigrateSqliteAsync(CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(new SqliteConnectionStringBuilder(options.Database.ConnectionString).DataSource);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var turn = await SqliteWriterGate.For(options.Database.ConnectionString).EnterAsync(cancellationToken);
        await using var connection = new SqliteConnection(options.Database.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await RunAsync(connection, null, "pragma journal_mode = wal;" + SqliteConnectionSettings.Pragmas, cancellationToken);
        await using var transaction = connection.BeginTransaction();
        await RunAsync(
            connection, transaction, "create table if not exists migration (name text not null primary key, applied_time integer not null) strict;", cancellationToken);
        await ApplyAsync(connection, transaction, "migrations/sqlite/", "migration", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task MigratePostgresAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(options.Database.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await RunAsync(
            connection, transaction, "select pg_advisory_xact_lock(" + PostgresLock.ToString(CultureInfo.InvariantCulture) + ")", cancellationToken);
        await RunAsync(
            connection,
            transaction,
            "create schema if not exists identity; create table if not exists identity.migration (name text not null primary key, applied_time bigint not null);",
            cancellationToken);
        await ApplyAsync(connection, transaction, "migrations/postgres/", "identity.migration", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task ApplyAsync(
        DbConnection connection, DbTransaction transaction, string folder, string table, CancellationToken cancellationToken)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        await using (var command = Command(connection, transaction, "select name from " + table))
        await using (var rows = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await rows.ReadAsync(cancellationToken))
                done.Add(rows.GetString(0));
        }

        foreach (var (name, sql) in Scripts(folder))
        {
            if (done.Contains(name))
                continue;
            await RunAsync(connection, transaction, sql, cancellationToken);
            await using var insert = Command(connection, transaction, "insert into " + table + " (name, applied_time) values (@name, @time)");
            AddParameter(insert, "@name", name);
            AddParameter(insert, "@time", clock.GetUtcNow().UtcTicks);
            await insert.ExecuteNonQueryAsync(cancellationToken);
            LogApplied(log, name);
        }
    }

    private static IEnumerable<(string Name, string Sql)> Scripts(string folder)
    {
        var assembly = typeof(IdentityMigrator).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return (Path.GetFileNameWithoutExtension(resource[folder.Length..]), reader.ReadToEnd());
        }
    }

    private static async Task RunAsync(DbConnection connection, DbTransaction? transaction, string sql, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, transaction, sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static DbCommand Command(DbConnection connection, DbTransaction? transaction, string sql)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // the text is an embedded script or a constant; values are parameters
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    private static void AddParameter(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Identity database: applied {Migration}")]
    private static partial void LogApplied(ILogger log, string migration);
}

/// <summary>Migrates before the host begins to listen.</summary>
internal sealed class MigrateOnStart(IdentityMigrator migrator) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => migrator.MigrateAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
