using Grpc.Core;
using Mash.Hub.Access;
using Mash.V1;

namespace Mash.Hub.Agencies;

/// <summary>mash.v1.AgencyService.</summary>
internal sealed class AgencyGrpcService(
    RegisterAgency register, ReadAgencies read, AgencyKeyActs keys, AgencyStandingActs standing,
    AgencyDetailActs details, ListAgencyChanges changes)
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

    public override async Task<UpdateAgencyResponse> UpdateAgency(UpdateAgencyRequest request, ServerCallContext context) =>
        (await details.UpdateAsync(request, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<UpdateAgencyContactsResponse> UpdateAgencyContacts(UpdateAgencyContactsRequest request, ServerCallContext context) =>
        (await details.UpdateContactsAsync(request, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<SetAgencyAccessResponse> SetAgencyAccess(SetAgencyAccessRequest request, ServerCallContext context) =>
        (await details.SetAccessAsync(request, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<SetAgencyAgreementResponse> SetAgencyAgreement(SetAgencyAgreementRequest request, ServerCallContext context) =>
        (await details.SetAgreementAsync(request, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<SetJwksAddressResponse> SetJwksAddress(SetJwksAddressRequest request, ServerCallContext context) =>
        (await keys.SetAddressAsync(request, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<CompleteRegistrationResponse> CompleteRegistration(CompleteRegistrationRequest request, ServerCallContext context) =>
        (await standing.CompleteAsync(request, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<ListAgencyChangesResponse> ListAgencyChanges(ListAgencyChangesRequest request, ServerCallContext context) =>
        (await changes.HandleAsync(request, AccessInterceptor.CallerOf(context))).Value;
}
