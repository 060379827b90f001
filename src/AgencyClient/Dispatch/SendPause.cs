using Microsoft.Extensions.Logging;

namespace Mash.AgencyClient;

/// <summary>Holds back all sending after a failure that concerns all of it. Many failures of one moment count as one.</summary>
internal sealed class SendPause(MashAgencyClientOptions options, ILogger logger)
{
    private readonly Lock _gate = new();
    private readonly BackOff _backOff = new(options.FirstRetryDelay, options.LongestRetryDelay);
    private Task _pause = Task.CompletedTask;

    public bool IsPaused => !_pause.IsCompleted;

    /// <summary>True where this began a pause; false where one was under way, which the hub's hint may have lengthened.</summary>
    public bool Begin(HubFailure failure, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (IsPaused)
            {
                if (failure.RetryDelay is { } hint) _pause = Task.WhenAll(_pause, options.WaitAsync(hint, cancellationToken));
                return false;
            }
            var delay = _backOff.Next(failure.RetryDelay);
            logger.Paused(delay.TotalSeconds, failure.Code, failure.Reason);
            _pause = options.WaitAsync(delay, cancellationToken);
            return true;
        }
    }

    public void Succeeded() => _backOff.Reset();

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        while (IsPaused)
        {
            Task pause;
            lock (_gate) pause = _pause;
            await pause.WaitAsync(cancellationToken);
        }
    }
}
