using Grpc.Core;
using Mash.Hub.Access;
using Mash.Hub.UnusualAccess.Recording;
using Mash.V1;

namespace Mash.Hub.Restrictions;

/// <summary>Registers restricted records and their rpcs.</summary>
internal static class RestrictionModule
{
    public static void AddRestrictions(this IServiceCollection services)
    {
        services.AddSingleton<RestrictionDirectory>();
        services.AddSingleton<IRecordLabels>(provider => provider.GetRequiredService<RestrictionDirectory>());
        services.AddSingleton<RestrictionFollow>();
        services.AddSingleton<RestrictionReader>();
        services.AddSingleton<RestrictionChange>();
        services.AddSingleton<RequestRestriction>();
        services.AddSingleton<DecideRestriction>();
        services.AddSingleton<ReviewRestriction>();
        services.AddSingleton<RestrictionGrants>();
        services.AddSingleton<RequestAccess>();
        services.AddSingleton<ReadRestrictions>();
        services.AddSingleton<RestrictionReviews>();
        services.AddHostedService<RestrictionUpkeep>();
        services.AddSingleton<RestrictionGrpcService>();
    }
}

/// <summary>mash.v1.RestrictionService: the handlers stand beside this file.</summary>
internal sealed class RestrictionGrpcService(
    RequestRestriction request, DecideRestriction decide, ReadRestrictions read, RestrictionGrants grants, RequestAccess requestAccess, ReviewRestriction review)
    : RestrictionService.RestrictionServiceBase
{
    public override async Task<RequestRestrictionResponse> RequestRestriction(RequestRestrictionRequest message, ServerCallContext context) =>
        (await request.HandleAsync(message, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<ListStaffResponse> ListStaff(ListStaffRequest message, ServerCallContext context) =>
        await read.ListStaffAsync(AccessInterceptor.CallerOf(context));

    public override async Task<DecideRestrictionResponse> DecideRestriction(DecideRestrictionRequest message, ServerCallContext context) =>
        (await decide.HandleAsync(message, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<ListRestrictionsResponse> ListRestrictions(ListRestrictionsRequest message, ServerCallContext context) =>
        (await read.ListAsync(message, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<GetRestrictionResponse> GetRestriction(GetRestrictionRequest message, ServerCallContext context) =>
        (await read.GetAsync(message, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<GrantAccessResponse> GrantAccess(GrantAccessRequest message, ServerCallContext context) =>
        (await grants.GrantAsync(message, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<EndAccessResponse> EndAccess(EndAccessRequest message, ServerCallContext context) =>
        (await grants.EndAsync(message, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<RequestAccessResponse> RequestAccess(RequestAccessRequest message, ServerCallContext context) =>
        (await requestAccess.HandleAsync(message, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<ReviewRestrictionResponse> ReviewRestriction(ReviewRestrictionRequest message, ServerCallContext context) =>
        (await review.HandleAsync(message, AccessInterceptor.CallerOf(context))).Value;
}
