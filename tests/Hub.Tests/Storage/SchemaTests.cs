using Mash.Hub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Mash.Hub.Tests.Storage;

/// <summary>Both migrated schemas hold the same tables, columns, nullability and keys, and every mapped property has its column.</summary>
public class SchemaTests
{
    [Fact]
    public async Task SqliteAndPostgres_HaveTheSameTablesAndColumns()
    {
        await using var sqlite = new TestDatabase(DatabaseProvider.Sqlite);
        await using var postgres = new TestDatabase(DatabaseProvider.Postgres);

        var left = Columns(sqlite);
        var right = Columns(postgres);

        left.ShouldNotBeEmpty();
        left.ShouldBe(right);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task EveryMappedProperty_HasItsColumnWithTheSameNullability(DatabaseProvider provider)
    {
        await using var test = new TestDatabase(provider);
        var columns = Columns(test).ToHashSet();
        await using var database = new HubDatabase(test.Options);
        using var migrator = database.CreateMigrator();

        var mapped = migrator.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties().Select(property =>
            Column(entity.GetTableName()!, property.GetColumnName(), property.IsNullable))).ToList();

        mapped.ShouldNotBeEmpty();
        mapped.Where(column => !columns.Contains(column)).ShouldBeEmpty();
    }

    [Theory]
    [OnEachDatabase]
    internal async Task MigratingAgain_ChangesNothing(DatabaseProvider provider)
    {
        await using var test = new TestDatabase(provider);
        var first = Columns(test);

        Columns(test).ShouldBe(first);
    }

    private static List<string> Columns(TestDatabase test)
    {
        using var scope = new DatabaseScope(test);
        HubSchema.Migrate(scope.Database);
        using var connection = scope.Database.OpenWriter();
        using var command = connection.CreateCommand();
        command.CommandText = scope.Database.IsSqlite
            ? """
              SELECT m.name, c.name, c."notnull" = 0 FROM sqlite_master m JOIN pragma_table_info(m.name) c
              WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE '\_\_%' ESCAPE '\'
              """
            : "SELECT table_name, column_name, is_nullable = 'YES' FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_%'";
        using var rows = command.ExecuteReader();
        var columns = new List<string>();
        while (rows.Read())
            columns.Add(Column(rows.GetString(0), rows.GetString(1), rows.ReadBool(2)));
        return [.. columns.Order(StringComparer.Ordinal)];
    }

    private static string Column(string table, string name, bool nullable) => $"{table}.{name}{(nullable ? "?" : "")}";

    private sealed class DatabaseScope(TestDatabase test) : IDisposable
    {
        public HubDatabase Database { get; } = new(test.Options);

        public void Dispose() => Database.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
