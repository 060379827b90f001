using Grpc.Core;
using Mash.Hub.Access;
using Mash.Hub.UnusualAccess.Detection;
using Mash.Hub.UnusualAccess.Recording;
using Mash.Hub.UnusualAccess.Review;
using Mash.V1;

namespace Mash.Hub.UnusualAccess;

/// <summary>Registers the watch on unusual access: recording, detection, review.</summary>
internal static class UnusualAccessModule
{
    public static void AddUnusualAccess(this IServiceCollection services)
    {
        services.AddSingleton<StaffNames>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<AccessRecorder>();
        services.AddSingleton<AccessFactReader>();
        services.AddSingleton<FindingBook>();
        services.AddSingleton<FindingReader>();
        services.AddSingleton<ListFindings>();
        services.AddSingleton<GetFinding>();
        services.AddSingleton<CloseFinding>();
        services.AddSingleton<AccessWatcher>();
        services.AddHostedService(provider => provider.GetRequiredService<AccessWatcher>());
        services.AddSingleton<UnusualAccessGrpcService>();
    }
}

/// <summary>mash.v1.UnusualAccessService: one file for each rpc in the folder Review.</summary>
internal sealed class UnusualAccessGrpcService(ListFindings list, GetFinding get, CloseFinding close) : UnusualAccessService.UnusualAccessServiceBase
{
    public override async Task<ListFindingsResponse> ListFindings(ListFindingsRequest request, ServerCallContext context) =>
        (await list.HandleAsync(request, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<GetFindingResponse> GetFinding(GetFindingRequest request, ServerCallContext context) =>
        (await get.HandleAsync(request, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<CloseFindingResponse> CloseFinding(CloseFindingRequest request, ServerCallContext context) =>
        (await close.HandleAsync(request, AccessInterceptor.CallerOf(context))).Value;
}
