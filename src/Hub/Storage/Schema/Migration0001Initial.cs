using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Mash.Hub.Storage.Schema;

/// <summary>The first schema.</summary>
internal static class Migration0001Initial
{
    public const string Id = "0001_initial";

    public static IEnumerable<string> Statements(Dialect d)
    {
        string[] contactStates =
        [
            "Received", "Screening", "ReturnedForInformation", "InformationGathering", "ReadyForDecision",
            "AwaitingSecondSignOff", "Decided", "Actioned", "Closed", "Withdrawn", "Voided",
        ];
        string[] rags = ["Unrated", "Blue", "Green", "Amber", "Red"];
        string[] areas = ["North", "West", "OutOfArea", "Unknown"];

        yield return $"""
            CREATE TABLE contacts (
              contact_id {d.Id} NOT NULL PRIMARY KEY,
              reference text NOT NULL UNIQUE,
              agency_id {d.Id} NOT NULL,
              submission_id {d.Id} NOT NULL,
              state text NOT NULL CHECK ({Dialect.OneOf("state", contactStates)}),
              rag text NOT NULL CHECK ({Dialect.OneOf("rag", rags)}),
              referrer_rag text NOT NULL CHECK ({Dialect.OneOf("referrer_rag", rags)}),
              source_code text NOT NULL,
              channel text NOT NULL,
              council_area text NOT NULL CHECK ({Dialect.OneOf("council_area", areas)}),
              received_time {d.Long} NOT NULL,
              acknowledged_time {d.Long},
              screener_account_id {d.Id},
              recorded_by_account_id {d.Id},
              screening_started_time {d.Long},
              ended_time {d.Long},
              child_count {d.Int} NOT NULL,
              contacts_in_12_months {d.Int} NOT NULL,
              age_bands {d.Int} NOT NULL,
              incident_token {d.Bytes},
              household_token {d.Bytes},
              in_queue {d.Bool} NOT NULL,
              feedback_due {d.Bool} NOT NULL,
              feedback_owed {d.Bool} NOT NULL,
              harm_alleged {d.Bool} NOT NULL,
              new_information {d.Bool} NOT NULL,
              earliest_due_time {d.Long} NOT NULL,
              key_id {d.Id} NOT NULL,
              summary {d.Bytes} NOT NULL,
              version {d.Int} NOT NULL
            ) {d.Table}
            """;
        // The filtered columns stand at the end of their indexes too: only then does SQLite count without reading the rows.
        yield return "CREATE INDEX contacts_queue ON contacts (earliest_due_time, contact_id, in_queue) WHERE in_queue";
        yield return "CREATE INDEX contacts_agency ON contacts (agency_id, received_time, contact_id)";
        yield return "CREATE INDEX contacts_received ON contacts (received_time, contact_id)";
        yield return "CREATE INDEX contacts_incident ON contacts (incident_token) WHERE incident_token IS NOT NULL";
        yield return "CREATE INDEX contacts_unallocated ON contacts (earliest_due_time, contact_id, in_queue, screener_account_id) WHERE in_queue AND screener_account_id IS NULL";
        yield return "CREATE INDEX contacts_sign_off ON contacts (earliest_due_time, contact_id, state) WHERE state = 'AwaitingSecondSignOff'";
        yield return "CREATE INDEX contacts_feedback ON contacts (earliest_due_time, contact_id, feedback_due) WHERE feedback_due";

        yield return $"""
            CREATE TABLE contact_children (
              contact_child_id {d.Id} NOT NULL PRIMARY KEY,
              contact_id {d.Id} NOT NULL REFERENCES contacts (contact_id),
              ordinal {d.Int} NOT NULL,
              state text NOT NULL CHECK ({Dialect.OneOf("state", "AwaitingDecision", "AwaitingSecondSignOff", "Decided", "Actioned", "Closed")}),
              age_band text NOT NULL CHECK ({Dialect.OneOf("age_band", "Unborn", "Under1", "_1To4", "_5To9", "_10To15", "_16AndOver", "Unknown")}),
              council_area text NOT NULL CHECK ({Dialect.OneOf("council_area", areas)}),
              contacts_in_12_months {d.Int} NOT NULL,
              level {d.Int},
              outcome text CHECK ({Dialect.OneOf("outcome", "NoFurtherAction", "Advice", "Signpost", "EarlyHelp", "Referral", "StrategyDiscussion", "RoutedOpenCase", "Other")}),
              decided_time {d.Long},
              sign_off_requested_time {d.Long},
              feedback_time {d.Long},
              key_id {d.Id} NOT NULL,
              summary {d.Bytes} NOT NULL,
              UNIQUE (contact_id, ordinal)
            ) {d.Table}
            """;

        yield return $"""
            CREATE TABLE records (
              contact_id {d.Id} NOT NULL,
              kind {d.Int} NOT NULL,
              record_id {d.Id} NOT NULL,
              version {d.Int} NOT NULL,
              key_id {d.Id} NOT NULL,
              sealed {d.Bytes} NOT NULL,
              created_time {d.Long} NOT NULL,
              PRIMARY KEY (contact_id, kind, record_id, version)
            ) {d.Table}
            """;

        yield return $"""
            CREATE TABLE people (
              person_id {d.Id} NOT NULL PRIMARY KEY,
              contact_id {d.Id} NOT NULL,
              contact_child_id {d.Id},
              ordinal {d.Int} NOT NULL
            ) {d.KeyTable}
            """;
        yield return $"""
            CREATE TABLE person_tokens (
              token {d.Bytes} NOT NULL,
              person_id {d.Id} NOT NULL,
              PRIMARY KEY (token, person_id)
            ) {d.KeyTable}
            """;
        yield return $"""
            CREATE TABLE child_identities (
              token {d.Bytes} NOT NULL,
              received_time {d.Long} NOT NULL,
              contact_child_id {d.Id} NOT NULL,
              contact_id {d.Id} NOT NULL,
              nhs_token {d.Bytes},
              PRIMARY KEY (token, received_time, contact_child_id)
            ) {d.KeyTable}
            """;

        yield return $"""
            CREATE TABLE submissions (
              agency_id {d.Id} NOT NULL,
              submission_id {d.Id} NOT NULL,
              content_hash {d.Bytes} NOT NULL,
              contact_id {d.Id} NOT NULL,
              answer {d.Bytes} NOT NULL,
              PRIMARY KEY (agency_id, submission_id)
            ) {d.KeyTable}
            """;
        yield return $"""
            CREATE TABLE requests (
              caller {d.Bytes} NOT NULL,
              request_id {d.Id} NOT NULL,
              content_hash {d.Bytes} NOT NULL,
              answer {d.Bytes} NOT NULL,
              created_time {d.Long} NOT NULL,
              PRIMARY KEY (caller, request_id)
            ) {d.KeyTable}
            """;

        yield return $"""
            CREATE TABLE events (
              agency_id {d.Id} NOT NULL,
              sequence {d.Long} NOT NULL,
              event_id {d.Id} NOT NULL,
              kind text NOT NULL,
              event_time {d.Long} NOT NULL,
              contact_id {d.Id} NOT NULL,
              key_id {d.Id} NOT NULL,
              sealed {d.Bytes} NOT NULL,
              PRIMARY KEY (agency_id, sequence)
            ) {d.Table}
            """;
        yield return "CREATE INDEX events_contact ON events (contact_id)";
        yield return $"CREATE TABLE sequences (scope {d.Id} NOT NULL PRIMARY KEY, last {d.Long} NOT NULL) {d.KeyTable}";

        yield return $"""
            CREATE TABLE agencies (
              agency_id {d.Id} NOT NULL PRIMARY KEY,
              name text NOT NULL UNIQUE,
              kind text NOT NULL CHECK ({Dialect.OneOf("kind", "Police", "School", "Health", "Housing", "Probation", "Voluntary", "Council", "Hub", "Other")}),
              telephone text NOT NULL,
              email text NOT NULL,
              organisation_code text NOT NULL,
              scopes text NOT NULL,
              source_codes text NOT NULL,
              suspended {d.Bool} NOT NULL,
              suspension_reason text NOT NULL,
              registered_time {d.Long} NOT NULL,
              agreement_from text,
              agreement_to text,
              version {d.Int} NOT NULL
            ) {d.Table}
            """;
        yield return $"""
            CREATE TABLE agency_keys (
              agency_id {d.Id} NOT NULL REFERENCES agencies (agency_id),
              key_id text NOT NULL,
              jwk text NOT NULL,
              added_time {d.Long} NOT NULL,
              revoked_time {d.Long},
              last_used_time {d.Long},
              PRIMARY KEY (agency_id, key_id)
            ) {d.Table}
            """;
        yield return $"""
            CREATE TABLE accounts (
              account_id {d.Id} NOT NULL PRIMARY KEY,
              issuer text NOT NULL,
              subject text NOT NULL,
              name text NOT NULL,
              created_time {d.Long} NOT NULL,
              UNIQUE (issuer, subject)
            ) {d.Table}
            """;
        yield return $"""
            CREATE TABLE memberships (
              membership_id {d.Id} NOT NULL PRIMARY KEY,
              account_id {d.Id} NOT NULL REFERENCES accounts (account_id),
              role text NOT NULL,
              agency_id {d.Id},
              granted_time {d.Long} NOT NULL,
              ended_time {d.Long}
            ) {d.Table}
            """;
        yield return "CREATE INDEX memberships_account ON memberships (account_id)";

        yield return $"""
            CREATE TABLE messages (
              message_id {d.Id} NOT NULL PRIMARY KEY,
              contact_id {d.Id},
              state text NOT NULL CHECK ({Dialect.OneOf("state", "Waiting", "Sent", "Failed")}),
              transport text NOT NULL,
              created_time {d.Long} NOT NULL,
              sent_time {d.Long},
              key_id {d.Id} NOT NULL,
              sealed {d.Bytes} NOT NULL
            ) {d.Table}
            """;
        yield return "CREATE INDEX messages_created ON messages (created_time, message_id)";
        yield return "CREATE INDEX messages_waiting ON messages (created_time, message_id) WHERE state = 'Waiting'";
        yield return $"CREATE TABLE settings (name text NOT NULL PRIMARY KEY, value text NOT NULL) {d.Table}";

        yield return $"CREATE TABLE audit_leaves (seq {d.Long} NOT NULL PRIMARY KEY, leaf {d.Bytes} NOT NULL) {d.Table}";
        yield return $"""
            CREATE TABLE audit_openings (
              seq {d.Long} NOT NULL PRIMARY KEY,
              nonce {d.Bytes} NOT NULL,
              subjects {d.Bytes} NOT NULL,
              records {d.Bytes} NOT NULL
            ) {d.Table}
            """;
        yield return $"""
            CREATE TABLE audit_index (
              subject_token {d.Bytes} NOT NULL,
              seq {d.Long} NOT NULL,
              actor_token {d.Bytes} NOT NULL,
              PRIMARY KEY (subject_token, seq)
            ) {d.KeyTable}
            """;
    }
}

/// <summary>The first schema on SQLite.</summary>
[DbContext(typeof(SqliteHubDb))]
[Migration(Migration0001Initial.Id)]
internal sealed class Migration0001InitialSqlite() : SchemaStep(Dialect.Sqlite, Migration0001Initial.Statements);

/// <summary>The first schema on PostgreSQL.</summary>
[DbContext(typeof(PostgresHubDb))]
[Migration(Migration0001Initial.Id)]
internal sealed class Migration0001InitialPostgres() : SchemaStep(Dialect.Postgres, Migration0001Initial.Statements);
