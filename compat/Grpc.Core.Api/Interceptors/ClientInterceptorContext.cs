namespace Grpc.Core.Interceptors;

/// <summary>The call that a client interceptor sees. The host is null for the host of the channel.</summary>
public struct ClientInterceptorContext<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options)
    where TRequest : class
    where TResponse : class
{
    /// <summary>The method.</summary>
    public Method<TRequest, TResponse> Method { get; } = method;

    /// <summary>The host.</summary>
    public string? Host { get; } = host;

    /// <summary>How the call is made.</summary>
    public CallOptions Options { get; } = options;
}
