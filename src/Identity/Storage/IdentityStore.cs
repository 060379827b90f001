using Microsoft.EntityFrameworkCore;

namespace Mash.Identity.Storage;

/// <summary>The one way to Identity's tables outside ASP.NET Core Identity's own stores.</summary>
internal sealed class IdentityStore(IDbContextFactory<IdentityDb> contexts, IdentityOptions options)
{
    private readonly SqliteWriterGate? _gate =
        options.Database.Provider == IdentityDatabaseProvider.Sqlite ? SqliteWriterGate.For(options.Database.ConnectionString) : null;

    /// <summary>Runs a query; nothing is tracked.</summary>
    public async Task<T> ReadAsync<T>(Func<IdentityDb, Task<T>> query, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return await query(db);
    }

    /// <summary>Runs one transaction: the work, then the tracked changes, then the commit. On SQLite it waits for the writer's turn.</summary>
    public async Task<T> WriteAsync<T>(Func<IdentityDb, Task<T>> work, CancellationToken cancellationToken)
    {
        using var turn = _gate is null ? null : await _gate.EnterAsync(cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var result = await work(db);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Func<IdentityDb, Task> work, CancellationToken cancellationToken) => WriteAsync(
        async db =>
        {
            await work(db);
            return true;
        },
        cancellationToken);
}
