namespace Grpc.Core;

/// <summary>A call with many requests and many responses.</summary>
public sealed class AsyncDuplexStreamingCall<TRequest, TResponse> : IDisposable
{
    private readonly CallHandle call;

    /// <summary>A call that is described by delegates.</summary>
    public AsyncDuplexStreamingCall(
        IClientStreamWriter<TRequest> requestStream,
        IAsyncStreamReader<TResponse> responseStream,
        Task<Metadata> responseHeadersAsync,
        Func<Status> getStatusFunc,
        Func<Metadata> getTrailersFunc,
        Action disposeAction)
        : this(requestStream, responseStream, CallHandle.From(responseHeadersAsync, getStatusFunc, getTrailersFunc, disposeAction))
    {
    }

    /// <summary>A call that is described by delegates over one state object.</summary>
    public AsyncDuplexStreamingCall(
        IClientStreamWriter<TRequest> requestStream,
        IAsyncStreamReader<TResponse> responseStream,
        Func<object, Task<Metadata>> responseHeadersAsync,
        Func<object, Status> getStatusFunc,
        Func<object, Metadata> getTrailersFunc,
        Action<object> disposeAction,
        object state)
        : this(requestStream, responseStream, new CallHandle(responseHeadersAsync, getStatusFunc, getTrailersFunc, disposeAction, state))
    {
    }

    private AsyncDuplexStreamingCall(IClientStreamWriter<TRequest> requestStream, IAsyncStreamReader<TResponse> responseStream, CallHandle call)
    {
        RequestStream = requestStream;
        ResponseStream = responseStream;
        this.call = call;
    }

    /// <summary>Takes the requests.</summary>
    public IClientStreamWriter<TRequest> RequestStream { get; }

    /// <summary>Gives the responses; throws <see cref="RpcException"/> when the call fails.</summary>
    public IAsyncStreamReader<TResponse> ResponseStream { get; }

    /// <summary>What the server sends before the first response.</summary>
    public Task<Metadata> ResponseHeadersAsync => call.ResponseHeadersAsync;

    /// <summary>The status of the finished call.</summary>
    /// <exception cref="InvalidOperationException">The call has not finished.</exception>
    public Status GetStatus() => call.Status;

    /// <summary>What the server sent after the last response of the finished call.</summary>
    /// <exception cref="InvalidOperationException">The call has not finished.</exception>
    public Metadata GetTrailers() => call.Trailers;

    /// <summary>Cancels the call if it has not finished.</summary>
    public void Dispose() => call.Dispose();
}
