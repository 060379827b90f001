namespace Mash.Hub.Storage;

/// <summary>
/// Inserts of several rows in one statement: most of an insert's time is the statement, not the row. One prepared statement for each
/// number of rows up to <see cref="MaxRows"/>; longer lists go in pieces.
/// </summary>
/// <param name="table">Table with its columns, for example <c>people (person_id, ordinal)</c>.</param>
/// <param name="columns">How many columns.</param>
/// <param name="conflict">What stands after the values, for example <c>ON CONFLICT DO NOTHING</c>.</param>
internal sealed class BulkInsert(string table, int columns, string conflict = "")
{
    /// <summary>Most rows of one statement.</summary>
    public const int MaxRows = 16;

    private readonly SqlStatement[] statements =
        [.. Enumerable.Range(1, MaxRows).Select(rows => new SqlStatement($"INSERT INTO {table} VALUES {Values(rows, columns)} {conflict}", rows * columns))];

    public int Columns => columns;

    /// <summary>The statements and values that insert these rows.</summary>
    /// <param name="rows">Each with the values of every column, in their order.</param>
    public IEnumerable<(SqlStatement Statement, object?[] Values)> Pieces(IReadOnlyList<object?[]> rows)
    {
        for (var start = 0; start < rows.Count; start += MaxRows)
        {
            var count = Math.Min(MaxRows, rows.Count - start);
            var values = new object?[count * columns];
            for (var row = 0; row < count; row++)
                rows[start + row].CopyTo(values, row * columns);
            yield return (statements[count - 1], values);
        }
    }

    private static string Values(int rows, int columns) => string.Join(", ", Enumerable.Range(0, rows)
        .Select(row => $"({string.Join(", ", Enumerable.Range((row * columns) + 1, columns).Select(number => "$" + number))})"));
}
