using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mash.Hub.Storage.Keys;

/// <summary>A column of sealed bytes, and what a row must say to open one.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
/// <param name="Sql">
/// Every value that is there: kind (<see cref="RecordKind"/>), id and version under which it was sealed, id of its key (null where the row names none),
/// sealed bytes.
/// </param>
internal sealed record SealedColumn(string Table, string Column, SqlStatement Sql)
{
    public override string ToString() => $"{Table}.{Column}";
}

/// <summary>
/// Which columns hold sealed bytes: each mapping says it of its own (<see cref="IsSealed"/>), so that whoever adds one says how it opens, and what checks
/// seals reads it from the model.
/// </summary>
internal static class SealedColumns
{
    private const string Annotation = "Mash:Sealed";

    /// <summary>Says that a column is sealed.</summary>
    /// <param name="property">The column.</param>
    /// <param name="kind">Kind of record in the seal; null where the row's <c>Kind</c> says it.</param>
    /// <param name="id">Property with the record's id.</param>
    /// <param name="version">Property with the record's version; null where it is always 1.</param>
    /// <param name="keyOf">Type of the row that names the key, where this row does not: it is found by its own id, which this row has under the same name.</param>
    public static void IsSealed<T>(this PropertyBuilder<T> property, RecordKind? kind, string id, string? version = null, Type? keyOf = null) =>
        property.HasAnnotation(Annotation, new Seal(kind, id, version, keyOf));

    /// <summary>Every sealed column of the model, by name.</summary>
    public static IReadOnlyList<SealedColumn> Of(IModel model) =>
    [
        .. from entity in model.GetEntityTypes()
           from property in entity.GetProperties()
           where property.FindAnnotation(Annotation) is not null
           orderby entity.GetTableName(), property.GetColumnName()
           select Column(model, entity, property, (Seal)property.FindAnnotation(Annotation)!.Value!),
    ];

    private static SealedColumn Column(IModel model, IEntityType entity, IProperty property, Seal seal)
    {
        var column = property.GetColumnName();
        var kind = seal.Kind is { } one ? ((int)one).ToString(System.Globalization.CultureInfo.InvariantCulture) : Name("Kind");
        var key = seal.KeyOf is null ? Name("KeyId") : KeyOf(model.FindEntityType(seal.KeyOf)!);
        var sql = $"SELECT {kind}, {Name(seal.Id)}, {(seal.Version is null ? "1" : Name(seal.Version))}, {key}, t.{column} FROM {entity.GetTableName()} t WHERE t.{column} IS NOT NULL";
        return new SealedColumn(entity.GetTableName()!, column, new SqlStatement(sql, 0));

        string Name(string of) => "t." + entity.FindProperty(of)!.GetColumnName();

        string KeyOf(IEntityType owner)
        {
            var owned = owner.FindPrimaryKey()!.Properties.Single();
            return $"(SELECT o.{owner.FindProperty("KeyId")!.GetColumnName()} FROM {owner.GetTableName()} o WHERE o.{owned.GetColumnName()} = {Name(owned.Name)})";
        }
    }

    private sealed record Seal(RecordKind? Kind, string Id, string? Version, Type? KeyOf);
}
