using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Mash.Hub.Storage.Schema;

/// <summary>Restricted records, who is named for them, emergency access and look-ups.</summary>
internal static class Migration0003Restrictions
{
    public const string Id = "0003_restrictions";

    public static IEnumerable<string> Statements(Dialect d)
    {
        yield return $"ALTER TABLE contacts ADD COLUMN restricted {d.Bool} NOT NULL DEFAULT FALSE";

        // What decides whether a row may be shown stands in the indexes too, so that counting still reads no rows.
        foreach (var index in new[] { "contacts_queue", "contacts_unallocated", "contacts_sign_off", "contacts_feedback" })
            yield return $"DROP INDEX {index}";
        yield return "CREATE INDEX contacts_queue ON contacts (earliest_due_time, contact_id, in_queue, restricted) WHERE in_queue";
        yield return "CREATE INDEX contacts_unallocated ON contacts (earliest_due_time, contact_id, in_queue, screener_account_id, restricted) WHERE in_queue AND screener_account_id IS NULL";
        yield return "CREATE INDEX contacts_sign_off ON contacts (earliest_due_time, contact_id, state, restricted) WHERE state = 'AwaitingSecondSignOff'";
        yield return "CREATE INDEX contacts_feedback ON contacts (earliest_due_time, contact_id, feedback_due, restricted) WHERE feedback_due";

        yield return $"""
            CREATE TABLE restrictions (
              restriction_id {d.Id} NOT NULL PRIMARY KEY,
              label text NOT NULL CHECK ({Dialect.OneOf("label", "HighProfile", "Staff", "Refuge", "Adoption", "WitnessProtection")}),
              state text NOT NULL CHECK ({Dialect.OneOf("state", "Requested", "Active", "LiftRequested", "Refused", "Lifted")}),
              emergency {d.Bool} NOT NULL,
              requested_by {d.Id},
              requested_time {d.Long} NOT NULL,
              concerns_account_id {d.Id},
              lift_requested_by {d.Id},
              review_due_time {d.Long},
              review_alerted_time {d.Long},
              ended_time {d.Long},
              key_id {d.Id} NOT NULL,
              version {d.Int} NOT NULL
            ) {d.Table}
            """;
        yield return "CREATE INDEX restrictions_requested ON restrictions (requested_time, restriction_id)";
        yield return "CREATE INDEX restrictions_review ON restrictions (review_due_time) WHERE review_alerted_time IS NULL AND review_due_time IS NOT NULL";
        yield return $"""
            CREATE TABLE restricted_contacts (
              contact_id {d.Id} NOT NULL,
              restriction_id {d.Id} NOT NULL REFERENCES restrictions (restriction_id),
              added_time {d.Long} NOT NULL,
              ended_time {d.Long},
              PRIMARY KEY (contact_id, restriction_id)
            ) {d.KeyTable}
            """;
        yield return "CREATE INDEX restricted_contacts_restriction ON restricted_contacts (restriction_id)";
        yield return $"""
            CREATE TABLE restriction_grants (
              grant_id {d.Id} NOT NULL PRIMARY KEY,
              restriction_id {d.Id} NOT NULL REFERENCES restrictions (restriction_id),
              account_id {d.Id} NOT NULL,
              granted_by {d.Id},
              granted_time {d.Long} NOT NULL,
              ended_by {d.Id},
              ended_time {d.Long}
            ) {d.Table}
            """;
        yield return "CREATE INDEX restriction_grants_restriction ON restriction_grants (restriction_id)";
        yield return $"""
            CREATE TABLE restriction_notes (
              note_id {d.Id} NOT NULL PRIMARY KEY,
              restriction_id {d.Id} NOT NULL REFERENCES restrictions (restriction_id),
              author {d.Id},
              created_time {d.Long} NOT NULL,
              sealed {d.Bytes} NOT NULL
            ) {d.Table}
            """;
        yield return "CREATE INDEX restriction_notes_restriction ON restriction_notes (restriction_id)";

        yield return $"""
            CREATE TABLE break_glass (
              break_glass_id {d.Id} NOT NULL PRIMARY KEY,
              account_id {d.Id} NOT NULL,
              contact_id {d.Id},
              opened_time {d.Long} NOT NULL,
              expire_time {d.Long} NOT NULL,
              closed_time {d.Long},
              outcome text CHECK ({Dialect.OneOf("outcome", "Justified", "NotJustified", "PassedOn")}),
              reviewed_by {d.Id},
              reviewed_time {d.Long},
              looks {d.Int} NOT NULL,
              key_id {d.Id} NOT NULL,
              reason {d.Bytes} NOT NULL,
              review {d.Bytes}
            ) {d.Table}
            """;
        yield return "CREATE INDEX break_glass_opened ON break_glass (opened_time, break_glass_id)";
        yield return "CREATE INDEX break_glass_expire ON break_glass (expire_time)";

        yield return $"""
            CREATE TABLE look_ups (
              look_up_id {d.Id} NOT NULL PRIMARY KEY,
              account_id {d.Id} NOT NULL,
              created_time {d.Long} NOT NULL,
              results {d.Int} NOT NULL,
              key_id {d.Id} NOT NULL,
              sealed {d.Bytes} NOT NULL
            ) {d.Table}
            """;
    }
}

/// <summary>Restricted records and emergency access on SQLite.</summary>
[DbContext(typeof(SqliteHubDb))]
[Migration(Migration0003Restrictions.Id)]
internal sealed class Migration0003RestrictionsSqlite() : SchemaStep(Dialect.Sqlite, Migration0003Restrictions.Statements);

/// <summary>Restricted records and emergency access on PostgreSQL.</summary>
[DbContext(typeof(PostgresHubDb))]
[Migration(Migration0003Restrictions.Id)]
internal sealed class Migration0003RestrictionsPostgres() : SchemaStep(Dialect.Postgres, Migration0003Restrictions.Statements);
