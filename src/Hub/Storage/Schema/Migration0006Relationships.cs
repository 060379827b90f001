using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Mash.Hub.Storage.Schema;

/// <summary>Where a contact was routed, in clear columns, so that early help and assessment find what is theirs by an index.</summary>
internal static class Migration0006Relationships
{
    public const string Id = "0006_relationships";

    public static IEnumerable<string> Statements(Dialect d)
    {
        const string standing = "state IN ('Decided','Actioned','Closed')";
        yield return $"ALTER TABLE contacts ADD COLUMN routed_to_early_help {d.Bool} NOT NULL DEFAULT FALSE";
        yield return $"ALTER TABLE contacts ADD COLUMN routed_to_assessment {d.Bool} NOT NULL DEFAULT FALSE";
        yield return $"UPDATE contacts SET routed_to_early_help = TRUE WHERE contact_id IN (SELECT contact_id FROM contact_children WHERE outcome = 'EarlyHelp' AND {standing})";
        yield return "UPDATE contacts SET routed_to_assessment = TRUE WHERE contact_id IN "
            + $"(SELECT contact_id FROM contact_children WHERE outcome IN ('Referral','StrategyDiscussion','RoutedOpenCase') AND {standing})";
        yield return "CREATE INDEX contacts_early_help ON contacts (earliest_due_time, contact_id, state, routed_to_early_help) WHERE routed_to_early_help";
        yield return "CREATE INDEX contacts_assessment ON contacts (earliest_due_time, contact_id, state, routed_to_assessment) WHERE routed_to_assessment";
    }
}

/// <summary>Where a contact was routed, on SQLite.</summary>
[DbContext(typeof(SqliteHubDb))]
[Migration(Migration0006Relationships.Id)]
internal sealed class Migration0006RelationshipsSqlite() : SchemaStep(Dialect.Sqlite, Migration0006Relationships.Statements);

/// <summary>Where a contact was routed, on PostgreSQL.</summary>
[DbContext(typeof(PostgresHubDb))]
[Migration(Migration0006Relationships.Id)]
internal sealed class Migration0006RelationshipsPostgres() : SchemaStep(Dialect.Postgres, Migration0006Relationships.Statements);
