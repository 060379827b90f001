using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Mash.Hub.Storage;

/// <summary>
/// A prepared statement of the writer on SQLite, bound by position. The ADO.NET provider looks every parameter up by its name and makes a
/// reader for each execution; a submission binds some 150 parameters in 14 statements, and that was a good part of the writer's time.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    /// <summary>Prepares the statement.</summary>
    /// <exception cref="SqliteException">The text is not SQL of this schema.</exception>
    public SqliteStatement(SqliteConnection connection, SqlStatement text)
    {
        database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v3(database, text.Sql, raw.SQLITE_PREPARE_PERSISTENT, out statement), database);
        if (raw.sqlite3_bind_parameter_count(statement) != text.Parameters)
            throw new ArgumentException($"The statement takes {raw.sqlite3_bind_parameter_count(statement)} values, not {text.Parameters}.", nameof(text));
    }

    /// <summary>Runs it inside the connection's transaction.</summary>
    /// <returns>How many rows it changed.</returns>
    /// <exception cref="SqliteException">A constraint, or the disk.</exception>
    public int Run(ReadOnlySpan<object?> values)
    {
        for (var index = 0; index < values.Length; index++)
            SqliteException.ThrowExceptionForRC(Bind(index + 1, values[index]), database);
        var result = raw.sqlite3_step(statement);
        var changes = raw.sqlite3_changes(database);
        // The reset repeats the failure of the step, whose words it keeps.
        var reset = raw.sqlite3_reset(statement);
        if (result is not (raw.SQLITE_DONE or raw.SQLITE_ROW))
            SqliteException.ThrowExceptionForRC(reset == raw.SQLITE_OK ? result : reset, database);
        return changes;
    }

    public void Dispose() => statement.Dispose();

    private int Bind(int position, object? value)
    {
        switch (value)
        {
            case null:
                return raw.sqlite3_bind_null(statement, position);
            case Guid id:
                Span<byte> bytes = stackalloc byte[16];
                id.TryWriteBytes(bytes, bigEndian: true, out _);
                return raw.sqlite3_bind_blob(statement, position, bytes);
            case byte[] { Length: 0 }:
                return raw.sqlite3_bind_zeroblob(statement, position, 0);
            case byte[] blob:
                return raw.sqlite3_bind_blob(statement, position, blob);
            case string text:
                return raw.sqlite3_bind_text(statement, position, text);
            case long number:
                return raw.sqlite3_bind_int64(statement, position, number);
            case int number:
                return raw.sqlite3_bind_int64(statement, position, number);
            case bool flag:
                return raw.sqlite3_bind_int64(statement, position, flag ? 1 : 0);
            case DateTimeOffset instant:
                return raw.sqlite3_bind_int64(statement, position, instant.UtcTicks);
            default:
                throw new ArgumentException($"A value of type {value.GetType().Name} cannot be stored.", nameof(value));
        }
    }
}
