using System.Text;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Mash.Hub.Errors;

/// <summary>
/// Gives every failure of every rpc the one error shape. An unexpected exception becomes INTERNAL without its text, which could hold
/// personal values: the log gets the method, the exception's type and its frames, never its message.
/// </summary>
/// <param name="time">Real time: deadlines are real.</param>
/// <param name="logger">Where unexpected failures go.</param>
internal sealed partial class ErrorInterceptor(TimeProvider time, ILogger<ErrorInterceptor> logger) : Interceptor
{
    private static readonly TimeSpan RetryAfterInterruption = TimeSpan.FromSeconds(2);

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception exception)
        {
            throw Translate(exception, context);
        }
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(requestStream, context);
        }
        catch (Exception exception)
        {
            throw Translate(exception, context);
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception exception)
        {
            throw Translate(exception, context);
        }
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(requestStream, responseStream, context);
        }
        catch (Exception exception)
        {
            throw Translate(exception, context);
        }
    }

    private RpcException Translate(Exception exception, ServerCallContext context)
    {
        switch (exception)
        {
            case ProblemException { Problem: var problem }:
                return ProblemStatus.ToRpcException(problem);
            case RpcException rpc:
                return WithDetails(rpc);
            case OperationCanceledException or IOException when HasEnded(context):
                return ProblemStatus.ToRpcException(Ended(context));
            case OperationCanceledException:
                // Not the caller's doing: the hub is stopping or gave up waiting for something of its own.
                LogInterrupted(context.Method);
                return ProblemStatus.ToRpcException(Problem.Unavailable(RetryAfterInterruption));
            default:
                LogUnexpected(context.Method, TypesOf(exception), FramesOf(exception));
                return ProblemStatus.ToRpcException(Problem.Internal());
        }
    }

    private bool HasEnded(ServerCallContext context) => context.CancellationToken.IsCancellationRequested || DeadlineHasPassed(context);

    private bool DeadlineHasPassed(ServerCallContext context) => context.Deadline <= time.GetUtcNow().UtcDateTime;

    private Problem Ended(ServerCallContext context) => DeadlineHasPassed(context)
        ? new()
        {
            Code = ProblemCode.DeadlineExceeded,
            Reason = ProblemReasons.DeadlineExceeded,
            Message = "The deadline of the call passed. Whether it was done is not known: repeat it with the same request_id.",
        }
        : new() { Code = ProblemCode.Cancelled, Reason = ProblemReasons.Cancelled, Message = "The call was cancelled." };

    /// <summary>A refusal by the gRPC library or by a handler without details: the same code and text in the one shape.</summary>
    private static RpcException WithDetails(RpcException exception)
    {
        if (exception.Trailers.Get(ProblemStatus.DetailsKey) is not null)
            return exception;
        var status = exception.Status;
        return ProblemStatus.ToRpcException(new Problem
        {
            Code = (ProblemCode)status.StatusCode,
            Reason = ReasonOf(status.StatusCode),
            Message = status.Detail,
        });
    }

    private static string ReasonOf(StatusCode code)
    {
        var name = code.ToString();
        var reason = new StringBuilder(name.Length + 2);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && reason.Length > 0)
                reason.Append('_');
            reason.Append(char.ToUpperInvariant(letter));
        }

        return reason.ToString();
    }

    private static string TypesOf(Exception exception)
    {
        var types = exception.GetType().FullName!;
        for (var inner = exception.InnerException; inner is not null; inner = inner.InnerException)
            types += " <- " + inner.GetType().FullName;
        return types;
    }

    private static string FramesOf(Exception exception)
    {
        var frames = new StringBuilder();
        for (var current = exception; current is not null; current = current.InnerException)
            frames.AppendLine(current.StackTrace);
        return frames.ToString();
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "{Method} failed unexpectedly: {ExceptionTypes}\n{Frames}")]
    private partial void LogUnexpected(string method, string exceptionTypes, string frames);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "{Method} was interrupted by the hub")]
    private partial void LogInterrupted(string method);
}
