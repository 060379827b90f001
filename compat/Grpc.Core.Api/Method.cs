namespace Grpc.Core;

/// <summary>The kind of a method.</summary>
public enum MethodType
{
    /// <summary>One request, one response.</summary>
    Unary,

    /// <summary>Many requests, one response.</summary>
    ClientStreaming,

    /// <summary>One request, many responses.</summary>
    ServerStreaming,

    /// <summary>Many requests, many responses.</summary>
    DuplexStreaming,
}

/// <summary>A method without its message types.</summary>
public interface IMethod
{
    /// <summary>The kind.</summary>
    MethodType Type { get; }

    /// <summary>The full name of the service, for instance <c>grpc.health.v1.Health</c>.</summary>
    string ServiceName { get; }

    /// <summary>The name of the method.</summary>
    string Name { get; }

    /// <summary>The path of the method: <c>/service/method</c>.</summary>
    string FullName { get; }
}

/// <summary>A method with its message types.</summary>
public class Method<TRequest, TResponse>(
    MethodType type,
    string serviceName,
    string name,
    Marshaller<TRequest> requestMarshaller,
    Marshaller<TResponse> responseMarshaller) : IMethod
{
    /// <inheritdoc/>
    public MethodType Type { get; } = type;

    /// <inheritdoc/>
    public string ServiceName { get; } = serviceName ?? throw new ArgumentNullException(nameof(serviceName));

    /// <inheritdoc/>
    public string Name { get; } = name ?? throw new ArgumentNullException(nameof(name));

    /// <inheritdoc/>
    public string FullName { get; } = $"/{serviceName}/{name}";

    /// <summary>Turns requests into bytes and back.</summary>
    public Marshaller<TRequest> RequestMarshaller { get; } = requestMarshaller ?? throw new ArgumentNullException(nameof(requestMarshaller));

    /// <summary>Turns responses into bytes and back.</summary>
    public Marshaller<TResponse> ResponseMarshaller { get; } = responseMarshaller ?? throw new ArgumentNullException(nameof(responseMarshaller));
}
