using Grpc.Core;
using Grpc.Core.Interceptors;
using Mash.Hub.Agencies;
using Mash.Hub.Audit;
using Mash.Hub.Calendar;
using Mash.Hub.Errors;
using Mash.Hub.Storage;

namespace Mash.Hub.Access;

/// <summary>
/// Stands before every rpc: no policy, no call; no token that counts, no call; not allowed, no call and a leaf that says so.
/// Handlers find the caller with <see cref="CallerOf"/>.
/// </summary>
internal sealed class AccessInterceptor(CallerResolver resolver, WriteQueue writes, UnauthenticatedCalls unauthenticated, StepUp stepUp, CallRates rates, DomainClock clock) : Interceptor
{
    private static readonly object CallerKey = new();

    /// <summary>The caller whom this interceptor let in.</summary>
    public static Caller CallerOf(ServerCallContext context) =>
        context.UserState.TryGetValue(CallerKey, out var caller) ? (Caller)caller! : Caller.Nobody;

    /// <inheritdoc />
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        await AdmitAsync(context);
        return await continuation(request, context);
    }

    /// <inheritdoc />
    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await AdmitAsync(context);
        return await continuation(requestStream, context);
    }

    /// <inheritdoc />
    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await AdmitAsync(context);
        await continuation(request, responseStream, context);
    }

    /// <inheritdoc />
    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await AdmitAsync(context);
        await continuation(requestStream, responseStream, context);
    }

    private async ValueTask AdmitAsync(ServerCallContext context)
    {
        if (!RpcPolicies.All.TryGetValue(context.Method, out var policy))
            throw new ProblemException(Problem.NotAllowed("This call is not open to anybody."));
        var address = context.GetHttpContext().Connection.RemoteIpAddress;
        if (policy.Anonymous)
        {
            rates.CountUnknown(address);
            return;
        }
        var caller = await resolver.ResolveAsync(context);
        if (caller.Kind == CallerKind.Anonymous)
        {
            unauthenticated.Count();
            rates.CountUnknown(address);
            throw new ProblemException(new Problem
            {
                Code = ProblemCode.Unauthenticated,
                Reason = "UNAUTHENTICATED",
                Message = "A valid access token is needed.",
            });
        }
        rates.Count(caller);
        if (!RpcPolicies.Allows(policy, caller))
            await RefuseAsync(context, caller, Problem.NotAllowed("Your role or scope does not allow this call."));
        if (!policy.OutsideAgreement && caller.Agency is { } agency && AgencyAgreement.RefusalOn(UkTime.DateOf(clock.GetUtcNow()), agency) is { } refusal)
            await RefuseAsync(context, caller, refusal);
        if (policy.StepUp && !stepUp.IsFresh(caller))
            await RefuseAsync(context, caller, StepUp.Required());
        context.UserState[CallerKey] = caller.Kind == CallerKind.Agency ? caller with { AssertedPractitioner = AssertedPractitioners.Read(context.RequestHeaders) } : caller;
    }

    private async Task RefuseAsync(ServerCallContext context, Caller caller, Problem problem)
    {
        var refusal = new AuditEntry
        {
            Act = "rpc.refused",
            Actor = caller.ToActor(),
            Allowed = false,
            Refusal = problem.Reason,
            Purpose = context.Method,
        };
        await writes.WriteAsync(session =>
        {
            session.Audit(refusal);
            return true;
        });
        throw new ProblemException(problem);
    }
}
