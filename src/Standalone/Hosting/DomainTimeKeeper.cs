using Mash.Hub.Calendar;
using Mash.Hub.Storage;

namespace Mash.Standalone.Hosting;

/// <summary>Stores a sample hub's domain time while it runs and when it stops, so that it stands still in between.</summary>
internal sealed class DomainTimeKeeper(DomainClock clock, WriteQueue writes, TimeProvider real) : BackgroundService
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Often, real);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await StoreAsync();
        }
        catch (OperationCanceledException)
        {
            // Stopping: StopAsync stores the last moment.
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await StoreAsync();
    }

    private Task StoreAsync() => clock is { HasOffset: true, IsHeld: false }
        ? writes.WriteAsync(session =>
        {
            clock.Store(session);
            return true;
        })
        : Task.CompletedTask;
}
