using System.Diagnostics.CodeAnalysis;

namespace Grpc.Core;

/// <summary>On a generated service base class: the static method that binds its methods.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public class BindServiceMethodAttribute(
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.NonPublicMethods)] Type bindType,
    string bindMethodName) : Attribute
{
    /// <summary>The type that has the method.</summary>
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.NonPublicMethods)]
    public Type BindType { get; } = bindType;

    /// <summary>The name of the method; it takes a <see cref="ServiceBinderBase"/> and the service.</summary>
    public string BindMethodName { get; } = bindMethodName;
}

/// <summary>Receives the methods of a service. The handler is null where only the method is of interest.</summary>
public abstract class ServiceBinderBase
{
    /// <summary>Adds a unary method.</summary>
    public virtual void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
        where TRequest : class
        where TResponse : class => throw new NotImplementedException();

    /// <summary>Adds a client streaming method.</summary>
    public virtual void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler)
        where TRequest : class
        where TResponse : class => throw new NotImplementedException();

    /// <summary>Adds a server streaming method.</summary>
    public virtual void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
        where TRequest : class
        where TResponse : class => throw new NotImplementedException();

    /// <summary>Adds a duplex streaming method.</summary>
    public virtual void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
        where TRequest : class
        where TResponse : class => throw new NotImplementedException();
}

/// <summary>The methods of a service with their handlers.</summary>
public class ServerServiceDefinition
{
    private readonly IReadOnlyList<Action<ServiceBinderBase>> methods;

    private ServerServiceDefinition(IReadOnlyList<Action<ServiceBinderBase>> methods) => this.methods = methods;

    /// <summary>An empty builder.</summary>
    public static Builder CreateBuilder() => new();

    /// <summary>Gives every method to a binder, in order.</summary>
    public void BindService(ServiceBinderBase serviceBinder)
    {
        foreach (var bind in methods)
        {
            bind(serviceBinder);
        }
    }

    /// <summary>Collects the methods of a service.</summary>
    public class Builder
    {
        private readonly List<Action<ServiceBinderBase>> methods = [];
        private readonly HashSet<string> names = new(StringComparer.Ordinal);

        /// <summary>Adds a unary method.</summary>
        public Builder AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse> handler)
            where TRequest : class
            where TResponse : class => Add(method, binder => binder.AddMethod(method, handler));

        /// <summary>Adds a client streaming method.</summary>
        public Builder AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse> handler)
            where TRequest : class
            where TResponse : class => Add(method, binder => binder.AddMethod(method, handler));

        /// <summary>Adds a server streaming method.</summary>
        public Builder AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse> handler)
            where TRequest : class
            where TResponse : class => Add(method, binder => binder.AddMethod(method, handler));

        /// <summary>Adds a duplex streaming method.</summary>
        public Builder AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse> handler)
            where TRequest : class
            where TResponse : class => Add(method, binder => binder.AddMethod(method, handler));

        /// <summary>The definition of the methods added so far.</summary>
        public ServerServiceDefinition Build() => new([.. methods]);

        private Builder Add(IMethod method, Action<ServiceBinderBase> bind)
        {
            if (!names.Add(method.FullName))
            {
                throw new ArgumentException($"The method {method.FullName} was added before.", nameof(method));
            }

            methods.Add(bind);
            return this;
        }
    }
}
