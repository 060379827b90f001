using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Mash.Hub.Storage.Schema;

/// <summary>Agencies' people, agreements, published keys, unfinished registrations, and the history of changes.</summary>
internal static class Migration0005Agencies
{
    public const string Id = "0005_agencies";

    public static IEnumerable<string> Statements(Dialect d)
    {
        var no = d == Dialect.Sqlite ? "0" : "false";
        yield return $"ALTER TABLE agencies ADD COLUMN registering {d.Bool} NOT NULL DEFAULT {no}";
        yield return "ALTER TABLE agencies ADD COLUMN agreement_reference text NOT NULL DEFAULT ''";
        yield return $"ALTER TABLE agencies ADD COLUMN agreement_warned_days {d.Int}";
        yield return "ALTER TABLE agencies ADD COLUMN jwks_address text NOT NULL DEFAULT ''";
        yield return $"ALTER TABLE agencies ADD COLUMN key_id {d.Id}";
        yield return $"ALTER TABLE agencies ADD COLUMN contacts_version {d.Int} NOT NULL DEFAULT 0";
        yield return $"ALTER TABLE agencies ADD COLUMN contacts {d.Bytes}";

        yield return $"""
            CREATE TABLE agency_changes (
              change_id {d.Id} NOT NULL PRIMARY KEY,
              agency_id {d.Id} NOT NULL REFERENCES agencies (agency_id),
              change_time {d.Long} NOT NULL,
              account_id {d.Id},
              by_agency {d.Bool} NOT NULL,
              key_id {d.Id} NOT NULL,
              sealed {d.Bytes} NOT NULL
            ) {d.Table}
            """;
        yield return "CREATE INDEX agency_changes_agency ON agency_changes (agency_id, change_time, change_id)";
    }
}

/// <summary>Agencies' registration on SQLite.</summary>
[DbContext(typeof(SqliteHubDb))]
[Migration(Migration0005Agencies.Id)]
internal sealed class Migration0005AgenciesSqlite() : SchemaStep(Dialect.Sqlite, Migration0005Agencies.Statements);

/// <summary>Agencies' registration on PostgreSQL.</summary>
[DbContext(typeof(PostgresHubDb))]
[Migration(Migration0005Agencies.Id)]
internal sealed class Migration0005AgenciesPostgres() : SchemaStep(Dialect.Postgres, Migration0005Agencies.Statements);
