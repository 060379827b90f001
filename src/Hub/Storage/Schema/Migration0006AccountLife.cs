using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Mash.Hub.Storage.Schema;

/// <summary>The life of an account: invited, used, warned, closed.</summary>
internal static class Migration0006AccountLife
{
    public const string Id = "0006_account_life";

    public static IEnumerable<string> Statements(Dialect d)
    {
        yield return $"ALTER TABLE accounts ADD COLUMN invited_time {d.Long}";
        yield return $"ALTER TABLE accounts ADD COLUMN last_used_time {d.Long}";
        yield return $"ALTER TABLE accounts ADD COLUMN enabled_time {d.Long}";
        yield return $"ALTER TABLE accounts ADD COLUMN dormancy_told_time {d.Long}";
        yield return $"ALTER TABLE accounts ADD COLUMN disabled_reason text CHECK ({Dialect.OneOf("disabled_reason", "Administrator", "Dormant")})";
    }
}

/// <summary>The life of an account on SQLite.</summary>
[DbContext(typeof(SqliteHubDb))]
[Migration(Migration0006AccountLife.Id)]
internal sealed class Migration0006AccountLifeSqlite() : SchemaStep(Dialect.Sqlite, Migration0006AccountLife.Statements);

/// <summary>The life of an account on PostgreSQL.</summary>
[DbContext(typeof(PostgresHubDb))]
[Migration(Migration0006AccountLife.Id)]
internal sealed class Migration0006AccountLifePostgres() : SchemaStep(Dialect.Postgres, Migration0006AccountLife.Statements);
