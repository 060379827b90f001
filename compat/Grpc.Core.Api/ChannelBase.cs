namespace Grpc.Core;

/// <summary>A connection to a server, shared by all its clients.</summary>
public abstract class ChannelBase
{
    /// <summary>A channel to this host and port.</summary>
    protected ChannelBase(string target)
    {
        ArgumentNullException.ThrowIfNull(target);
        Target = target;
    }

    /// <summary>The host and port.</summary>
    public string Target { get; }

    /// <summary>Starts calls on this channel.</summary>
    public abstract CallInvoker CreateCallInvoker();

    /// <summary>Ends the channel.</summary>
    public Task ShutdownAsync() => ShutdownAsyncCore();

    /// <summary>Implements <see cref="ShutdownAsync"/>.</summary>
    protected virtual Task ShutdownAsyncCore() => Task.CompletedTask;
}
