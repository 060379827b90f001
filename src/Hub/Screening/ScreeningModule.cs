using Grpc.Core;
using Mash.Hub.Access;
using Mash.V1;

namespace Mash.Hub.Screening;

/// <summary>Registers what the screening rpcs need.</summary>
internal static class ScreeningModule
{
    public static void AddScreening(this IServiceCollection services)
    {
        services.AddSingleton<StartScreening>();
        services.AddSingleton<RateContact>();
        services.AddSingleton<ScreeningGrpcService>();
    }
}

/// <summary>mash.v1.ScreeningService: one file for each rpc beside this one.</summary>
internal sealed class ScreeningGrpcService(StartScreening start, RateContact rate) : ScreeningService.ScreeningServiceBase
{
    public override async Task<StartScreeningResponse> StartScreening(StartScreeningRequest request, ServerCallContext context) =>
        (await start.HandleAsync(request, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<RateContactResponse> RateContact(RateContactRequest request, ServerCallContext context) =>
        (await rate.HandleAsync(request, AccessInterceptor.CallerOf(context))).Value;
}
