using System.Collections.Frozen;
using Mash.Hub.Contacts.States;
using static Mash.Hub.Access.Roles;

namespace Mash.Hub.Access;

/// <summary>Who may call one rpc. Everybody who is not named may not.</summary>
internal sealed record RpcPolicy
{
    /// <summary>True where nobody needs to be signed in.</summary>
    public bool Anonymous { get; init; }

    /// <summary>Scope with which an agency's system may call; null where none may.</summary>
    public string? AgencyScope { get; init; }

    /// <summary>Roles of which staff need one; empty where no staff may.</summary>
    public IReadOnlyList<string> StaffRoles { get; init; } = [];

    /// <summary>Roles of which an agency's people need one; empty where none of them may.</summary>
    public IReadOnlyList<string> AgencyRoles { get; init; } = [];

    /// <summary>True where everybody who is signed in may call.</summary>
    public bool AnyPerson { get; init; }

    /// <summary>True where a person must have proved who they are within the last five minutes (<see cref="StepUp"/>).</summary>
    public bool StepUp { get; init; }

    /// <summary>True where an agency may call also before its data-sharing agreement begins and after it has ended: about itself only.</summary>
    public bool OutsideAgreement { get; init; }

    /// <summary>Scope with which a front door may call for itself; null where none may.</summary>
    public string? FrontDoorScope { get; init; }
}

/// <summary>
/// The authority, rpc by rpc: deny by default. A test walks every service and fails for an rpc that is not here, and docs/access.md
/// is made from it.
/// </summary>
internal static class RpcPolicies
{
    private static readonly string[] CaseReaders = [ContactOfficer, SocialWorker, SocialWorkerAsye, Manager, EmergencyDutyTeam];
    private static readonly string[] Recorders = [.. CaseReaders, EarlyHelpCoordinator, AssessmentManager];
    private static readonly string[] AgencyCaseworkers = [AgencyReferrer, AgencyResponder, AgencySupervisor];
    private static readonly string[] Screeners = [SocialWorker, SocialWorkerAsye, Manager, EmergencyDutyTeam];
    private static readonly string[] Deciders = [Manager, EmergencyDutyTeam];
    private static readonly string[] RestrictionRequesters = [.. CaseReaders, EarlyHelpCoordinator];
    private static readonly string[] RestrictionApprovers = [Manager, PrivacyLead];
    private static readonly string[] BreakGlassUsers = [SocialWorker, Manager, EmergencyDutyTeam, AssessmentManager, PrivacyLead];
    private static readonly string[] Administrators = [Administrator];
    private static readonly string[] AgencyAdministrators = [AgencyAdministrator];
    private static readonly RpcPolicy PeopleReading = new() { StaffRoles = Administrators, AgencyRoles = AgencyAdministrators, OutsideAgreement = true };
    private static readonly RpcPolicy PeopleChange = PeopleReading with { StepUp = true };
    private static readonly string[] MessageReaders = [ContactOfficer, Manager, Administrator];
    private static readonly string[] PrivacyLeads = [PrivacyLead];
    private static readonly string[] RotaKeepers = [Manager, Administrator];
    private static readonly string[] Everybody = [.. Names.Keys];
    private static readonly string[] AlertReaders = [Manager, PrivacyLead, Administrator];

    /// <summary>Every rpc by full name.</summary>
    public static readonly FrozenDictionary<string, RpcPolicy> All = new Dictionary<string, RpcPolicy>
    {
        ["/mash.v1.ContactService/SubmitContact"] = new() { AgencyScope = AgencyScopes.Submit, StaffRoles = Recorders, AgencyRoles = AgencyCaseworkers },
        ["/mash.v1.ContactService/SubmitContacts"] = new() { AgencyScope = AgencyScopes.Submit },
        ["/mash.v1.ContactService/GetContact"] = new() { AgencyScope = AgencyScopes.Read, StaffRoles = [.. Recorders, PrivacyLead], AgencyRoles = AgencyCaseworkers },
        ["/mash.v1.ContactService/ListContacts"] = new() { AgencyScope = AgencyScopes.Read, StaffRoles = Recorders, AgencyRoles = AgencyCaseworkers },
        ["/mash.v1.ContactService/WithdrawContact"] = new() { AgencyScope = AgencyScopes.Withdraw, AgencyRoles = AgencyCaseworkers },
        ["/mash.v1.ContactService/AddInformation"] = new() { AgencyScope = AgencyScopes.Submit, StaffRoles = Recorders, AgencyRoles = AgencyCaseworkers },
        ["/mash.v1.ScreeningService/StartScreening"] = new() { StaffRoles = Screeners },
        ["/mash.v1.ScreeningService/RateContact"] = new() { StaffRoles = Screeners },
        ["/mash.v1.DecisionService/PreviewDecision"] = new() { StaffRoles = Deciders },
        ["/mash.v1.DecisionService/DecideChild"] = new() { StaffRoles = Deciders },
        ["/mash.v1.DecisionService/SendFeedback"] = new() { StaffRoles = [ContactOfficer, SocialWorker, SocialWorkerAsye, Manager] },
        ["/mash.v1.DecisionService/ListIndicators"] = new() { StaffRoles = CaseReaders },
        ["/mash.v1.EventService/WatchEvents"] = new() { AgencyScope = AgencyScopes.Events },
        ["/mash.v1.EventService/ListEvents"] = new() { AgencyScope = AgencyScopes.Events },
        ["/mash.v1.AgencyService/RegisterAgency"] = new() { StaffRoles = Administrators, StepUp = true },
        ["/mash.v1.AgencyService/GetAgency"] = new() { StaffRoles = Administrators, AgencyScope = AgencyScopes.Read, AgencyRoles = AgencyAdministrators, OutsideAgreement = true },
        ["/mash.v1.AgencyService/ListAgencies"] = new() { StaffRoles = Administrators },
        ["/mash.v1.AgencyService/AddKey"] = new() { StaffRoles = Administrators, AgencyRoles = AgencyAdministrators, StepUp = true, OutsideAgreement = true },
        ["/mash.v1.AgencyService/RevokeKey"] = new() { StaffRoles = Administrators, AgencyRoles = AgencyAdministrators, StepUp = true, OutsideAgreement = true },
        ["/mash.v1.AgencyService/SuspendAgency"] = new() { StaffRoles = Administrators, StepUp = true },
        ["/mash.v1.AgencyService/ResumeAgency"] = new() { StaffRoles = Administrators, StepUp = true },
        ["/mash.v1.AgencyService/UpdateAgency"] = new() { StaffRoles = Administrators },
        ["/mash.v1.AgencyService/UpdateAgencyContacts"] = new() { StaffRoles = Administrators, AgencyRoles = AgencyAdministrators, OutsideAgreement = true },
        ["/mash.v1.AgencyService/SetAgencyAccess"] = new() { StaffRoles = Administrators, StepUp = true },
        ["/mash.v1.AgencyService/SetAgencyAgreement"] = new() { StaffRoles = Administrators, StepUp = true },
        ["/mash.v1.AgencyService/SetJwksAddress"] = new() { StaffRoles = Administrators, AgencyRoles = AgencyAdministrators, StepUp = true, OutsideAgreement = true },
        ["/mash.v1.AgencyService/CompleteRegistration"] = new() { StaffRoles = Administrators, StepUp = true },
        ["/mash.v1.AgencyService/ListAgencyChanges"] = new() { StaffRoles = Administrators, AgencyRoles = AgencyAdministrators, OutsideAgreement = true },
        ["/mash.v1.MessageService/ListMessages"] = new() { StaffRoles = MessageReaders },
        ["/mash.v1.MessageService/GetMessage"] = new() { StaffRoles = MessageReaders },
        ["/mash.v1.AlertService/ListAlerts"] = new() { StaffRoles = AlertReaders },
        ["/mash.v1.AlertService/AcknowledgeAlert"] = new() { StaffRoles = AlertReaders },
        ["/mash.v1.AccountService/InviteAccount"] = PeopleChange,
        ["/mash.v1.AccountService/LinkAccount"] = PeopleChange,
        ["/mash.v1.AccountService/ListAccounts"] = PeopleReading,
        ["/mash.v1.AccountService/GetAccount"] = PeopleReading,
        ["/mash.v1.AccountService/GrantRole"] = PeopleChange,
        ["/mash.v1.AccountService/EndRole"] = PeopleChange,
        ["/mash.v1.AccountService/DisableAccount"] = PeopleChange,
        ["/mash.v1.AccountService/EnableAccount"] = PeopleChange,
        ["/mash.v1.AccountService/ResendInvitation"] = PeopleChange,
        ["/mash.v1.AccountService/ListOwnSignIns"] = new() { AnyPerson = true, OutsideAgreement = true },
        ["/mash.v1.UnusualAccessService/ListFindings"] = new() { StaffRoles = PrivacyLeads },
        ["/mash.v1.UnusualAccessService/GetFinding"] = new() { StaffRoles = PrivacyLeads },
        ["/mash.v1.UnusualAccessService/CloseFinding"] = new() { StaffRoles = PrivacyLeads },
        ["/mash.v1.InterestService/ListInterests"] = new() { StaffRoles = Everybody },
        ["/mash.v1.InterestService/DeclareInterest"] = new() { StaffRoles = Everybody },
        ["/mash.v1.InterestService/EndInterest"] = new() { StaffRoles = PrivacyLeads },
        ["/mash.v1.RotaService/ListDuty"] = new() { StaffRoles = RotaKeepers },
        ["/mash.v1.RotaService/SetDuty"] = new() { StaffRoles = RotaKeepers },
        ["/mash.v1.RotaService/RemoveDuty"] = new() { StaffRoles = RotaKeepers },
        ["/mash.v1.ContactService/GetProtectedAddress"] = new() { StaffRoles = [.. Screeners, AssessmentManager] },
        ["/mash.v1.RestrictionService/RequestRestriction"] = new() { StaffRoles = RestrictionRequesters },
        ["/mash.v1.RestrictionService/ListStaff"] = new() { StaffRoles = RestrictionRequesters },
        ["/mash.v1.RestrictionService/RequestAccess"] = new() { StaffRoles = Recorders },
        ["/mash.v1.RestrictionService/ListRestrictions"] = new() { StaffRoles = [.. Recorders, PrivacyLead] },
        ["/mash.v1.RestrictionService/GetRestriction"] = new() { StaffRoles = [.. Recorders, PrivacyLead] },
        ["/mash.v1.RestrictionService/DecideRestriction"] = new() { StaffRoles = RestrictionApprovers, StepUp = true },
        ["/mash.v1.RestrictionService/GrantAccess"] = new() { StaffRoles = RestrictionApprovers, StepUp = true },
        ["/mash.v1.RestrictionService/EndAccess"] = new() { StaffRoles = RestrictionApprovers, StepUp = true },
        ["/mash.v1.RestrictionService/ReviewRestriction"] = new() { StaffRoles = RestrictionApprovers, StepUp = true },
        ["/mash.v1.PersonService/LookUpPerson"] = new() { StaffRoles = Recorders },
        ["/mash.v1.BreakGlassService/OpenBreakGlass"] = new() { StaffRoles = BreakGlassUsers, StepUp = true },
        ["/mash.v1.BreakGlassService/CloseBreakGlass"] = new() { StaffRoles = BreakGlassUsers },
        ["/mash.v1.BreakGlassService/ListBreakGlass"] = new() { StaffRoles = BreakGlassUsers },
        ["/mash.v1.BreakGlassService/ReviewBreakGlass"] = new() { StaffRoles = [PrivacyLead], StepUp = true },
        ["/mash.v1.AccessService/GetMe"] = new() { AnyPerson = true, OutsideAgreement = true },
        ["/mash.v1.SessionService/CreateSession"] = new() { FrontDoorScope = "sessions" },
        ["/mash.v1.SessionService/GetSession"] = new() { FrontDoorScope = "sessions" },
        ["/mash.v1.SessionService/RenewSession"] = new() { FrontDoorScope = "sessions" },
        ["/mash.v1.SessionService/EndSession"] = new() { FrontDoorScope = "sessions" },
        ["/mash.v1.SessionService/ListSessions"] = new() { FrontDoorScope = "sessions" },
        ["/mash.v1.SessionService/KeepForm"] = new() { FrontDoorScope = "sessions" },
        ["/mash.v1.SessionService/TakeForm"] = new() { FrontDoorScope = "sessions" },
        ["/mash.v1.SessionService/StoreDataProtectionKey"] = new() { FrontDoorScope = "sessions" },
        ["/mash.v1.SessionService/ListDataProtectionKeys"] = new() { FrontDoorScope = "sessions" },
        ["/grpc.health.v1.Health/Check"] = new() { Anonymous = true },
        ["/grpc.health.v1.Health/Watch"] = new() { Anonymous = true },
        // The schema is public: it is in the repository and in the SDK.
        ["/grpc.reflection.v1.ServerReflection/ServerReflectionInfo"] = new() { Anonymous = true },
    }.ToFrozenDictionary();

    /// <summary>True where the caller may call the rpc of an action on a contact; a page then offers it.</summary>
    public static bool AllowsAction(ContactAction action, Caller caller) => action switch
    {
        ContactAction.StartScreening => Allows(All["/mash.v1.ScreeningService/StartScreening"], caller),
        ContactAction.Rate => Allows(All["/mash.v1.ScreeningService/RateContact"], caller),
        ContactAction.Decide => Allows(All["/mash.v1.DecisionService/DecideChild"], caller),
        ContactAction.SendFeedback => Allows(All["/mash.v1.DecisionService/SendFeedback"], caller),
        ContactAction.AddInformation => Allows(All["/mash.v1.ContactService/AddInformation"], caller),
        ContactAction.Withdraw => Allows(All["/mash.v1.ContactService/WithdrawContact"], caller),
        _ => true,
    };

    /// <summary>True where the caller may call the rpc.</summary>
    public static bool Allows(RpcPolicy policy, Caller caller) => policy.Anonymous || caller.Kind switch
    {
        CallerKind.Agency => policy.AgencyScope is { } scope && caller.Scopes.Contains(scope) && caller.Agency!.Scopes.Contains(scope),
        CallerKind.Staff => policy.AnyPerson || policy.StaffRoles.Any(caller.HasRole),
        CallerKind.AgencyPerson => policy.AnyPerson || policy.AgencyRoles.Any(caller.HasRole),
        CallerKind.FrontDoor => policy.FrontDoorScope is { } scope && caller.Scopes.Contains(scope),
        _ => false,
    };
}
