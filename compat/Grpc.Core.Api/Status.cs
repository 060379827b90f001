namespace Grpc.Core;

/// <summary>The outcome of a call: a code and a text for developers.</summary>
public struct Status
{
    /// <summary><see cref="StatusCode.OK"/> without text.</summary>
    public static readonly Status DefaultSuccess = new(StatusCode.OK, "");

    /// <summary><see cref="StatusCode.Cancelled"/> without text.</summary>
    public static readonly Status DefaultCancelled = new(StatusCode.Cancelled, "");

    /// <summary>A status as it goes over the wire.</summary>
    public Status(StatusCode statusCode, string detail)
        : this(statusCode, detail, null)
    {
    }

    /// <summary>A status with the local exception behind it, which never goes over the wire.</summary>
    public Status(StatusCode statusCode, string detail, Exception? debugException)
    {
        StatusCode = statusCode;
        Detail = detail;
        DebugException = debugException;
    }

    /// <summary>The code.</summary>
    public StatusCode StatusCode { get; }

    /// <summary>The text, sent in <c>grpc-message</c>.</summary>
    public string Detail { get; }

    /// <summary>The local cause, if there is one.</summary>
    public Exception? DebugException { get; }

    /// <inheritdoc/>
    public override readonly string ToString() => DebugException is null
        ? $"Status(StatusCode=\"{StatusCode}\", Detail=\"{Detail}\")"
        : $"Status(StatusCode=\"{StatusCode}\", Detail=\"{Detail}\", DebugException=\"{DebugException.GetType()}: {DebugException.Message}\")";
}
