namespace Grpc.Core;

/// <summary>What a <see cref="ContextPropagationToken"/> carries on. The packages in use do not support propagation.</summary>
public class ContextPropagationOptions
{
}

/// <summary>Carries the deadline and cancellation of one call to another. The packages in use do not support it.</summary>
public abstract class ContextPropagationToken
{
    private protected ContextPropagationToken()
    {
    }
}
