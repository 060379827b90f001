using Grpc.Core;
using Mash.V1;
using Microsoft.Extensions.Logging;

namespace Mash.AgencyClient;

/// <summary>
/// The agency's events after a number, without gaps or doubles: opens the stream, notices silence and missing numbers, opens it again
/// after the last good one, and catches up by listing where the hub has forgotten too much.
/// </summary>
internal sealed class EventFeed(MashAgencyClientOptions options, HubConnection hub, Notifier notifier, ILogger logger, long after) : IDisposable
{
    private readonly BackOff _backOff = new(options.FirstRetryDelay, options.LongestRetryDelay);
    private long _last = after;
    private bool _everOpened;
    private EventStream? _stream;
    private Resynchronisation? _resync;

    /// <summary>The next step; waits for as long as nothing happens.</summary>
    /// <exception cref="MashException">The very first opening was refused for a reason that waiting does not change.</exception>
    public async Task<FeedItem> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                if (_resync is not null) return await ResynchroniseAsync(cancellationToken);
                _stream ??= await OpenAsync(cancellationToken);
                var message = await _stream.NextAsync(cancellationToken);
                _everOpened = true;
                if (Accept(message) is { } item) return item;
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.Unauthenticated && _stream is { } stream && hub.Tokens.TryReplace(stream.Token))
            {
                Close();
            }
            catch (RpcException e) when (!cancellationToken.IsCancellationRequested)
            {
                await RecoverAsync(FailureReader.Read(e), e, cancellationToken);
            }
            catch (MashException e) when (FailureKinds.Of(e.Failure.Code) != FailureKind.Park)
            {
                await RecoverAsync(e.Failure, e, cancellationToken);
            }
            catch (RpcException)
            {
                throw new OperationCanceledException(cancellationToken);
            }
        }
    }

    public void Dispose() => Close();

    private async Task<EventStream> OpenAsync(CancellationToken cancellationToken)
    {
        var token = await hub.Tokens.GetAsync(cancellationToken);
        logger.StreamOpened(_last);
        return new EventStream(options, hub, token, _last, cancellationToken);
    }

    private FeedItem? Accept(WatchEventsResponse message)
    {
        _backOff.Reset();
        switch (message.ItemCase)
        {
            case WatchEventsResponse.ItemOneofCase.Event when Follows(message.Event.Sequence):
                return new FeedItem(AgencyEvent.From(message.Event), _last = message.Event.Sequence);
            case WatchEventsResponse.ItemOneofCase.Bookmark when Follows(message.Bookmark.Sequence):
                return new FeedItem(null, _last = message.Bookmark.Sequence);
            default:
                return null;
        }
    }

    /// <summary>False for a number that was delivered before; an error for one that leaves others out.</summary>
    private bool Follows(long sequence)
    {
        if (sequence <= _last) return false;
        if (sequence == _last + 1) return true;
        logger.EventGap(sequence, _last + 1);
        throw FailureReader.ToException(
            new HubFailure { Code = StatusCode.DataLoss, Reason = "EVENT_GAP", Message = $"Event {_last + 1} is missing before {sequence}." }, null);
    }

    private async Task RecoverAsync(HubFailure failure, Exception cause, CancellationToken cancellationToken)
    {
        Close();
        if (failure.Code == StatusCode.OutOfRange && _resync is null)
        {
            _resync = Resynchronisation.After(hub, failure, _last);
            logger.Resynchronising(_last, _resync.ResumeSequence);
            return;
        }
        var kind = FailureKinds.Of(failure.Code);
        if (kind is FailureKind.Park || (kind is FailureKind.Alarm && !_everOpened)) throw FailureReader.ToException(failure, cause);
        if (kind is FailureKind.Alarm) notifier.Raise(Notifier.AlarmOf(failure.Code), failure, new OutboxCounts());
        else if (failure.Reason == "EVENT_GAP") notifier.Raise(AgencyAlarmKind.EventGap, failure, new OutboxCounts());
        var delay = _backOff.Next(failure.RetryDelay);
        logger.StreamLost(_last, failure.Code, delay.TotalSeconds);
        await options.WaitAsync(delay, cancellationToken);
    }

    private async Task<FeedItem> ResynchroniseAsync(CancellationToken cancellationToken)
    {
        if (await _resync!.NextAsync(cancellationToken) is { } contact)
        {
            var listed = new ContactListed
            {
                Sequence = 0,
                Contact = contact,
                ContactId = contact.ContactId,
                Reference = contact.Reference,
                SenderReference = contact.SenderReference,
            };
            return new FeedItem(listed, null);
        }
        _last = _resync.ResumeSequence;
        _resync = null;
        return new FeedItem(new ContactsResynchronised { Sequence = _last }, _last);
    }

    private void Close()
    {
        _stream?.Dispose();
        _stream = null;
    }
}
