using Grpc.Core;
using Mash.Hub.Access;
using Mash.V1;

namespace Mash.Hub.Agencies;

/// <summary>mash.v1.AgencyService.</summary>
internal sealed class AgencyGrpcService(RegisterAgency register, ReadAgencies read, AgencyKeyActs keys, AgencyStandingActs standing)
    : AgencyService.AgencyServiceBase
{
    public override async Task<RegisterAgencyResponse> RegisterAgency(RegisterAgencyRequest request, ServerCallContext context) =>
        (await register.HandleAsync(request, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<GetAgencyResponse> GetAgency(GetAgencyRequest request, ServerCallContext context) =>
        (await read.GetAsync(request, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<ListAgenciesResponse> ListAgencies(ListAgenciesRequest request, ServerCallContext context) =>
        (await read.ListAsync(request, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<AddKeyResponse> AddKey(AddKeyRequest request, ServerCallContext context) =>
        (await keys.AddAsync(request, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<RevokeKeyResponse> RevokeKey(RevokeKeyRequest request, ServerCallContext context) =>
        (await keys.RevokeAsync(request, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<SuspendAgencyResponse> SuspendAgency(SuspendAgencyRequest request, ServerCallContext context) =>
        (await standing.SuspendAsync(request, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<ResumeAgencyResponse> ResumeAgency(ResumeAgencyRequest request, ServerCallContext context) =>
        (await standing.ResumeAsync(request, AccessInterceptor.CallerOf(context))).Value;
}
