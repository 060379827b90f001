using Grpc.Core;
using Mash.Hub.Access;
using Mash.V1;

namespace Mash.Hub.Alerts;

/// <summary>Registers alerts and their rpcs.</summary>
internal static class AlertModule
{
    public static void AddAlerts(this IServiceCollection services)
    {
        services.AddSingleton<AlertOutbox>();
        services.AddSingleton<AlertReader>();
        services.AddSingleton<ListAlerts>();
        services.AddSingleton<AcknowledgeAlert>();
        services.AddSingleton<AlertGrpcService>();
    }
}

/// <summary>mash.v1.AlertService: one file for each rpc beside this one.</summary>
internal sealed class AlertGrpcService(ListAlerts list, AcknowledgeAlert acknowledge) : AlertService.AlertServiceBase
{
    public override async Task<ListAlertsResponse> ListAlerts(ListAlertsRequest request, ServerCallContext context) =>
        (await list.HandleAsync(request, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<AcknowledgeAlertResponse> AcknowledgeAlert(AcknowledgeAlertRequest request, ServerCallContext context) =>
        (await acknowledge.HandleAsync(request, AccessInterceptor.CallerOf(context))).Value;
}
