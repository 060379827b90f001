namespace Grpc.Core;

/// <summary>The base of all generated clients.</summary>
public abstract class ClientBase
{
    /// <summary>A client for test doubles: every call throws.</summary>
    protected ClientBase()
        : this(new MissingCallInvoker())
    {
    }

    /// <summary>A client on a channel.</summary>
    protected ClientBase(ChannelBase channel)
        : this((channel ?? throw new ArgumentNullException(nameof(channel))).CreateCallInvoker())
    {
    }

    /// <summary>A client on a call invoker.</summary>
    protected ClientBase(CallInvoker callInvoker)
        : this(new ClientBaseConfiguration(callInvoker ?? throw new ArgumentNullException(nameof(callInvoker))))
    {
    }

    /// <summary>A client with the settings of another one.</summary>
    protected ClientBase(ClientBaseConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        CallInvoker = configuration.CallInvoker;
    }

    /// <summary>Starts the calls of this client.</summary>
    protected CallInvoker CallInvoker { get; }

    /// <summary>The settings of a client.</summary>
    protected internal class ClientBaseConfiguration
    {
        internal ClientBaseConfiguration(CallInvoker callInvoker) => CallInvoker = callInvoker;

        internal CallInvoker CallInvoker { get; }
    }
}

/// <summary>The base of the generated client <typeparamref name="T"/>.</summary>
public abstract class ClientBase<T> : ClientBase
    where T : ClientBase<T>
{
    /// <inheritdoc/>
    protected ClientBase()
    {
    }

    /// <inheritdoc/>
    protected ClientBase(ChannelBase channel)
        : base(channel)
    {
    }

    /// <inheritdoc/>
    protected ClientBase(CallInvoker callInvoker)
        : base(callInvoker)
    {
    }

    /// <inheritdoc/>
    protected ClientBase(ClientBaseConfiguration configuration)
        : base(configuration)
    {
    }

    /// <summary>A client with these settings.</summary>
    protected abstract T NewInstance(ClientBaseConfiguration configuration);
}
