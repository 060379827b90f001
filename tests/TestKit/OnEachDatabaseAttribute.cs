using System.Reflection;
using Mash.Hub.Storage;
using Xunit.Sdk;

namespace Mash.TestKit;

/// <summary>Runs a theory on SQLite and on PostgreSQL. A test method takes a <see cref="DatabaseProvider"/> first.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OnEachDatabaseAttribute : DataAttribute
{
    /// <inheritdoc />
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[DatabaseProvider.Sqlite], [DatabaseProvider.Postgres]];
}
