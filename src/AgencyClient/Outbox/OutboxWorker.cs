using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Mash.AgencyClient;

/// <summary>
/// The one user of the outbox's connection. Takes whatever work has queued, runs it in one transaction, commits once (one fsync), then
/// answers everybody: that is the group commit. When the transaction fails, each piece is tried in one of its own.
/// </summary>
internal sealed class OutboxWorker : IAsyncDisposable
{
    private const int LargestBatch = 128;

    private readonly Channel<IWork> _queue = Channel.CreateBounded<IWork>(
        new BoundedChannelOptions(4_096) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly OutboxSession _session;
    private readonly Task _loop;

    public OutboxWorker(SqliteConnection connection)
    {
        _session = new OutboxSession(connection);
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>Runs work on the connection; done when it is durable. Work may be run twice, and must check before its first write.</summary>
    /// <exception cref="OutboxException">It could not be stored; nothing of it was.</exception>
    public async Task<T> RunAsync<T>(Func<OutboxSession, T> work, CancellationToken cancellationToken)
    {
        var item = new Work<T>(work);
        try
        {
            await _queue.Writer.WriteAsync(item, cancellationToken);
        }
        catch (ChannelClosedException e)
        {
            throw new OutboxException("The outbox is closed.", e);
        }
        // Once queued it is carried out; giving up the wait would leave the caller not knowing.
        return await item.Answer;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        _session.Dispose();
    }

    private async Task LoopAsync()
    {
        var batch = new List<IWork>(LargestBatch);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < LargestBatch && _queue.Reader.TryRead(out var work)) batch.Add(work);
            if (!TryCommit(batch) && batch.Count > 1)
            {
                foreach (var work in batch) TryCommit([work]);
            }
            foreach (var work in batch) work.Finish();
            batch.Clear();
        }
    }

    private bool TryCommit(List<IWork> batch)
    {
        try
        {
            _session.Begin();
            foreach (var work in batch) work.Run(_session);
            _session.Commit();
            return true;
        }
        catch (SqliteException e)
        {
            _session.Rollback();
            // The message of a SQLite error may hold values: only its codes go on.
            foreach (var work in batch)
                work.Fail(new OutboxException($"The outbox could not be written or read (SQLite error {e.SqliteErrorCode}, {e.SqliteExtendedErrorCode})."));
            return false;
        }
    }

    private interface IWork
    {
        void Run(OutboxSession session);

        void Fail(OutboxException error);

        void Finish();
    }

    private sealed class Work<T>(Func<OutboxSession, T> run) : IWork
    {
        private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;
        private Exception? _error;

        public Task<T> Answer => _answer.Task;

        public void Run(OutboxSession session)
        {
            _error = null;
            try
            {
                _result = run(session);
            }
            catch (Exception e) when (e is not SqliteException)
            {
                _error = e;
            }
        }

        public void Fail(OutboxException error) => _error = error;

        public void Finish()
        {
            if (_error is not null) _answer.TrySetException(_error);
            else _answer.TrySetResult(_result!);
        }
    }
}
