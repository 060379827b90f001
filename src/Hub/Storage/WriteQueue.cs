using System.Data.Common;
using System.Threading.Channels;
using Mash.Hub.Errors;
using Mash.Hub.Storage.Keys;

namespace Mash.Hub.Storage;

/// <summary>
/// The one ordered write path. Callers hand in writes that are already validated, sealed and hashed; one writer takes whatever
/// has queued, runs it in one transaction, commits once and answers everybody. A write that throws is found by halving the
/// batch and fails alone. Reads that must be on the record enter as writes that only append a leaf.
/// </summary>
internal sealed partial class WriteQueue : IAsyncDisposable
{
    /// <summary>Most writes of one transaction.</summary>
    public const int MaxBatch = 64;

    private static readonly SqlStatement LockAudit = new("SELECT pg_advisory_xact_lock(6158206247)", 0);

    private readonly WriteServices services;
    private readonly EventSignals signals;
    private readonly ILogger<WriteQueue> logger;
    private readonly Channel<Item> channel;
    private readonly Thread thread;
    private readonly KeyWriter? keyWriter;
    private WriterConnection? hubWriter;

    public WriteQueue(WriteServices services, EventSignals signals, StorageOptions options, ILogger<WriteQueue> logger)
    {
        this.services = services;
        this.signals = signals;
        this.logger = logger;
        if (services.Database.IsSqlite)
            keyWriter = new KeyWriter(services.Database, services.Keys.Insert);
        channel = Channel.CreateBounded<Item>(new BoundedChannelOptions(options.QueueCapacity) { SingleReader = true });
        thread = new Thread(Run) { IsBackground = true, Name = "hub-writer" };
        thread.Start();
    }

    /// <summary>Runs a write and answers when it is durable.</summary>
    /// <param name="apply">Looks, checks and inserts.</param>
    /// <param name="keys">Data keys that its rows are sealed under, where they are known before it runs: they are stored beside it, even if it
    /// then inserts nothing.</param>
    /// <exception cref="ProblemException">Too many writes wait, or the database cannot write now: safe to retry.</exception>
    public Task<T> WriteAsync<T>(Func<WriteSession, T> apply, IReadOnlyList<WrappedKey>? keys = null)
    {
        var item = new Item<T>(apply) { Keys = keys ?? [] };
        if (!channel.Writer.TryWrite(item))
            throw new ProblemException(Problem.Busy(TimeSpan.FromSeconds(1)));
        return item.Task;
    }

    private void Run()
    {
        var batch = new List<Item>(MaxBatch);
        var reader = channel.Reader;
        while (reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            batch.Clear();
            while (batch.Count < MaxBatch && reader.TryRead(out var item))
                batch.Add(item);
            Commit(batch, 0, batch.Count);
        }
    }

    private void Commit(List<Item> batch, int start, int count)
    {
        try
        {
            var changed = CommitTogether(batch, start, count);
            for (var index = start; index < start + count; index++)
                batch[index].Succeed();
            signals.Raise(changed);
        }
        catch (Exception exception) when (count == 1)
        {
            LogFailed(logger, exception.GetType().Name);
            Reset(exception);
            batch[start].Fail(exception is DbException or IOException ? new ProblemException(Problem.Unavailable(TimeSpan.FromSeconds(5))) : exception);
        }
        catch (Exception exception)
        {
            Reset(exception);
            Commit(batch, start, count / 2);
            Commit(batch, start + count / 2, count - count / 2);
        }
    }

    private IReadOnlyCollection<Guid> CommitTogether(List<Item> batch, int start, int count)
    {
        hubWriter ??= new WriterConnection(services.Database.OpenWriter());
        using var transaction = hubWriter.Connection.BeginTransaction();
        using var session = new WriteSession(hubWriter, transaction, services)
        {
            DomainTime = services.Clock.GetUtcNow(),
            RealTime = services.Real.GetUtcNow(),
        };
        if (!services.Database.IsSqlite)
            session.ExecuteCounted(LockAudit);
        List<WrappedKey> brought = [.. batch.Skip(start).Take(count).SelectMany(item => item.Keys)];
        var stored = StoreKeysAsync(session, brought);
        for (var index = start; index < start + count; index++)
            batch[index].Apply(session);
        var made = StoreKeysAsync(session, session.NewKeys);
        stored.GetAwaiter().GetResult();
        made.GetAwaiter().GetResult();
        session.Complete();
        transaction.Commit();
        foreach (var key in brought.Concat(session.NewKeys))
            services.Keys.Remember(key.Key);
        return session.ChangedAgencies;
    }

    /// <summary>Keys become durable before the rows they seal: a key without rows is harmless, rows without a key are lost.</summary>
    private Task StoreKeysAsync(WriteSession session, IReadOnlyList<WrappedKey> keys)
    {
        if (keys.Count == 0)
            return Task.CompletedTask;
        object?[][] rows = [.. keys.Select(key => KeyStore.InsertValues(key, session.RealTime))];
        if (keyWriter is not null)
            return keyWriter.StoreAsync(rows);
        session.Execute(services.Keys.Insert, rows);
        return Task.CompletedTask;
    }

    private void Reset(Exception exception)
    {
        if (exception is not (DbException or IOException or InvalidOperationException))
            return;
        // A broken connection would fail every later batch.
        hubWriter?.Dispose();
        hubWriter = null;
    }

    public async ValueTask DisposeAsync()
    {
        channel.Writer.TryComplete();
        await Task.Run(thread.Join);
        hubWriter?.Dispose();
        keyWriter?.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A write failed and was rolled back: {ExceptionType}")]
    private static partial void LogFailed(ILogger logger, string exceptionType);

    private abstract class Item
    {
        public required IReadOnlyList<WrappedKey> Keys { get; init; }

        public abstract void Apply(WriteSession session);

        public abstract void Succeed();

        public abstract void Fail(Exception exception);
    }

    private sealed class Item<T>(Func<WriteSession, T> apply) : Item
    {
        private readonly TaskCompletionSource<T> source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? result;

        public Task<T> Task => source.Task;

        public override void Apply(WriteSession session) => result = apply(session);

        public override void Succeed() => source.TrySetResult(result!);

        public override void Fail(Exception exception) => source.TrySetException(exception);
    }
}
