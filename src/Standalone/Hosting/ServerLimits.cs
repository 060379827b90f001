using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Mash.Standalone.Hosting;

/// <summary>
/// What one server takes from one connection and one request. Every limit of every server stands here; how much one caller may call, and
/// what a stream may carry, is <see cref="Mash.Hub.Grpc.CallLimits"/>.
/// </summary>
internal sealed record ServerLimits
{
    /// <summary>The hub's gRPC server. A body has no limit of its own: each message has (1 MB), and each stream (<see cref="Mash.Hub.Grpc.CallLimits"/>).</summary>
    public static readonly ServerLimits Hub = new() { Connections = 2000, BodyBytes = null };

    /// <summary>The pages: forms and uploads of at most 12 MB.</summary>
    public static readonly ServerLimits FrontDoor = new() { Connections = 1000, BodyBytes = 12 * 1024 * 1024 };

    /// <summary>The issuers: small forms only.</summary>
    public static readonly ServerLimits Issuer = new() { Connections = 1000, BodyBytes = 64 * 1024 };

    /// <summary>Connections at a time.</summary>
    public required int Connections { get; init; }

    /// <summary>Bytes of a request's body; null for none.</summary>
    public required long? BodyBytes { get; init; }

    /// <summary>Bytes of all headers of a request together.</summary>
    public int HeaderBytes { get; init; } = 16 * 1024;

    /// <summary>Time for all headers of a request to arrive.</summary>
    public TimeSpan HeadersTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Silence after which an HTTP/2 connection is pinged.</summary>
    public TimeSpan PingDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time to answer that ping; then the connection is closed.</summary>
    public TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Sets them. The Server header goes too: it tells attackers a version.</summary>
    public void Apply(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = Connections;
        kestrel.Limits.MaxConcurrentUpgradedConnections = 0;
        kestrel.Limits.MaxRequestBodySize = BodyBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = HeaderBytes;
        kestrel.Limits.RequestHeadersTimeout = HeadersTimeout;
        kestrel.Limits.Http2.KeepAlivePingDelay = PingDelay;
        kestrel.Limits.Http2.KeepAlivePingTimeout = PingTimeout;
    }
}
