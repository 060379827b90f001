using System.Reflection;
using System.Text.RegularExpressions;
using Mash.Hub.Storage.Keys;
using Mash.Hub.Storage.Schema;

namespace Mash.Hub.Tests.Docs;

public sealed partial class DataDocumentTests
{
    private static readonly string Document = RepositoryFiles.Read("docs/data.md");

    [Fact]
    public void EveryTable_StandsInTheDocument()
    {
        var tables = typeof(SchemaStep).Assembly.GetTypes()
            .Select(type => type.GetMethod("Statements", BindingFlags.Public | BindingFlags.Static, [typeof(Dialect)]))
            .OfType<MethodInfo>()
            .SelectMany(statements => (IEnumerable<string>)statements.Invoke(null, [Dialect.Sqlite])!)
            .SelectMany(statement => CreatedTable().Matches(statement).Select(match => match.Groups[1].Value))
            .ToList();

        tables.Count.ShouldBeGreaterThan(25);
        tables.Where(table => !Document.Contains($"`{table}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void EveryKindOfSealedValue_StandsInTheDocument()
    {
        var listed = KindRow().Matches(Document).SelectMany(row => row.Groups[1].Value.Split(", ")).Select(int.Parse);

        listed.Order().ShouldBe(Enum.GetValues<RecordKind>().Select(kind => (int)kind).Order());
    }

    [GeneratedRegex(@"CREATE TABLE (\w+)")]
    private static partial Regex CreatedTable();

    [GeneratedRegex(@"^\| (\d+(?:, \d+)*) \|", RegexOptions.Multiline)]
    private static partial Regex KindRow();
}
