using Mash.Identity.Audit;
using Mash.Identity.Issuing;
using Mash.Identity.Storage;
using Microsoft.EntityFrameworkCore;

namespace Mash.Identity.Keys;

/// <summary>
/// Each minute: publishes successors of keys that come of age, destroys keys that are over, and puts on the record which keys came and went,
/// by whatever hand (<c>mash cli keys</c> works on the folder while the issuers run).
/// </summary>
internal sealed partial class KeyUpkeep(Issuers issuers, IdentityStore store, ISignInAudit audit, TimeProvider clock, ILogger<KeyUpkeep> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>One round.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        foreach (var issuer in new[] { issuers.Staff, issuers.Agencies })
        {
            issuer.Keys.Maintain();
            await RecordAsync(issuer, cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
#pragma warning disable CA1031 // a failed round is tried again; it must not stop the host
            catch (Exception error) when (error is not OperationCanceledException)
#pragma warning restore CA1031
            {
                LogFailed(log, error.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RecordAsync(Issuer issuer, CancellationToken cancellationToken)
    {
        var present = issuer.Keys.Standing;
        var rows = await store.ReadAsync(
            db => db.SigningKeys.Where(row => row.Issuer == issuer.Uri && row.DestroyedTime == null).ToListAsync(cancellationToken), cancellationToken);
        foreach (var key in present.Where(key => rows.TrueForAll(row => row.KeyId != key.KeyId)))
        {
            if (!await AddAsync(issuer, key, cancellationToken))
                continue;
            await audit.RecordAsync(new KeyAct(issuer.Uri, key.KeyId, IsDestroyed: false), cancellationToken);
            LogPublished(log, key.KeyId, issuer.Uri);
        }

        foreach (var row in rows.Where(row => present.All(key => key.KeyId != row.KeyId)))
        {
            if (!await EndAsync(row, cancellationToken))
                continue;
            await audit.RecordAsync(new KeyAct(issuer.Uri, row.KeyId, IsDestroyed: true), cancellationToken);
            LogDestroyed(log, row.KeyId, issuer.Uri);
        }
    }

    /// <summary>False where another process was first.</summary>
    private Task<bool> AddAsync(Issuer issuer, SigningKeyStanding key, CancellationToken cancellationToken) => store.WriteAsync(
        async db => await db.Database.ExecuteSqlAsync(
            db.Database.IsNpgsql()
                ? $"insert into identity.signing_key (key_id, issuer, published_time) values ({key.KeyId}, {issuer.Uri}, {key.PublishedTime.UtcTicks}) on conflict do nothing"
                : (FormattableString)$"insert into signing_key (key_id, issuer, published_time) values ({key.KeyId}, {issuer.Uri}, {key.PublishedTime.UtcTicks}) on conflict do nothing",
            cancellationToken) == 1,
        cancellationToken);

    private Task<bool> EndAsync(SigningKeyRow row, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return store.WriteAsync(
            async db => await db.SigningKeys.Where(key => key.KeyId == row.KeyId && key.DestroyedTime == null)
                .ExecuteUpdateAsync(set => set.SetProperty(key => key.DestroyedTime, now), cancellationToken) == 1,
            cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Signing key {KeyId} of {Issuer} is published")]
    private static partial void LogPublished(ILogger log, string keyId, string issuer);

    [LoggerMessage(Level = LogLevel.Information, Message = "Signing key {KeyId} of {Issuer} is destroyed")]
    private static partial void LogDestroyed(ILogger log, string keyId, string issuer);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The upkeep of signing keys failed ({Error}); it is tried again")]
    private static partial void LogFailed(ILogger log, string error);
}
