namespace Grpc.Core;

/// <summary>The state of a client channel.</summary>
public enum ConnectivityState
{
    /// <summary>Not connected and not trying.</summary>
    Idle,

    /// <summary>Connecting.</summary>
    Connecting,

    /// <summary>Connected.</summary>
    Ready,

    /// <summary>The last attempt failed; another one follows.</summary>
    TransientFailure,

    /// <summary>Disposed; the channel takes no more calls.</summary>
    Shutdown,
}
