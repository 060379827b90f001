using Microsoft.Extensions.Logging;

namespace Mash.AgencyClient;

/// <summary>
/// Carries the outbox to the hub: one call each while few wait, a bulk stream when many do. Whatever happens to a call, its submission is
/// settled by an answer or goes back into the queue under the same id; the hub knows the id, so nothing arrives twice.
/// </summary>
internal sealed class Dispatcher : IAsyncDisposable
{
    private const int UnarySlots = 8;

    /// <summary>From this many ready submissions on a stream is worth its opening.</summary>
    private const int BulkFrom = 16;

    private static readonly TimeSpan HouseKeepingEvery = TimeSpan.FromHours(12);

    private readonly MashAgencyClientOptions _options;
    private readonly OutboxStore _store;
    private readonly Settler _settler;
    private readonly UnarySender _unary;
    private readonly BulkSender _bulk;
    private readonly SendPause _pause;
    private readonly Notifier _notifier;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly HashSet<Task> _running = [];
    private readonly Task _loop;
    private DateTimeOffset _houseKept;

    public Dispatcher(MashAgencyClientOptions options, OutboxStore store, HubConnection hub, Notifier notifier, ILogger logger)
    {
        (_options, _store, _notifier, _logger) = (options, store, notifier, logger);
        _pause = new SendPause(options, logger);
        _settler = new Settler(options, store, _pause, notifier, logger, _stopping.Token);
        _unary = new UnarySender(hub, _settler);
        _bulk = new BulkSender(options, hub, store, _settler, _pause, logger);
        _houseKept = options.TimeProvider.GetUtcNow();
        _loop = Task.Run(LoopAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _loop;
        await _settler.DrainAsync();
        _stopping.Dispose();
    }

    private async Task LoopAsync()
    {
        var failures = new BackOff(_options.FirstRetryDelay, _options.LongestRetryDelay);
        var raised = false;
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                if (!raised) raised = await RaiseForgottenAsync();
                await RoundAsync(_stopping.Token);
                failures.Reset();
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                // A full disk, most likely. The dispatcher must outlive it: what is in the outbox has nobody else.
                var delay = failures.Next(null);
                _logger.DispatchFailed(e, delay.TotalSeconds);
                await _options.WaitAsync(delay, _stopping.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
        await Task.WhenAll(_running).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private async Task RoundAsync(CancellationToken cancellationToken)
    {
        await _pause.WaitAsync(cancellationToken);
        await KeepHouseAsync(cancellationToken);
        _running.RemoveWhere(task => task.IsCompleted);
        var room = UnarySlots - _running.Count;
        var items = room <= 0 ? [] : await _store.TakeAsync(_bulk.Suspect ? room : BulkFrom, cancellationToken);
        if (items.Count == 0)
        {
            await _store.WorkArrived.WaitAsync(cancellationToken);
            return;
        }
        if (items.Count >= BulkFrom)
        {
            await _bulk.SendAsync(items, cancellationToken);
            return;
        }
        foreach (var item in items.Take(room)) _running.Add(SendOneAsync(item, cancellationToken));
        foreach (var item in items.Skip(room)) _store.Release(item);
    }

    private async Task SendOneAsync(OutboxItem item, CancellationToken cancellationToken)
    {
        if (await _unary.SendAsync(item, cancellationToken)) _bulk.Suspect = false;
        _store.WorkArrived.Set();
    }

    private async Task<bool> RaiseForgottenAsync()
    {
        foreach (var parked in await _store.ListUnraisedAsync(_stopping.Token)) _notifier.Raise(parked, _store);
        return true;
    }

    private async Task KeepHouseAsync(CancellationToken cancellationToken)
    {
        var now = _options.TimeProvider.GetUtcNow();
        if (now - _houseKept < HouseKeepingEvery) return;
        _houseKept = now;
        await _store.ForgetOldAsync(cancellationToken);
    }
}
