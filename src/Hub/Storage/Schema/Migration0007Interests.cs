using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Mash.Hub.Storage.Schema;

/// <summary>Interests of staff, their tokens, and the contacts that they hide.</summary>
internal static class Migration0007Interests
{
    public const string Id = "0007_interests";

    public static IEnumerable<string> Statements(Dialect d)
    {
        yield return $"""
            CREATE TABLE interests (
              interest_id {d.Id} NOT NULL PRIMARY KEY,
              account_id {d.Id} NOT NULL REFERENCES accounts (account_id),
              declared_time {d.Long} NOT NULL,
              declared_by_account_id {d.Id} NOT NULL,
              ended_time {d.Long},
              ended_by_account_id {d.Id},
              key_id {d.Id} NOT NULL,
              sealed {d.Bytes} NOT NULL
            ) {d.Table}
            """;
        yield return "CREATE INDEX interests_account ON interests (account_id)";
        yield return $"""
            CREATE TABLE interest_tokens (
              token {d.Bytes} NOT NULL,
              interest_id {d.Id} NOT NULL,
              household {d.Bool} NOT NULL,
              PRIMARY KEY (token, interest_id)
            ) {d.KeyTable}
            """;
        yield return $"""
            CREATE TABLE contact_conflicts (
              interest_id {d.Id} NOT NULL,
              contact_id {d.Id} NOT NULL,
              found_time {d.Long} NOT NULL,
              PRIMARY KEY (interest_id, contact_id)
            ) {d.KeyTable}
            """;
    }
}

/// <summary>Interests on SQLite.</summary>
[DbContext(typeof(SqliteHubDb))]
[Migration(Migration0007Interests.Id)]
internal sealed class Migration0007InterestsSqlite() : SchemaStep(Dialect.Sqlite, Migration0007Interests.Statements);

/// <summary>Interests on PostgreSQL.</summary>
[DbContext(typeof(PostgresHubDb))]
[Migration(Migration0007Interests.Id)]
internal sealed class Migration0007InterestsPostgres() : SchemaStep(Dialect.Postgres, Migration0007Interests.Statements);
