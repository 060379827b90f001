using Grpc.Core;

namespace Mash.FrontDoor.HubClients;

/// <summary>Puts a bearer token and a deadline on every call.</summary>
/// <param name="inner">Where calls go.</param>
/// <param name="token">Gives the token; a call without one goes out bare, and the hub refuses it.</param>
/// <param name="time">Real time, for deadlines.</param>
internal sealed class BearerInvoker(CallInvoker inner, Func<CancellationToken, ValueTask<string?>> token, TimeProvider time) : CallInvoker
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly CallCredentials credentials = CallCredentials.FromInterceptor(async (context, metadata) =>
    {
        if (await token(context.CancellationToken) is { } value)
            metadata.Add("authorization", $"Bearer {value}");
    });

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        inner.BlockingUnaryCall(method, host, Complete(options), request);

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        inner.AsyncUnaryCall(method, host, Complete(options), request);

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        inner.AsyncServerStreamingCall(method, host, Complete(options), request);

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options) =>
        inner.AsyncClientStreamingCall(method, host, Complete(options));

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options) =>
        inner.AsyncDuplexStreamingCall(method, host, Complete(options));

    private CallOptions Complete(CallOptions options) =>
        options.WithCredentials(credentials).WithDeadline(options.Deadline ?? (time.GetUtcNow() + Patience).UtcDateTime);
}
