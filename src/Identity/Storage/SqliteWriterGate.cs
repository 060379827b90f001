using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Mash.Identity.Storage;

/// <summary>
/// One writer at a time for one SQLite file in this process, whichever container it comes from.
/// SQLite before 3.51.3 can damage a WAL database when two connections write or checkpoint at the same instant.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A gate lives as long as the process; its semaphore has no handle to free.")]
internal sealed class SqliteWriterGate
{
    private static readonly ConcurrentDictionary<string, SqliteWriterGate> Gates = new(StringComparer.Ordinal);

    private readonly SemaphoreSlim _one = new(1, 1);

    private SqliteWriterGate()
    {
    }

    public static SqliteWriterGate For(string connectionString)
    {
        var file = Path.GetFullPath(new SqliteConnectionStringBuilder(connectionString).DataSource);
        return Gates.GetOrAdd(file, _ => new SqliteWriterGate());
    }

    /// <summary>Waits for the turn; disposing gives it back.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        return new Turn(_one);
    }

    private sealed class Turn(SemaphoreSlim one) : IDisposable
    {
        private SemaphoreSlim? _held = one;

        public void Dispose() => Interlocked.Exchange(ref _held, null)?.Release();
    }
}
