using Mash.Identity.Accounts;
using Mash.Identity.Sessions;
using Microsoft.EntityFrameworkCore;

namespace Mash.Identity.Storage;

/// <summary>Deletes rows whose time is over. A grant stays until its session is over, so that a late replay is still seen.</summary>
internal sealed partial class Pruning(IdentityStore store, TimeProvider clock, ILogger<Pruning> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    /// <summary>One round.</summary>
    public async Task<int> PruneAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var idleSince = now - FrontDoorSession.Idle;
        var rememberedSince = now - SignInHistoryEntry.Kept;
        return await store.WriteAsync(
            async db =>
                await db.UsedAssertions.Where(row => row.ExpiresTime <= now).ExecuteDeleteAsync(cancellationToken)
                + await db.AuthorizationRequests.Where(row => row.ExpiresTime <= now).ExecuteDeleteAsync(cancellationToken)
                + await db.PasskeyCeremonies.Where(row => row.ExpiresTime <= now).ExecuteDeleteAsync(cancellationToken)
                + await db.AuthenticatorSetups.Where(row => row.ExpiresTime <= now).ExecuteDeleteAsync(cancellationToken)
                + await db.SignInFailures.Where(row => row.ExpiresTime <= now && (row.LockedUntilTime == null || row.LockedUntilTime <= now))
                    .ExecuteDeleteAsync(cancellationToken)
                + await db.FrontDoorSessions.Where(row => row.ExpiresTime <= now || row.LastUsedTime <= idleSince).ExecuteDeleteAsync(cancellationToken)
                + await db.AccountLinks.Where(row => row.ExpiresTime <= now).ExecuteDeleteAsync(cancellationToken)
                + await db.KeptForms.Where(row => row.ExpiresTime <= now).ExecuteDeleteAsync(cancellationToken)
                + await db.SignInHistory.Where(row => row.Time <= rememberedSince).ExecuteDeleteAsync(cancellationToken)
                + await db.TokenGrants.Where(row => row.ExpiresTime <= now).ExecuteDeleteAsync(cancellationToken)
                + await db.SignInSessions.Where(row => row.ExpiresTime <= now && !db.TokenGrants.Any(grant => grant.SessionId == row.Id))
                    .ExecuteDeleteAsync(cancellationToken),
            cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var count = await PruneAsync(stoppingToken);
                LogPruned(log, count);
            }
#pragma warning disable CA1031 // a failed round is tried again; it must not stop the host
            catch (Exception error) when (error is not OperationCanceledException)
#pragma warning restore CA1031
            {
                LogFailed(log, error.GetType().Name);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Pruned {Count} rows")]
    private static partial void LogPruned(ILogger log, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Pruning failed ({Error}); it is tried again")]
    private static partial void LogFailed(ILogger log, string error);
}
