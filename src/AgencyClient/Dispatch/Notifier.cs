using System.Collections.Concurrent;
using System.Threading.Channels;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Mash.AgencyClient;

/// <summary>Tells handlers and event subscribers, one after the other and apart from sending, so that a slow one holds up nothing.</summary>
internal sealed class Notifier : IAsyncDisposable
{
    private static readonly TimeSpan RepeatAfter = TimeSpan.FromMinutes(5);

    private readonly MashAgencyClientOptions _options;
    private readonly ILogger _logger;
    private readonly Action<ParkedSubmission> _parkedEvent;
    private readonly Action<AgencyAlarm> _alarmEvent;
    private readonly Channel<Func<CancellationToken, Task>> _queue = Channel.CreateUnbounded<Func<CancellationToken, Task>>();
    private readonly ConcurrentDictionary<AgencyAlarmKind, long> _lastRaised = [];
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _loop;

    public Notifier(
        MashAgencyClientOptions options, ILogger logger, Action<ParkedSubmission> parkedEvent, Action<AgencyAlarm> alarmEvent)
    {
        (_options, _logger, _parkedEvent, _alarmEvent) = (options, logger, parkedEvent, alarmEvent);
        _loop = Task.Run(LoopAsync);
    }

    public static AgencyAlarmKind AlarmOf(StatusCode code) => code switch
    {
        StatusCode.Unauthenticated => AgencyAlarmKind.NotAuthenticated,
        StatusCode.PermissionDenied => AgencyAlarmKind.NotPermitted,
        StatusCode.Unimplemented => AgencyAlarmKind.NotUnderstood,
        _ => AgencyAlarmKind.Stalled,
    };

    /// <summary>Raises a parked submission and marks it as raised when the handler has ended well.</summary>
    public void Raise(ParkedSubmission parked, OutboxStore store) => _queue.Writer.TryWrite(async cancellationToken =>
    {
        _parkedEvent(parked);
        if (_options.ParkedSubmissionHandler is { } handler) await handler.OnParkedAsync(parked, cancellationToken);
        await store.MarkRaisedAsync(parked.SubmissionId, cancellationToken);
    });

    /// <summary>Raises an alarm, unless the same kind was raised in the last five minutes.</summary>
    public void Raise(AgencyAlarmKind kind, HubFailure failure, OutboxCounts counts)
    {
        // Not by the wall clock: one that is set back must not silence alarms.
        if (_lastRaised.TryGetValue(kind, out var last) && _options.TimeProvider.GetElapsedTime(last) < RepeatAfter) return;
        _lastRaised[kind] = _options.TimeProvider.GetTimestamp();
        _logger.Alarm(kind, failure.Code, failure.Reason, counts.Queued);
        var alarm = new AgencyAlarm
        {
            Kind = kind,
            Failure = failure,
            Waiting = counts.Queued,
            WaitingSince = counts.OldestQueuedTime,
            HubTelephone = _options.HubTelephone,
        };
        _queue.Writer.TryWrite(async cancellationToken =>
        {
            _alarmEvent(alarm);
            if (_options.AlarmHandler is { } handler) await handler.OnAlarmAsync(alarm, cancellationToken);
        });
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _closing.CancelAsync();
        await _loop;
        _closing.Dispose();
    }

    private async Task LoopAsync()
    {
        await foreach (var notify in _queue.Reader.ReadAllAsync())
        {
            if (_closing.IsCancellationRequested) return;
            try
            {
                await notify(_closing.Token);
            }
            catch (Exception e)
            {
                // A handler is the caller's code: its message may hold anything, so only its type is logged.
                _logger.HandlerFailed(e.GetType().Name);
            }
        }
    }
}
