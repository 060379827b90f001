using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace Mash.Hub.Storage;

/// <summary>
/// One SQL statement of a hot path, with parameters <c>$1, $2 ...</c> that mean the same on both databases.
/// Connections prepare it once. Values: <see cref="Guid"/>, <see cref="long"/>, <see cref="int"/>, <see cref="bool"/>,
/// <see cref="string"/>, <see cref="byte"/>[], <see cref="DateTimeOffset"/> (stored as UTC ticks), null.
/// </summary>
internal sealed class SqlStatement(string sql, int parameters)
{
    private readonly NpgsqlDbType?[] types = new NpgsqlDbType?[parameters];

    public string Sql => sql;

    public int Parameters => parameters;

    /// <summary>Makes a prepared command on this connection.</summary>
    public DbCommand Prepare(DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var index = 1; index <= parameters; index++)
        {
            var parameter = command.CreateParameter();
            if (command is SqliteCommand)
                parameter.ParameterName = "$" + index;
            command.Parameters.Add(parameter);
        }
        if (command is SqliteCommand)
            command.Prepare();
        return command;
    }

    /// <summary>Puts values into a command's parameters, in the form its database wants.</summary>
    public static void Bind(DbCommand command, ReadOnlySpan<object?> values)
    {
        if (values.Length != command.Parameters.Count)
            throw new ArgumentException($"The statement takes {command.Parameters.Count} values, not {values.Length}.", nameof(values));
        var sqlite = command is SqliteCommand;
        for (var index = 0; index < values.Length; index++)
            command.Parameters[index].Value = Value(values[index], sqlite);
    }

    /// <summary>
    /// Makes one command of a PostgreSQL batch. The server's prepared statement serves only parameters of the same types: a null takes the type that
    /// its parameter had before.
    /// </summary>
    public NpgsqlBatchCommand ToBatchCommand(ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        for (var index = 0; index < values.Length; index++)
        {
            var parameter = new NpgsqlParameter { Value = Value(values[index], sqlite: false) };
            if (values[index] is not null)
                types[index] ??= parameter.NpgsqlDbType;
            else if (types[index] is { } type)
                parameter.NpgsqlDbType = type;
            command.Parameters.Add(parameter);
        }
        return command;
    }

    private static object Value(object? value, bool sqlite) => value switch
    {
        null => DBNull.Value,
        Guid guid when sqlite => guid.ToByteArray(bigEndian: true),
        DateTimeOffset instant => instant.UtcTicks,
        bool flag when sqlite => flag ? 1L : 0L,
        _ => value,
    };
}

/// <summary>Reads columns that the two databases hold in different forms.</summary>
internal static class ReaderExtensions
{
    public static Guid ReadGuid(this DbDataReader reader, int column) =>
        reader is SqliteDataReader ? new Guid((byte[])reader.GetValue(column), bigEndian: true) : reader.GetGuid(column);

    public static byte[] ReadBytes(this DbDataReader reader, int column) => (byte[])reader.GetValue(column);

    public static DateTimeOffset ReadInstant(this DbDataReader reader, int column) => new(reader.GetInt64(column), TimeSpan.Zero);

    public static DateTimeOffset? ReadInstantOrNull(this DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.ReadInstant(column);

    public static bool ReadBool(this DbDataReader reader, int column) =>
        reader is SqliteDataReader ? reader.GetInt64(column) != 0 : reader.GetBoolean(column);

    public static string? ReadStringOrNull(this DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);
}
