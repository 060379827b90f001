using Google.Protobuf.WellKnownTypes;
using Mash.V1;

namespace Mash.FrontDoor.Tests.FakeHub;

/// <summary>The answers of the hub on a made-up afternoon.</summary>
internal static class SampleAnswers
{
    public static readonly Guid UnknownId = Guid.Parse("0198c000-0000-7000-8000-00000000dead");

    public static GetMeResponse Manager => new()
    {
        Name = "Ruth Adeyemi",
        HubName = "Children’s Trust",
        SampleData = true,
        DomainTime = Timestamp.FromDateTimeOffset(Samples.Now),
        Memberships = { new Membership { Role = "manager", RoleName = "MASH manager" } },
        Areas =
        {
            Area.Queue, Area.Messages, Area.Alerts, Area.Agencies, Area.People, Area.UnusualAccess, Area.Rota, Area.Interests,
            Area.Contacts, Area.Find, Area.Restrictions, Area.EmergencyAccess,
        },
    };

    public static void Set(FakeCalls hub)
    {
        hub.On<GetMeRequest>(_ => Manager);
        hub.On<ListContactsRequest>(request => request.ReceivedAfterTime is null ? SampleQueue.Page() : new ListContactsResponse());
        hub.On<GetContactRequest>(request => new GetContactResponse { Contact = SampleContact.Marshall(Guid.Parse(request.ContactId)) });
        hub.On<AddInformationRequest>(_ => new AddInformationResponse { Etag = "2" });
        hub.On<StartScreeningRequest>(_ => new StartScreeningResponse { State = ContactState.Screening, Etag = "2" });
        hub.On<RateContactRequest>(_ => new RateContactResponse { State = ContactState.ReadyForDecision, Etag = "2" });
        hub.On<ListIndicatorsRequest>(_ => SampleThreshold.Document);
        hub.On<PreviewDecisionRequest>(SampleThreshold.Preview);
        hub.On<DecideChildRequest>(_ => new DecideChildResponse { ChildState = ChildState.Decided, ContactState = ContactState.ReadyForDecision, Etag = "2" });
        hub.On<SendFeedbackRequest>(_ => new SendFeedbackResponse { State = ContactState.Closed, Etag = "2" });
        hub.On<ListAlertsRequest>(_ => SampleAlerts.Alerts());
        hub.On<AcknowledgeAlertRequest>(_ => new AcknowledgeAlertResponse());
        hub.On<ListFindingsRequest>(_ => SampleFindings.Findings());
        hub.On<GetFindingRequest>(request => new GetFindingResponse { Finding = SampleFindings.Of(request.FindingId) });
        hub.On<CloseFindingRequest>(_ => new CloseFindingResponse { Etag = "v3" });
        hub.On<ListDutyRequest>(_ => SampleRota.Week());
        hub.On<SetDutyRequest>(_ => new SetDutyResponse { DutyId = SampleRota.DutyId });
        hub.On<RemoveDutyRequest>(_ => new RemoveDutyResponse());
        hub.On<ListInterestsRequest>(request => SampleInterests.Of(request.AccountId));
        hub.On<DeclareInterestRequest>(_ => new DeclareInterestResponse { InterestId = SampleInterests.RelativeId });
        hub.On<EndInterestRequest>(_ => new EndInterestResponse());
        hub.On<ListMessagesRequest>(_ => new ListMessagesResponse { Messages = { SampleOffice.Message("") } });
        hub.On<GetMessageRequest>(_ => new GetMessageResponse { Message = SampleOffice.Message(SampleOffice.MessageText) });
        hub.On<ListAgenciesRequest>(_ => SampleOffice.Agencies());
        hub.On<GetAgencyRequest>(SampleOffice.Get);
        hub.On<RegisterAgencyRequest>(_ => new RegisterAgencyResponse { Agency = SampleOffice.Agency(SampleOffice.BegunId, "Yarrowmead Primary School", AgencyKind.School) });
        hub.On<UpdateAgencyRequest>(_ => new UpdateAgencyResponse());
        hub.On<UpdateAgencyContactsRequest>(_ => new UpdateAgencyContactsResponse());
        hub.On<SetAgencyAccessRequest>(_ => new SetAgencyAccessResponse());
        hub.On<SetAgencyAgreementRequest>(_ => new SetAgencyAgreementResponse());
        hub.On<SetJwksAddressRequest>(_ => new SetJwksAddressResponse());
        hub.On<CompleteRegistrationRequest>(_ => new CompleteRegistrationResponse());
        hub.On<ListAgencyChangesRequest>(_ => SampleOffice.Changes());
        hub.On<AddKeyRequest>(_ => new AddKeyResponse { Key = SampleOffice.LiveKey() });
        hub.On<RevokeKeyRequest>(_ => new RevokeKeyResponse { Key = SampleOffice.LiveKey() });
        hub.On<SuspendAgencyRequest>(_ => new SuspendAgencyResponse());
        hub.On<ResumeAgencyRequest>(_ => new ResumeAgencyResponse());
        hub.On<ListSessionsRequest>(_ => SampleOffice.Sessions());
        hub.On<EndSessionRequest>(_ => new EndSessionResponse());
        hub.On<ListAccountsRequest>(_ => SamplePeople.All());
        hub.On<GetAccountRequest>(request => new GetAccountResponse { Account = SamplePeople.Nadia(request.AccountId) });
        hub.On<InviteAccountRequest>(_ => new InviteAccountResponse { AccountId = SamplePeople.NadiaId });
        hub.On<LinkAccountRequest>(_ => new LinkAccountResponse { AccountId = SamplePeople.NadiaId });
        hub.On<GrantRoleRequest>(_ => new GrantRoleResponse());
        hub.On<EndRoleRequest>(_ => new EndRoleResponse());
        hub.On<DisableAccountRequest>(_ => new DisableAccountResponse());
        hub.On<EnableAccountRequest>(_ => new EnableAccountResponse());
        hub.On<ResendInvitationRequest>(_ => new ResendInvitationResponse());
        hub.On<ListOwnSignInsRequest>(_ => SamplePeople.History());
        SampleProtection.Set(hub);
    }

    public static Timestamp At(int daysAgo, int hour, int minute) =>
        Timestamp.FromDateTimeOffset(new DateTimeOffset(Samples.Now.Date, TimeSpan.Zero).AddDays(-daysAgo).AddHours(hour).AddMinutes(minute));

    public static Date Day(int year, int month, int day) => new() { Year = year, Month = month, Day = day };
}
