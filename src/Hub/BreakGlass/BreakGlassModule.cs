using Grpc.Core;
using Mash.Hub.Access;
using Mash.V1;

namespace Mash.Hub.BreakGlass;

/// <summary>Registers emergency access and its rpcs.</summary>
internal static class BreakGlassModule
{
    public static void AddBreakGlass(this IServiceCollection services)
    {
        services.AddSingleton<OpenBreakGlass>();
        services.AddSingleton<CloseBreakGlass>();
        services.AddSingleton<ListBreakGlass>();
        services.AddSingleton<ReviewBreakGlass>();
        services.AddSingleton<BreakGlassGrpcService>();
    }
}

/// <summary>mash.v1.BreakGlassService: one file for each rpc beside this one.</summary>
internal sealed class BreakGlassGrpcService(OpenBreakGlass open, CloseBreakGlass close, ListBreakGlass list, ReviewBreakGlass review)
    : BreakGlassService.BreakGlassServiceBase
{
    public override async Task<OpenBreakGlassResponse> OpenBreakGlass(OpenBreakGlassRequest request, ServerCallContext context) =>
        (await open.HandleAsync(request, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<CloseBreakGlassResponse> CloseBreakGlass(CloseBreakGlassRequest request, ServerCallContext context) =>
        (await close.HandleAsync(request, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<ListBreakGlassResponse> ListBreakGlass(ListBreakGlassRequest request, ServerCallContext context) =>
        (await list.HandleAsync(request, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<ReviewBreakGlassResponse> ReviewBreakGlass(ReviewBreakGlassRequest request, ServerCallContext context) =>
        (await review.HandleAsync(request, AccessInterceptor.CallerOf(context))).Value;
}
