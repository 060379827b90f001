using Mash.Hub.Access.Accounts;
using Mash.Hub.Access.Interests;
using Mash.Hub.Audit;
using Mash.Hub.Storage;
using Microsoft.Extensions.Hosting;

namespace Mash.Hub.Access;

/// <summary>Counts calls without a token that counts, and puts their number on the record once a minute.</summary>
internal sealed class UnauthenticatedCalls
{
    private long count;

    public void Count() => Interlocked.Increment(ref count);

    /// <summary>The number since the last asking.</summary>
    public long Take() => Interlocked.Exchange(ref count, 0);
}

/// <summary>
/// Each minute: the leaves of calls without a token that counts and of those beyond a limit, and when keys and accounts were last used. Each
/// second: changes of access and interests by other processes.
/// </summary>
internal sealed class AccessUpkeep(
    UnauthenticatedCalls calls, CallRates rates, KeyUse keyUse, AccountUse accountUse, WriteQueue writes, AccessDirectory directory, ConflictDirectory conflicts,
    ConflictMatches matches, TimeProvider real) : BackgroundService
{
    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), real);
        var seconds = 0;
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                directory.ReloadIfChanged();
                if (conflicts.ReloadIfChanged())
                    await matches.CatchUpAsync();
                if (++seconds % 60 == 0)
                    await RecordAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The hub is stopping: the last part of a minute is recorded below.
        }
        await RecordAsync();
    }

    private async Task RecordAsync()
    {
        await keyUse.StoreAsync(writes);
        await accountUse.StoreAsync(writes);
        await CountAsync("rpc.unauthenticated", "UNAUTHENTICATED", calls.Take());
        await CountAsync("rpc.limited", CallRates.Reason, rates.TakeRefused());
    }

    private async Task CountAsync(string act, string refusal, long number)
    {
        if (number == 0)
            return;
        var entry = new AuditEntry { Act = act, Actor = AuditActor.Hub, Allowed = false, Refusal = refusal, Count = number };
        await writes.WriteAsync(session =>
        {
            session.Audit(entry);
            return true;
        });
    }
}
