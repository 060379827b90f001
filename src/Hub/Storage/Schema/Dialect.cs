namespace Mash.Hub.Storage.Schema;

/// <summary>The words in which the two databases differ. Migrations are written once in these terms, so that both schemas stay equal.</summary>
internal sealed record Dialect
{
    public required string Id { get; init; }
    public required string Bytes { get; init; }
    public required string Long { get; init; }
    public required string Int { get; init; }
    public required string Bool { get; init; }

    /// <summary>Ends a CREATE TABLE.</summary>
    public required string Table { get; init; }

    /// <summary>Ends a CREATE TABLE whose rows live in the primary key.</summary>
    public required string KeyTable { get; init; }

    /// <summary>SQLite: STRICT tables, ids as 16-byte blobs in network order, instants as UTC ticks.</summary>
    public static readonly Dialect Sqlite = new()
    {
        Id = "BLOB",
        Bytes = "BLOB",
        Long = "INTEGER",
        Int = "INTEGER",
        Bool = "INTEGER",
        Table = "STRICT",
        KeyTable = "STRICT, WITHOUT ROWID",
    };

    /// <summary>PostgreSQL: uuid, bytea, instants as UTC ticks in bigint.</summary>
    public static readonly Dialect Postgres = new()
    {
        Id = "uuid",
        Bytes = "bytea",
        Long = "bigint",
        Int = "integer",
        Bool = "boolean",
        Table = "",
        KeyTable = "",
    };

    /// <summary>
    /// A check that a column holds one of these words. Written as comparisons: for <c>IN</c> SQLite builds a table of the words at each insert, and a
    /// submission's rows have eight such columns.
    /// </summary>
    public static string OneOf(string column, params IEnumerable<string> words) => string.Join(" OR ", words.Select(word => $"{column} = '{word}'"));
}
