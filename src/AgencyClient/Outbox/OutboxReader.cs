using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Mash.AgencyClient;

/// <summary>Reads an outbox: what waits, what is parked, what was accepted.</summary>
public class OutboxReader : IAsyncDisposable
{
    private const int PageSize = 200;

    private readonly Func<CancellationToken, Task<OutboxRows>> _rows;
    private readonly OutboxRunner _run;
    private readonly IAsyncDisposable? _owned;

    private protected OutboxReader(Func<CancellationToken, Task<OutboxRows>> rows, OutboxRunner run, IAsyncDisposable? owned) =>
        (_rows, _run, _owned) = (rows, run, owned);

    /// <summary>Runs work on the outbox's connection.</summary>
    private protected delegate Task<object?> OutboxRunner(Func<OutboxSession, object?> work, CancellationToken cancellationToken);

    /// <summary>Opens an outbox for reading, also while another process sends from it. Writes nothing.</summary>
    /// <param name="options">Where the outbox and its key are; the hub is not called.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The reader; dispose it.</returns>
    /// <exception cref="OutboxException">There is no outbox, or it cannot be opened.</exception>
    public static async Task<OutboxReader> OpenAsync(MashAgencyClientOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!File.Exists(Path.Combine(options.OutboxDirectory, OutboxSchema.DatabaseName)))
            throw new OutboxException("There is no outbox in OutboxDirectory.");
        SqliteConnection? connection = null;
        try
        {
            connection = OutboxSchema.Open(options.OutboxDirectory, readOnly: true);
            var keys = await OutboxKeys.LoadAsync(
                connection, OutboxStore.KeyProvider(options), options.TimeProvider.GetUtcNow(), readOnly: true, cancellationToken);
            var rows = new OutboxRows(keys, options.HubTelephone);
            var worker = new OutboxWorker(connection);
            return new OutboxReader(_ => Task.FromResult(rows), worker.RunAsync, worker);
        }
        catch (Exception e)
        {
            connection?.Dispose();
            if (e is SqliteException sqlite) throw new OutboxException($"The outbox cannot be opened (SQLite error {sqlite.SqliteErrorCode}).");
            throw;
        }
    }

    /// <summary>Lists submissions in the order of their acceptance here.</summary>
    /// <param name="status">Only these; <see cref="SubmissionStatus.Sending"/> means queued. Null for all.</param>
    /// <param name="cancellationToken">Ends the listing early.</param>
    /// <returns>The submissions, read page by page.</returns>
    public async IAsyncEnumerable<OutboxEntry> ListAsync(
        SubmissionStatus? status = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var rows = await _rows(cancellationToken);
        var after = 0L;
        while (true)
        {
            var page = await RunAsync(session => rows.Page(session, status, after, PageSize), cancellationToken);
            foreach (var entry in page) yield return entry;
            if (page.Count < PageSize) yield break;
            after = page[^1].Position;
        }
    }

    /// <summary>Counts submissions by state.</summary>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The counts.</returns>
    public Task<OutboxCounts> CountAsync(CancellationToken cancellationToken = default) => RunAsync(OutboxRows.Count, cancellationToken);

    /// <summary>One submission.</summary>
    /// <param name="submissionId">Its id.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The submission, or null where this outbox does not know it.</returns>
    public async Task<OutboxEntry?> FindAsync(Guid submissionId, CancellationToken cancellationToken = default)
    {
        var rows = await _rows(cancellationToken);
        return await RunAsync(session => rows.Find(session, submissionId), cancellationToken);
    }

    /// <summary>Closes what <see cref="OpenAsync"/> opened. The outbox of a client closes with the client.</summary>
    /// <returns>Done when closed.</returns>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_owned is not null) await _owned.DisposeAsync();
    }

    private async Task<T> RunAsync<T>(Func<OutboxSession, T> work, CancellationToken cancellationToken) =>
        (T)(await _run(session => work(session), cancellationToken))!;
}
