using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Mash.Hub.Storage.Schema;

/// <summary>People's standing, the duty rota, alerts, and messages that are about no contact.</summary>
internal static class Migration0002Access
{
    public const string Id = "0002_access";

    public static IEnumerable<string> Statements(Dialect d)
    {
        yield return "ALTER TABLE accounts ADD COLUMN email text NOT NULL DEFAULT ''";
        yield return $"ALTER TABLE accounts ADD COLUMN disabled_time {d.Long}";
        yield return $"ALTER TABLE messages ADD COLUMN topic text NOT NULL DEFAULT 'Case' CHECK ({Dialect.OneOf("topic", "Case", "System")})";

        yield return $"""
            CREATE TABLE duty_rota (
              duty_id {d.Id} NOT NULL PRIMARY KEY,
              account_id {d.Id} NOT NULL REFERENCES accounts (account_id),
              from_time {d.Long} NOT NULL,
              to_time {d.Long} NOT NULL,
              removed_time {d.Long}
            ) {d.Table}
            """;
        yield return "CREATE INDEX duty_rota_to ON duty_rota (to_time, from_time)";

        yield return $"""
            CREATE TABLE alerts (
              alert_id {d.Id} NOT NULL PRIMARY KEY,
              kind text NOT NULL,
              addressee text NOT NULL CHECK ({Dialect.OneOf("addressee", "DutyManager", "PrivacyLead", "Administrator")}),
              about_account_id {d.Id},
              contact_id {d.Id},
              created_time {d.Long} NOT NULL,
              acknowledged_time {d.Long},
              acknowledged_by {d.Id},
              key_id {d.Id} NOT NULL,
              sealed {d.Bytes} NOT NULL
            ) {d.Table}
            """;
        yield return "CREATE INDEX alerts_created ON alerts (created_time, alert_id)";
        yield return "CREATE INDEX alerts_open ON alerts (addressee, created_time, alert_id) WHERE acknowledged_time IS NULL";
    }
}

/// <summary>People's standing, rota and alerts on SQLite.</summary>
[DbContext(typeof(SqliteHubDb))]
[Migration(Migration0002Access.Id)]
internal sealed class Migration0002AccessSqlite() : SchemaStep(Dialect.Sqlite, Migration0002Access.Statements);

/// <summary>People's standing, rota and alerts on PostgreSQL.</summary>
[DbContext(typeof(PostgresHubDb))]
[Migration(Migration0002Access.Id)]
internal sealed class Migration0002AccessPostgres() : SchemaStep(Dialect.Postgres, Migration0002Access.Statements);
