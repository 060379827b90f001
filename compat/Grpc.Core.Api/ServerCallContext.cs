namespace Grpc.Core;

/// <summary>One call, as its handler sees it. The server package implements the members named Core.</summary>
public abstract class ServerCallContext
{
    private Dictionary<object, object>? userState;

    /// <summary>The path of the method: <c>/service/method</c>.</summary>
    public string Method => MethodCore;

    /// <summary>The host that the caller asked for.</summary>
    public string Host => HostCore;

    /// <summary>The address of the caller, for instance <c>ipv4:127.0.0.1:50000</c>.</summary>
    public string Peer => PeerCore;

    /// <summary>When the call must have ended, in UTC; <see cref="DateTime.MaxValue"/> without a deadline.</summary>
    public DateTime Deadline => DeadlineCore;

    /// <summary>What the caller sent before the first message.</summary>
    public Metadata RequestHeaders => RequestHeadersCore;

    /// <summary>Cancelled when the caller goes away or the deadline passes.</summary>
    public CancellationToken CancellationToken => CancellationTokenCore;

    /// <summary>What is sent after the last message.</summary>
    public Metadata ResponseTrailers => ResponseTrailersCore;

    /// <summary>The status that the call ends with when the handler returns.</summary>
    public Status Status
    {
        get => StatusCore;
        set => StatusCore = value;
    }

    /// <summary>How responses are written; null for the default.</summary>
    public WriteOptions? WriteOptions
    {
        get => WriteOptionsCore;
        set => WriteOptionsCore = value;
    }

    /// <summary>What is known of the caller's transport identity.</summary>
    public AuthContext AuthContext => AuthContextCore;

    /// <summary>Values that interceptors and the handler of one call share.</summary>
    public IDictionary<object, object> UserState => UserStateCore;

    /// <summary>Implements <see cref="Method"/>.</summary>
    protected abstract string MethodCore { get; }

    /// <summary>Implements <see cref="Host"/>.</summary>
    protected abstract string HostCore { get; }

    /// <summary>Implements <see cref="Peer"/>.</summary>
    protected abstract string PeerCore { get; }

    /// <summary>Implements <see cref="Deadline"/>.</summary>
    protected abstract DateTime DeadlineCore { get; }

    /// <summary>Implements <see cref="RequestHeaders"/>.</summary>
    protected abstract Metadata RequestHeadersCore { get; }

    /// <summary>Implements <see cref="CancellationToken"/>.</summary>
    protected abstract CancellationToken CancellationTokenCore { get; }

    /// <summary>Implements <see cref="ResponseTrailers"/>.</summary>
    protected abstract Metadata ResponseTrailersCore { get; }

    /// <summary>Implements <see cref="Status"/>.</summary>
    protected abstract Status StatusCore { get; set; }

    /// <summary>Implements <see cref="WriteOptions"/>.</summary>
    protected abstract WriteOptions? WriteOptionsCore { get; set; }

    /// <summary>Implements <see cref="AuthContext"/>.</summary>
    protected abstract AuthContext AuthContextCore { get; }

    /// <summary>Implements <see cref="UserState"/>.</summary>
    protected virtual IDictionary<object, object> UserStateCore => userState ??= [];

    /// <summary>Sends the response headers now; at most once, before the first response.</summary>
    public Task WriteResponseHeadersAsync(Metadata responseHeaders) => WriteResponseHeadersAsyncCore(responseHeaders);

    /// <summary>A token that carries the deadline and cancellation of this call to another one.</summary>
    public ContextPropagationToken CreatePropagationToken(ContextPropagationOptions? options = null) => CreatePropagationTokenCore(options);

    /// <summary>Implements <see cref="WriteResponseHeadersAsync"/>.</summary>
    protected abstract Task WriteResponseHeadersAsyncCore(Metadata responseHeaders);

    /// <summary>Implements <see cref="CreatePropagationToken"/>.</summary>
    protected abstract ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options);
}
