namespace Grpc.Core;

/// <summary>A call that ended with another status than OK. Thrown in a handler, it sets the status of the call.</summary>
public class RpcException : Exception
{
    /// <summary>A failure without trailers.</summary>
    public RpcException(Status status)
        : this(status, Metadata.Empty)
    {
    }

    /// <summary>A failure without trailers, with its own exception message (which does not go over the wire).</summary>
    public RpcException(Status status, string message)
        : this(status, Metadata.Empty, message)
    {
    }

    /// <summary>A failure with trailers, for instance <c>grpc-status-details-bin</c>.</summary>
    public RpcException(Status status, Metadata trailers)
        : this(status, trailers, status.ToString())
    {
    }

    /// <summary>A failure with trailers and its own exception message (which does not go over the wire).</summary>
    public RpcException(Status status, Metadata trailers, string message)
        : base(message, status.DebugException)
    {
        ArgumentNullException.ThrowIfNull(trailers);
        Status = status;
        Trailers = trailers;
    }

    /// <summary>The status of the call.</summary>
    public Status Status { get; }

    /// <summary>The code of <see cref="Status"/>.</summary>
    public StatusCode StatusCode => Status.StatusCode;

    /// <summary>What the server sent after the last message.</summary>
    public Metadata Trailers { get; }
}
