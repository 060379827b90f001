using Grpc.Core;
using Mash.V1;

namespace Mash.FrontDoor.Tests.FakeHub;

internal sealed class FakeAccess(FakeCalls calls) : AccessService.AccessServiceBase
{
    public override Task<GetMeResponse> GetMe(GetMeRequest request, ServerCallContext context) => calls.Answer<GetMeResponse>(request, context);
}

internal sealed class FakeContact(FakeCalls calls) : ContactService.ContactServiceBase
{
    public override Task<GetContactResponse> GetContact(GetContactRequest request, ServerCallContext context) => calls.Answer<GetContactResponse>(request, context);

    public override Task<ListContactsResponse> ListContacts(ListContactsRequest request, ServerCallContext context) => calls.Answer<ListContactsResponse>(request, context);

    public override Task<AddInformationResponse> AddInformation(AddInformationRequest request, ServerCallContext context) => calls.Answer<AddInformationResponse>(request, context);

    public override Task<GetProtectedAddressResponse> GetProtectedAddress(GetProtectedAddressRequest request, ServerCallContext context) => calls.Answer<GetProtectedAddressResponse>(request, context);
}

internal sealed class FakeScreening(FakeCalls calls) : ScreeningService.ScreeningServiceBase
{
    public override Task<StartScreeningResponse> StartScreening(StartScreeningRequest request, ServerCallContext context) => calls.Answer<StartScreeningResponse>(request, context);

    public override Task<RateContactResponse> RateContact(RateContactRequest request, ServerCallContext context) => calls.Answer<RateContactResponse>(request, context);
}

internal sealed class FakeDecision(FakeCalls calls) : DecisionService.DecisionServiceBase
{
    public override Task<PreviewDecisionResponse> PreviewDecision(PreviewDecisionRequest request, ServerCallContext context) => calls.Answer<PreviewDecisionResponse>(request, context);

    public override Task<DecideChildResponse> DecideChild(DecideChildRequest request, ServerCallContext context) => calls.Answer<DecideChildResponse>(request, context);

    public override Task<SendFeedbackResponse> SendFeedback(SendFeedbackRequest request, ServerCallContext context) => calls.Answer<SendFeedbackResponse>(request, context);

    public override Task<ListIndicatorsResponse> ListIndicators(ListIndicatorsRequest request, ServerCallContext context) => calls.Answer<ListIndicatorsResponse>(request, context);
}

internal sealed class FakeAlert(FakeCalls calls) : AlertService.AlertServiceBase
{
    public override Task<ListAlertsResponse> ListAlerts(ListAlertsRequest request, ServerCallContext context) => calls.Answer<ListAlertsResponse>(request, context);

    public override Task<AcknowledgeAlertResponse> AcknowledgeAlert(AcknowledgeAlertRequest request, ServerCallContext context) => calls.Answer<AcknowledgeAlertResponse>(request, context);
}

internal sealed class FakeInterest(FakeCalls calls) : InterestService.InterestServiceBase
{
    public override Task<ListInterestsResponse> ListInterests(ListInterestsRequest request, ServerCallContext context) => calls.Answer<ListInterestsResponse>(request, context);

    public override Task<DeclareInterestResponse> DeclareInterest(DeclareInterestRequest request, ServerCallContext context) => calls.Answer<DeclareInterestResponse>(request, context);

    public override Task<EndInterestResponse> EndInterest(EndInterestRequest request, ServerCallContext context) => calls.Answer<EndInterestResponse>(request, context);
}

internal sealed class FakeRota(FakeCalls calls) : RotaService.RotaServiceBase
{
    public override Task<ListDutyResponse> ListDuty(ListDutyRequest request, ServerCallContext context) => calls.Answer<ListDutyResponse>(request, context);

    public override Task<SetDutyResponse> SetDuty(SetDutyRequest request, ServerCallContext context) => calls.Answer<SetDutyResponse>(request, context);

    public override Task<RemoveDutyResponse> RemoveDuty(RemoveDutyRequest request, ServerCallContext context) => calls.Answer<RemoveDutyResponse>(request, context);
}

internal sealed class FakeMessage(FakeCalls calls) : MessageService.MessageServiceBase
{
    public override Task<ListMessagesResponse> ListMessages(ListMessagesRequest request, ServerCallContext context) => calls.Answer<ListMessagesResponse>(request, context);

    public override Task<GetMessageResponse> GetMessage(GetMessageRequest request, ServerCallContext context) => calls.Answer<GetMessageResponse>(request, context);
}

internal sealed class FakeUnusualAccess(FakeCalls calls) : UnusualAccessService.UnusualAccessServiceBase
{
    public override Task<ListFindingsResponse> ListFindings(ListFindingsRequest request, ServerCallContext context) => calls.Answer<ListFindingsResponse>(request, context);

    public override Task<GetFindingResponse> GetFinding(GetFindingRequest request, ServerCallContext context) => calls.Answer<GetFindingResponse>(request, context);

    public override Task<CloseFindingResponse> CloseFinding(CloseFindingRequest request, ServerCallContext context) => calls.Answer<CloseFindingResponse>(request, context);
}

internal sealed class FakeAgency(FakeCalls calls) : AgencyService.AgencyServiceBase
{
    public override Task<RegisterAgencyResponse> RegisterAgency(RegisterAgencyRequest request, ServerCallContext context) => calls.Answer<RegisterAgencyResponse>(request, context);

    public override Task<GetAgencyResponse> GetAgency(GetAgencyRequest request, ServerCallContext context) => calls.Answer<GetAgencyResponse>(request, context);

    public override Task<ListAgenciesResponse> ListAgencies(ListAgenciesRequest request, ServerCallContext context) => calls.Answer<ListAgenciesResponse>(request, context);

    public override Task<AddKeyResponse> AddKey(AddKeyRequest request, ServerCallContext context) => calls.Answer<AddKeyResponse>(request, context);

    public override Task<RevokeKeyResponse> RevokeKey(RevokeKeyRequest request, ServerCallContext context) => calls.Answer<RevokeKeyResponse>(request, context);

    public override Task<SuspendAgencyResponse> SuspendAgency(SuspendAgencyRequest request, ServerCallContext context) => calls.Answer<SuspendAgencyResponse>(request, context);

    public override Task<ResumeAgencyResponse> ResumeAgency(ResumeAgencyRequest request, ServerCallContext context) => calls.Answer<ResumeAgencyResponse>(request, context);

    public override Task<UpdateAgencyResponse> UpdateAgency(UpdateAgencyRequest request, ServerCallContext context) => calls.Answer<UpdateAgencyResponse>(request, context);

    public override Task<UpdateAgencyContactsResponse> UpdateAgencyContacts(UpdateAgencyContactsRequest request, ServerCallContext context) => calls.Answer<UpdateAgencyContactsResponse>(request, context);

    public override Task<SetAgencyAccessResponse> SetAgencyAccess(SetAgencyAccessRequest request, ServerCallContext context) => calls.Answer<SetAgencyAccessResponse>(request, context);

    public override Task<SetAgencyAgreementResponse> SetAgencyAgreement(SetAgencyAgreementRequest request, ServerCallContext context) => calls.Answer<SetAgencyAgreementResponse>(request, context);

    public override Task<SetJwksAddressResponse> SetJwksAddress(SetJwksAddressRequest request, ServerCallContext context) => calls.Answer<SetJwksAddressResponse>(request, context);

    public override Task<CompleteRegistrationResponse> CompleteRegistration(CompleteRegistrationRequest request, ServerCallContext context) => calls.Answer<CompleteRegistrationResponse>(request, context);

    public override Task<ListAgencyChangesResponse> ListAgencyChanges(ListAgencyChangesRequest request, ServerCallContext context) => calls.Answer<ListAgencyChangesResponse>(request, context);
}

internal sealed class FakeSession(FakeCalls calls) : SessionService.SessionServiceBase
{
    public override Task<EndSessionResponse> EndSession(EndSessionRequest request, ServerCallContext context) => calls.Answer<EndSessionResponse>(request, context);

    public override Task<KeepFormResponse> KeepForm(KeepFormRequest request, ServerCallContext context) => calls.Answer<KeepFormResponse>(request, context);

    public override Task<TakeFormResponse> TakeForm(TakeFormRequest request, ServerCallContext context) => calls.Answer<TakeFormResponse>(request, context);

    public override Task<ListSessionsResponse> ListSessions(ListSessionsRequest request, ServerCallContext context) => calls.Answer<ListSessionsResponse>(request, context);
}

internal sealed class FakeAccount(FakeCalls calls) : AccountService.AccountServiceBase
{
    public override Task<InviteAccountResponse> InviteAccount(InviteAccountRequest request, ServerCallContext context) => calls.Answer<InviteAccountResponse>(request, context);

    public override Task<LinkAccountResponse> LinkAccount(LinkAccountRequest request, ServerCallContext context) => calls.Answer<LinkAccountResponse>(request, context);

    public override Task<ListAccountsResponse> ListAccounts(ListAccountsRequest request, ServerCallContext context) => calls.Answer<ListAccountsResponse>(request, context);

    public override Task<GetAccountResponse> GetAccount(GetAccountRequest request, ServerCallContext context) => calls.Answer<GetAccountResponse>(request, context);

    public override Task<GrantRoleResponse> GrantRole(GrantRoleRequest request, ServerCallContext context) => calls.Answer<GrantRoleResponse>(request, context);

    public override Task<EndRoleResponse> EndRole(EndRoleRequest request, ServerCallContext context) => calls.Answer<EndRoleResponse>(request, context);

    public override Task<DisableAccountResponse> DisableAccount(DisableAccountRequest request, ServerCallContext context) => calls.Answer<DisableAccountResponse>(request, context);

    public override Task<EnableAccountResponse> EnableAccount(EnableAccountRequest request, ServerCallContext context) => calls.Answer<EnableAccountResponse>(request, context);

    public override Task<ResendInvitationResponse> ResendInvitation(ResendInvitationRequest request, ServerCallContext context) => calls.Answer<ResendInvitationResponse>(request, context);

    public override Task<ListOwnSignInsResponse> ListOwnSignIns(ListOwnSignInsRequest request, ServerCallContext context) => calls.Answer<ListOwnSignInsResponse>(request, context);
}
