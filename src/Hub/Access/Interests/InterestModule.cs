using Grpc.Core;
using Mash.V1;

namespace Mash.Hub.Access.Interests;

/// <summary>Registers interests, conflicts and their rpcs.</summary>
internal static class InterestModule
{
    public static void AddInterests(this IServiceCollection services)
    {
        services.AddSingleton<ConflictDirectory>();
        services.AddSingleton<ConflictMatches>();
        services.AddSingleton<ConflictAlarm>();
        services.AddSingleton<UnusualAccess.Recording.IDeclaredInterests, DeclaredInterests>();
        services.AddSingleton<InterestSeals>();
        services.AddSingleton<DeclareInterest>();
        services.AddSingleton<EndInterest>();
        services.AddSingleton<ListInterests>();
        services.AddSingleton<InterestGrpcService>();
    }
}

/// <summary>mash.v1.InterestService: one file for each rpc beside this one.</summary>
internal sealed class InterestGrpcService(ListInterests list, DeclareInterest declare, EndInterest end) : InterestService.InterestServiceBase
{
    public override async Task<ListInterestsResponse> ListInterests(ListInterestsRequest request, ServerCallContext context) =>
        (await list.HandleAsync(request, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<DeclareInterestResponse> DeclareInterest(DeclareInterestRequest request, ServerCallContext context) =>
        (await declare.HandleAsync(request, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<EndInterestResponse> EndInterest(EndInterestRequest request, ServerCallContext context) =>
        (await end.HandleAsync(request, AccessInterceptor.CallerOf(context))).Value;
}
