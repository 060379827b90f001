namespace Grpc.Core;

/// <summary>Adds credentials to the headers of a call.</summary>
public delegate Task AsyncAuthInterceptor(AuthInterceptorContext context, Metadata metadata);

/// <summary>The call that credentials are asked for.</summary>
public class AuthInterceptorContext
{
    /// <summary>A call that cannot be cancelled.</summary>
    public AuthInterceptorContext(string serviceUrl, string methodName)
        : this(serviceUrl, methodName, CancellationToken.None)
    {
    }

    /// <summary>A call.</summary>
    public AuthInterceptorContext(string serviceUrl, string methodName, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(serviceUrl);
        ArgumentNullException.ThrowIfNull(methodName);
        ServiceUrl = serviceUrl;
        MethodName = methodName;
        CancellationToken = cancellationToken;
    }

    /// <summary>The address of the service.</summary>
    public string ServiceUrl { get; }

    /// <summary>The name of the method.</summary>
    public string MethodName { get; }

    /// <summary>Cancelled with the call.</summary>
    public CancellationToken CancellationToken { get; }
}

/// <summary>Credentials of single calls, for instance a bearer token. They need a secure channel.</summary>
public abstract class CallCredentials
{
    /// <summary>Credentials that a delegate adds.</summary>
    public static CallCredentials FromInterceptor(AsyncAuthInterceptor interceptor)
    {
        ArgumentNullException.ThrowIfNull(interceptor);
        return new InterceptorCredentials(interceptor);
    }

    /// <summary>Several credentials, added in order.</summary>
    public static CallCredentials Compose(params CallCredentials[] credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        ArgumentOutOfRangeException.ThrowIfLessThan(credentials.Length, 2, nameof(credentials));
        return new CompositeCredentials([.. credentials]);
    }

    /// <summary>Hands these credentials to the client package.</summary>
    public abstract void InternalPopulateConfiguration(CallCredentialsConfiguratorBase configurator, object? state);

    private sealed class InterceptorCredentials(AsyncAuthInterceptor interceptor) : CallCredentials
    {
        public override void InternalPopulateConfiguration(CallCredentialsConfiguratorBase configurator, object? state) =>
            configurator.SetAsyncAuthInterceptorCredentials(state, interceptor);
    }

    private sealed class CompositeCredentials(IReadOnlyList<CallCredentials> credentials) : CallCredentials
    {
        public override void InternalPopulateConfiguration(CallCredentialsConfiguratorBase configurator, object? state) =>
            configurator.SetCompositeCredentials(state, credentials);
    }
}

/// <summary>How the client package receives call credentials.</summary>
public abstract class CallCredentialsConfiguratorBase
{
    /// <summary>Receives composed credentials.</summary>
    public abstract void SetCompositeCredentials(object? state, IReadOnlyList<CallCredentials> credentials);

    /// <summary>Receives a delegate.</summary>
    public abstract void SetAsyncAuthInterceptorCredentials(object? state, AsyncAuthInterceptor interceptor);
}
