namespace Grpc.Core;

/// <summary>How one call is made.</summary>
public struct CallOptions(
    Metadata? headers = null,
    DateTime? deadline = null,
    CancellationToken cancellationToken = default,
    WriteOptions? writeOptions = null,
    ContextPropagationToken? propagationToken = null,
    CallCredentials? credentials = null)
{
    /// <summary>What is sent before the first message.</summary>
    public Metadata? Headers { get; private set; } = headers;

    /// <summary>When the call must have ended, in UTC; null for never.</summary>
    public DateTime? Deadline { get; private set; } = deadline;

    /// <summary>Cancels the call.</summary>
    public CancellationToken CancellationToken { get; private set; } = cancellationToken;

    /// <summary>How requests are written; null for the default.</summary>
    public WriteOptions? WriteOptions { get; private set; } = writeOptions;

    /// <summary>Deadline and cancellation of the call that this one serves.</summary>
    public ContextPropagationToken? PropagationToken { get; private set; } = propagationToken;

    /// <summary>Credentials of this call, on top of those of the channel.</summary>
    public CallCredentials? Credentials { get; private set; } = credentials;

    /// <summary>Whether the call waits for a connection instead of failing at once with Unavailable.</summary>
    public bool IsWaitForReady { get; private set; }

    /// <summary>A copy with these headers.</summary>
    public readonly CallOptions WithHeaders(Metadata headers) => this with { Headers = headers };

    /// <summary>A copy with this deadline, in UTC.</summary>
    public readonly CallOptions WithDeadline(DateTime deadline) => this with { Deadline = deadline };

    /// <summary>A copy with this token.</summary>
    public readonly CallOptions WithCancellationToken(CancellationToken cancellationToken) => this with { CancellationToken = cancellationToken };

    /// <summary>A copy with these write options.</summary>
    public readonly CallOptions WithWriteOptions(WriteOptions writeOptions) => this with { WriteOptions = writeOptions };

    /// <summary>A copy that waits for a connection, or does not.</summary>
    public readonly CallOptions WithWaitForReady(bool waitForReady = true) => this with { IsWaitForReady = waitForReady };

    /// <summary>A copy with these credentials.</summary>
    public readonly CallOptions WithCredentials(CallCredentials credentials) => this with { Credentials = credentials };
}
