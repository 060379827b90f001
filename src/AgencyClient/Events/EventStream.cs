using Grpc.Core;
using Mash.V1;

namespace Mash.AgencyClient;

/// <summary>One open stream of events, given up when it is silent for too long.</summary>
internal sealed class EventStream : IDisposable
{
    private readonly TimeSpan _patience;
    private readonly CancellationTokenSource _silence;
    private readonly CancellationTokenSource _ending;
    private readonly AsyncServerStreamingCall<WatchEventsResponse> _call;

    public EventStream(MashAgencyClientOptions options, HubConnection hub, AccessToken token, long after, CancellationToken cancellationToken)
    {
        Token = token;
        _patience = options.HeartbeatTimeout;
        _silence = new CancellationTokenSource(Timeout.InfiniteTimeSpan, options.TimeProvider);
        _ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _silence.Token);
        _call = hub.Events.WatchEvents(new WatchEventsRequest { AfterSequence = after }, HubConnection.OptionsFor(token, _ending.Token));
    }

    public AccessToken Token { get; }

    /// <exception cref="RpcException">The hub ended the stream, or was silent for too long (UNAVAILABLE).</exception>
    public async Task<WatchEventsResponse> NextAsync(CancellationToken cancellationToken)
    {
        _silence.CancelAfter(_patience);
        try
        {
            if (await _call.ResponseStream.MoveNext(_ending.Token)) return _call.ResponseStream.Current;
        }
        catch (Exception e) when ((e is RpcException or OperationCanceledException) && _ending.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new RpcException(new Status(StatusCode.Unavailable, "The hub was silent for too long."));
        }
        finally
        {
            _silence.CancelAfter(Timeout.InfiniteTimeSpan);
        }
        throw new RpcException(new Status(StatusCode.Unavailable, "The hub ended the stream."));
    }

    public void Dispose()
    {
        _call.Dispose();
        _ending.Dispose();
        _silence.Dispose();
    }
}
