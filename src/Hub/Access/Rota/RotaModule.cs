using Grpc.Core;
using Mash.V1;

namespace Mash.Hub.Access.Rota;

/// <summary>Registers the duty rota and its rpcs.</summary>
internal static class RotaModule
{
    public static void AddRota(this IServiceCollection services)
    {
        services.AddSingleton<AccessChange>();
        services.AddSingleton<DutyRota>();
        services.AddSingleton<ListDuty>();
        services.AddSingleton<SetDuty>();
        services.AddSingleton<RemoveDuty>();
        services.AddSingleton<RotaGrpcService>();
    }
}

/// <summary>mash.v1.RotaService: one file for each rpc beside this one.</summary>
internal sealed class RotaGrpcService(ListDuty list, SetDuty set, RemoveDuty remove) : RotaService.RotaServiceBase
{
    public override async Task<ListDutyResponse> ListDuty(ListDutyRequest request, ServerCallContext context) =>
        (await list.HandleAsync(request, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<SetDutyResponse> SetDuty(SetDutyRequest request, ServerCallContext context) =>
        (await set.HandleAsync(request, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<RemoveDutyResponse> RemoveDuty(RemoveDutyRequest request, ServerCallContext context) =>
        (await remove.HandleAsync(request, AccessInterceptor.CallerOf(context))).Value;
}
