using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Mash.Hub.Storage.Schema;

/// <summary>Facts of access, what is usual, and findings.</summary>
internal static class Migration0004UnusualAccess
{
    public const string Id = "0004_unusual_access";

    public static IEnumerable<string> Statements(Dialect d)
    {
        yield return $"""
            CREATE TABLE access_views (
              seq {d.Long} NOT NULL PRIMARY KEY,
              account_id {d.Id} NOT NULL,
              role text NOT NULL,
              kind text NOT NULL CHECK ({Dialect.OneOf("kind", "View", "Search", "Act")}),
              real_time {d.Long} NOT NULL,
              domain_time {d.Long} NOT NULL,
              contact_id {d.Id},
              child_tokens {d.Bytes} NOT NULL,
              household_token {d.Bytes},
              listed {d.Int} NOT NULL,
              ended_time {d.Long},
              colleague_id {d.Id},
              flags {d.Int} NOT NULL
            ) {d.Table}
            """;
        yield return "CREATE INDEX access_views_work ON access_views (account_id, contact_id) WHERE kind = 'Act'";
        yield return "CREATE INDEX access_views_time ON access_views (domain_time, seq)";
        yield return "CREATE INDEX access_views_colleague ON access_views (colleague_id, contact_id) WHERE colleague_id IS NOT NULL";

        yield return $"""
            CREATE TABLE access_counts (
              account_id {d.Id} NOT NULL,
              measure text NOT NULL,
              day text NOT NULL,
              role text NOT NULL,
              amount {d.Int} NOT NULL,
              PRIMARY KEY (account_id, measure, day)
            ) {d.KeyTable}
            """;
        yield return "CREATE INDEX access_counts_day ON access_counts (day)";

        yield return $"""
            CREATE TABLE access_watch (
              watch {d.Int} NOT NULL PRIMARY KEY CHECK (watch = 1),
              last_seq {d.Long} NOT NULL,
              runner {d.Id},
              until_time {d.Long} NOT NULL
            ) {d.Table}
            """;
        yield return "INSERT INTO access_watch (watch, last_seq, runner, until_time) VALUES (1, -1, NULL, 0)";

        yield return $"""
            CREATE TABLE access_findings (
              finding_id {d.Id} NOT NULL PRIMARY KEY,
              account_id {d.Id} NOT NULL,
              role text NOT NULL,
              rule text NOT NULL,
              week text NOT NULL,
              state text NOT NULL CHECK ({Dialect.OneOf("state", "Open", "Closed")}),
              severity text NOT NULL CHECK ({Dialect.OneOf("severity", "Low", "Medium", "High")}),
              evidence_count {d.Int} NOT NULL,
              opened_time {d.Long} NOT NULL,
              updated_time {d.Long} NOT NULL,
              outcome text CHECK ({Dialect.OneOf("outcome", "ExpectedWork", "Explained", "ConcernRaised")}),
              closed_by {d.Id},
              closed_time {d.Long},
              key_id {d.Id} NOT NULL,
              sealed {d.Bytes} NOT NULL,
              version {d.Int} NOT NULL
            ) {d.Table}
            """;
        yield return "CREATE INDEX access_findings_person ON access_findings (account_id, rule, week)";
        yield return "CREATE INDEX access_findings_state ON access_findings (state, opened_time, finding_id)";

        yield return $"""
            CREATE TABLE access_evidence (
              finding_id {d.Id} NOT NULL REFERENCES access_findings (finding_id),
              seq {d.Long} NOT NULL,
              PRIMARY KEY (finding_id, seq)
            ) {d.KeyTable}
            """;
        yield return "CREATE INDEX access_evidence_seq ON access_evidence (seq)";
    }
}

/// <summary>Unusual access on SQLite.</summary>
[DbContext(typeof(SqliteHubDb))]
[Migration(Migration0004UnusualAccess.Id)]
internal sealed class Migration0004UnusualAccessSqlite() : SchemaStep(Dialect.Sqlite, Migration0004UnusualAccess.Statements);

/// <summary>Unusual access on PostgreSQL.</summary>
[DbContext(typeof(PostgresHubDb))]
[Migration(Migration0004UnusualAccess.Id)]
internal sealed class Migration0004UnusualAccessPostgres() : SchemaStep(Dialect.Postgres, Migration0004UnusualAccess.Statements);
