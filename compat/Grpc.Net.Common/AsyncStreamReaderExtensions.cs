using System.Runtime.CompilerServices;

namespace Grpc.Core;

/// <summary>Reads a message stream with <c>await foreach</c>.</summary>
public static class AsyncStreamReaderExtensions
{
    /// <summary>All remaining messages. Throws <see cref="RpcException"/> when the stream ends with an error.</summary>
    public static IAsyncEnumerable<T> ReadAllAsync<T>(this IAsyncStreamReader<T> streamReader, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(streamReader);
        return ReadRemainingAsync(streamReader, cancellationToken);
    }

    private static async IAsyncEnumerable<T> ReadRemainingAsync<T>(
        IAsyncStreamReader<T> streamReader,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await streamReader.MoveNext(cancellationToken).ConfigureAwait(false))
        {
            yield return streamReader.Current;
        }
    }
}
