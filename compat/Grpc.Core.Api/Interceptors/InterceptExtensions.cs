namespace Grpc.Core.Interceptors;

/// <summary>Puts interceptors in front of an invoker.</summary>
public static class CallInvokerExtensions
{
    /// <summary>Leads every call through the interceptor.</summary>
    public static CallInvoker Intercept(this CallInvoker invoker, Interceptor interceptor)
    {
        ArgumentNullException.ThrowIfNull(invoker);
        ArgumentNullException.ThrowIfNull(interceptor);
        return new InterceptingCallInvoker(invoker, interceptor);
    }

    /// <summary>Leads every call through the interceptors; the first one given runs first.</summary>
    public static CallInvoker Intercept(this CallInvoker invoker, params Interceptor[] interceptors)
    {
        ArgumentNullException.ThrowIfNull(invoker);
        ArgumentNullException.ThrowIfNull(interceptors);
        return Enumerable.Reverse(interceptors).Aggregate(invoker, Intercept);
    }

    /// <summary>Replaces the headers of every call by what the delegate makes of them.</summary>
    public static CallInvoker Intercept(this CallInvoker invoker, Func<Metadata, Metadata> interceptor)
    {
        ArgumentNullException.ThrowIfNull(interceptor);
        return invoker.Intercept(new HeaderInterceptor(interceptor));
    }
}

/// <summary>Puts interceptors in front of a channel.</summary>
public static class ChannelExtensions
{
    /// <summary>Leads every call through the interceptor.</summary>
    public static CallInvoker Intercept(this ChannelBase channel, Interceptor interceptor) => Invoker(channel).Intercept(interceptor);

    /// <summary>Leads every call through the interceptors; the first one given runs first.</summary>
    public static CallInvoker Intercept(this ChannelBase channel, params Interceptor[] interceptors) => Invoker(channel).Intercept(interceptors);

    /// <summary>Replaces the headers of every call by what the delegate makes of them.</summary>
    public static CallInvoker Intercept(this ChannelBase channel, Func<Metadata, Metadata> interceptor) => Invoker(channel).Intercept(interceptor);

    private static CallInvoker Invoker(ChannelBase channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return channel.CreateCallInvoker();
    }
}
