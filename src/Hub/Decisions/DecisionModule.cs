using Grpc.Core;
using Mash.Hub.Access;
using Mash.V1;

namespace Mash.Hub.Decisions;

/// <summary>Registers what the decision rpcs need.</summary>
internal static class DecisionModule
{
    public static void AddDecisions(this IServiceCollection services)
    {
        services.AddSingleton<ListIndicators>();
        services.AddSingleton<PreviewDecision>();
        services.AddSingleton<DecideChild>();
        services.AddSingleton<SendFeedback>();
        services.AddSingleton<DecisionGrpcService>();
    }
}

/// <summary>mash.v1.DecisionService: one file for each rpc beside this one.</summary>
internal sealed class DecisionGrpcService(ListIndicators indicators, PreviewDecision preview, DecideChild decide, SendFeedback feedback)
    : DecisionService.DecisionServiceBase
{
    public override Task<ListIndicatorsResponse> ListIndicators(ListIndicatorsRequest request, ServerCallContext context) =>
        Task.FromResult(indicators.Handle());

    public override async Task<PreviewDecisionResponse> PreviewDecision(PreviewDecisionRequest request, ServerCallContext context) =>
        (await preview.HandleAsync(request, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<DecideChildResponse> DecideChild(DecideChildRequest request, ServerCallContext context) =>
        (await decide.HandleAsync(request, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<SendFeedbackResponse> SendFeedback(SendFeedbackRequest request, ServerCallContext context) =>
        (await feedback.HandleAsync(request, AccessInterceptor.CallerOf(context))).Value;
}
