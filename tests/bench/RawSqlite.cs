using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Mash.Bench;

/// <summary>What SQLite itself does here: one table, one prepared insert, synchronous=FULL.</summary>
internal static class RawSqlite
{
    public static double RowsPerSecond(int rowsPerCommit)
    {
        var directory = Directory.CreateTempSubdirectory("mash-bench-");
        try
        {
            using var connection = new SqliteConnection($"Data Source={Path.Combine(directory.FullName, "raw.db")};Pooling=False");
            connection.Open();
            Run(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (id BLOB PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID");
            using var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO t VALUES ($1, $2)";
            var id = insert.Parameters.Add("$1", SqliteType.Blob);
            insert.Parameters.Add("$2", SqliteType.Blob).Value = new byte[200];
            var rows = 0;
            var start = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(2))
            {
                using var transaction = connection.BeginTransaction();
                insert.Transaction = transaction;
                for (var index = 0; index < rowsPerCommit; index++)
                {
                    id.Value = Guid.CreateVersion7().ToByteArray(bigEndian: true);
                    insert.ExecuteNonQuery();
                }
                transaction.Commit();
                rows += rowsPerCommit;
            }
            return rows / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
