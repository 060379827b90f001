namespace Grpc.Core;

/// <summary>Reads a stream of messages.</summary>
public interface IAsyncStreamReader<out T>
{
    /// <summary>The message that the last <see cref="MoveNext"/> found.</summary>
    T Current { get; }

    /// <summary>Waits for the next message; false at the end of the stream.</summary>
    Task<bool> MoveNext(CancellationToken cancellationToken);
}

/// <summary>Writes a stream of messages, one at a time.</summary>
public interface IAsyncStreamWriter<in T>
{
    /// <summary>How the following messages are written; null for the default.</summary>
    WriteOptions? WriteOptions { get; set; }

    /// <summary>Writes one message; the next write may start when the task has ended.</summary>
    Task WriteAsync(T message);

    /// <summary>Writes one message; cancelling ends the whole call.</summary>
    Task WriteAsync(T message, CancellationToken cancellationToken) => cancellationToken.CanBeCanceled
        ? throw new NotSupportedException("This stream writer cannot cancel a write.")
        : WriteAsync(message);
}

/// <summary>Writes the responses of a call.</summary>
public interface IServerStreamWriter<in T> : IAsyncStreamWriter<T>
{
}

/// <summary>Writes the requests of a call.</summary>
public interface IClientStreamWriter<in T> : IAsyncStreamWriter<T>
{
    /// <summary>Says that no more requests follow.</summary>
    Task CompleteAsync();
}
