using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Mash.Hub.Storage.Schema;

/// <summary>Contacts that closed before their end was noted get the time of the last feedback.</summary>
internal static class Migration0008EndedContacts
{
    public const string Id = "0008_ended_contacts";

    public static IEnumerable<string> Statements(Dialect _)
    {
        yield return "UPDATE contacts SET ended_time = (SELECT MAX(feedback_time) FROM contact_children WHERE contact_children.contact_id = contacts.contact_id) "
            + "WHERE state = 'Closed' AND ended_time IS NULL";
    }
}

/// <summary>When closed contacts ended, on SQLite.</summary>
[DbContext(typeof(SqliteHubDb))]
[Migration(Migration0008EndedContacts.Id)]
internal sealed class Migration0008EndedContactsSqlite() : SchemaStep(Dialect.Sqlite, Migration0008EndedContacts.Statements);

/// <summary>When closed contacts ended, on PostgreSQL.</summary>
[DbContext(typeof(PostgresHubDb))]
[Migration(Migration0008EndedContacts.Id)]
internal sealed class Migration0008EndedContactsPostgres() : SchemaStep(Dialect.Postgres, Migration0008EndedContacts.Statements);
