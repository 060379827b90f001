using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Mash.Hub.Storage.Schema;

/// <summary>When an emergency access was opened as everybody in the hub reads the clock, beside the real time by which it ends.</summary>
internal static class Migration0009EmergencyTimes
{
    public const string Id = "0009_emergency_times";

    public static IEnumerable<string> Statements(Dialect d)
    {
        yield return $"ALTER TABLE break_glass ADD COLUMN opened_domain_time {d.Long} NOT NULL DEFAULT 0";
        yield return "UPDATE break_glass SET opened_domain_time = opened_time";
    }
}

/// <summary>Domain times of emergency accesses on SQLite.</summary>
[DbContext(typeof(SqliteHubDb))]
[Migration(Migration0009EmergencyTimes.Id)]
internal sealed class Migration0009EmergencyTimesSqlite() : SchemaStep(Dialect.Sqlite, Migration0009EmergencyTimes.Statements);

/// <summary>Domain times of emergency accesses on PostgreSQL.</summary>
[DbContext(typeof(PostgresHubDb))]
[Migration(Migration0009EmergencyTimes.Id)]
internal sealed class Migration0009EmergencyTimesPostgres() : SchemaStep(Dialect.Postgres, Migration0009EmergencyTimes.Statements);
