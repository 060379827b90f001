using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;

namespace Mash.Hub.Tests.Storage;

/// <summary>
/// Every column that can hold sealed bytes says how it opens (<see cref="SealedColumns"/>), so that a restored backup is checked whole. Who adds a column of
/// bytes says so in its mapping, or names it here and why it is not sealed.
/// </summary>
public class SealedColumnTests
{
    /// <summary>Columns of bytes that are not sealed: tokens and hashes, which nothing opens, answers without anything personal, and the log's own bytes.</summary>
    private static readonly string[] NotSealed =
    [
        "access_views.child_tokens", "access_views.household_token",
        "audit_index.actor_token", "audit_index.subject_token", "audit_leaves.leaf", "audit_openings.nonce", "audit_openings.records", "audit_openings.subjects",
        "child_identities.nhs_token", "child_identities.token", "contacts.household_token", "contacts.incident_token", "interest_tokens.token", "person_tokens.token",
        "requests.answer", "requests.caller", "requests.content_hash", "submissions.answer", "submissions.content_hash",
    ];

    [Fact]
    public async Task EveryColumnOfBytes_SaysHowItOpensOrIsNamedAsNotSealed()
    {
        await using var test = new TestDatabase(DatabaseProvider.Postgres);
        await using var database = new HubDatabase(test.Options);
        HubSchema.Migrate(database);
        using var migrator = database.CreateMigrator();

        var columns = ColumnsOfBytes(database);
        var said = SealedColumns.Of(migrator.Model).Select(column => column.ToString()).ToList();

        columns.Except(said).ShouldBe(NotSealed, ignoreOrder: true, "A new column of bytes: say in its mapping that it IsSealed, or here that it is not.");
        said.ShouldBeSubsetOf(columns);
        said.ShouldBeUnique();
    }

    [Fact]
    public async Task EveryKindOfRecord_IsSaidOfAColumnOrStandsInRecords()
    {
        await using var test = new TestDatabase(DatabaseProvider.Sqlite);
        await using var database = new HubDatabase(test.Options);
        using var migrator = database.CreateMigrator();

        var statements = SealedColumns.Of(migrator.Model).Select(column => column.Sql.Sql).ToList();
        RecordKind[] inRecords =
        [
            RecordKind.Contact, RecordKind.Child, RecordKind.People, RecordKind.Rating, RecordKind.Decision, RecordKind.Information, RecordKind.Feedback, RecordKind.Withdrawal,
        ];

        Enum.GetValues<RecordKind>().Except(inRecords).Where(kind => statements.Count(sql => sql.StartsWith($"SELECT {(int)kind},", StringComparison.Ordinal)) != 1).ShouldBeEmpty();
    }

    private static List<string> ColumnsOfBytes(HubDatabase database)
    {
        using var connection = database.OpenWriter();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = 'public' AND data_type = 'bytea'";
        using var rows = command.ExecuteReader();
        var columns = new List<string>();
        while (rows.Read())
            columns.Add(rows.GetString(0));
        return columns;
    }
}
