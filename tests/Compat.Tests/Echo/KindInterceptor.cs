using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Mash.Compat.Tests.Echo;

/// <summary>Says in a trailer which of its four members the call went through.</summary>
internal sealed class KindInterceptor : Interceptor
{
    public const string Trailer = "kind";

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        context.ResponseTrailers.Add(Trailer, nameof(MethodType.Unary));
        return base.UnaryServerHandler(request, context, continuation);
    }

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        context.ResponseTrailers.Add(Trailer, nameof(MethodType.ClientStreaming));
        return base.ClientStreamingServerHandler(requestStream, context, continuation);
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        context.ResponseTrailers.Add(Trailer, nameof(MethodType.ServerStreaming));
        return base.ServerStreamingServerHandler(request, responseStream, context, continuation);
    }

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        context.ResponseTrailers.Add(Trailer, nameof(MethodType.DuplexStreaming));
        return base.DuplexStreamingServerHandler(requestStream, responseStream, context, continuation);
    }
}
