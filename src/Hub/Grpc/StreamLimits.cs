using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Mash.Hub.Errors;

namespace Mash.Hub.Grpc;

/// <summary>
/// Bounds every call that streams requests in time and size. gRPC takes Kestrel's minimum data rate and body limit off such calls: without these
/// limits, a caller who sends a byte a minute holds a connection for ever.
/// </summary>
internal sealed class StreamLimits(CallLimits limits, TimeProvider time) : Interceptor
{
    /// <inheritdoc />
    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
        continuation(new LimitedStream<TRequest>(requestStream, limits, time), context);

    /// <inheritdoc />
    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        continuation(new LimitedStream<TRequest>(requestStream, limits, time), responseStream, context);

    private sealed class LimitedStream<T>(IAsyncStreamReader<T> inner, CallLimits limits, TimeProvider time) : IAsyncStreamReader<T>
    {
        private readonly long started = time.GetTimestamp();
        private long bytes;

        public T Current => inner.Current;

        public async Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            var left = limits.StreamDuration - time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
                throw new ProblemException(TooLong());
            using var silence = new CancellationTokenSource(left < limits.StreamIdle ? left : limits.StreamIdle, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silence.Token);
            bool more;
            try
            {
                more = await inner.MoveNext(either.Token);
            }
            catch (Exception exception) when (silence.IsCancellationRequested && !cancellationToken.IsCancellationRequested
                && exception is OperationCanceledException or RpcException or IOException)
            {
                throw new ProblemException(left < limits.StreamIdle ? TooLong() : Idle());
            }
            if (more && inner.Current is IMessage message && (bytes += message.CalculateSize()) > limits.StreamBytes)
                throw new ProblemException(TooLarge());
            return more;
        }

        private static Problem TooLong() => Ended(ProblemCode.DeadlineExceeded, "STREAM_TOO_LONG", "This stream has been open for too long. Open a new one and go on.");

        private static Problem Idle() => Ended(ProblemCode.DeadlineExceeded, "STREAM_IDLE", "Nothing came on this stream for too long. Open a new one when there is something to send.");

        private static Problem TooLarge() => Ended(ProblemCode.ResourceExhausted, "STREAM_TOO_LARGE", "This stream has carried too much. Open a new one and go on.");

        private static Problem Ended(ProblemCode code, string reason, string message) =>
            new() { Code = code, Reason = reason, Message = message, RetryDelay = TimeSpan.FromSeconds(1) };
    }
}
