using System.Collections.Concurrent;

namespace Mash.Hub.Storage.Keys;

/// <summary>
/// Writes wrapped keys to SQLite's own file, on a thread of its own: keys become durable while the hub's writer still works on the rows that
/// they seal. On PostgreSQL keys are rows of the batch's own transaction.
/// </summary>
internal sealed class KeyWriter : IDisposable
{
    private readonly HubDatabase database;
    private readonly BulkInsert insert;
    private readonly BlockingCollection<(IReadOnlyList<object?[]> Rows, TaskCompletionSource Done)> queue = [];
    private readonly Thread thread;
    private WriterConnection? writer;

    public KeyWriter(HubDatabase database, BulkInsert insert)
    {
        this.database = database;
        this.insert = insert;
        thread = new Thread(Run) { IsBackground = true, Name = "hub-key-writer" };
        thread.Start();
    }

    /// <summary>Commits keys. The task ends when they are durable, or with the database's failure.</summary>
    public Task StoreAsync(IReadOnlyList<object?[]> rows)
    {
        var done = new TaskCompletionSource();
        queue.Add((rows, done));
        return done.Task;
    }

    private void Run()
    {
        foreach (var (rows, done) in queue.GetConsumingEnumerable())
        {
            try
            {
                Store(rows);
                done.SetResult();
            }
            catch (Exception exception)
            {
                // A broken connection would fail everything after it.
                writer?.Dispose();
                writer = null;
                done.SetException(exception);
            }
        }
        writer?.Dispose();
    }

    private void Store(IReadOnlyList<object?[]> rows)
    {
        writer ??= new WriterConnection(database.OpenKeyStoreWriter());
        using var transaction = writer.Connection.BeginTransaction();
        foreach (var (statement, values) in insert.Pieces(rows))
            writer.Run(statement, transaction, values);
        transaction.Commit();
    }

    public void Dispose()
    {
        queue.CompleteAdding();
        thread.Join();
        queue.Dispose();
    }
}
