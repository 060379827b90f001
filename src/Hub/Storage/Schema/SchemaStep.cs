using Microsoft.EntityFrameworkCore.Migrations;

namespace Mash.Hub.Storage.Schema;

/// <summary>A migration that is written once and run in the words of one database. There is no way back.</summary>
/// <param name="dialect">The database's words.</param>
/// <param name="statements">What is to be done, in order.</param>
internal abstract class SchemaStep(Dialect dialect, Func<Dialect, IEnumerable<string>> statements) : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var statement in statements(dialect))
            migrationBuilder.Sql(statement);
    }
}
