namespace Mash.Hub.Access;

/// <summary>Codes of the roles that people hold: the hub's staff, and agencies' own people (<c>agency.…</c>).</summary>
internal static class Roles
{
    public const string ContactOfficer = "contact_officer";
    public const string SocialWorker = "social_worker";
    public const string SocialWorkerAsye = "social_worker_asye";
    public const string Manager = "manager";
    public const string EarlyHelpCoordinator = "eh_coordinator";
    public const string EmergencyDutyTeam = "edt";
    public const string AssessmentManager = "assessment_manager";
    public const string Auditor = "auditor";
    public const string Analyst = "analyst";
    public const string PrivacyLead = "privacy_lead";
    public const string DataSteward = "data_steward";
    public const string Administrator = "admin";
    public const string Scrutiny = "scrutiny";
    public const string DscpScrutineer = "dscp_scrutineer";

    public const string AgencyReferrer = "agency.referrer";
    public const string AgencyResponder = "agency.responder";
    public const string AgencySupervisor = "agency.supervisor";
    public const string AgencyAdministrator = "agency.admin";

    /// <summary>Each role of an agency's people in words, in the order to show them.</summary>
    public static readonly IReadOnlyDictionary<string, string> AgencyNames = new Dictionary<string, string>
    {
        [AgencyReferrer] = "Referrer",
        [AgencyResponder] = "MASH responder",
        [AgencySupervisor] = "Supervisor",
        [AgencyAdministrator] = "Agency administrator",
    };

    /// <summary>Each role of the hub's staff in words, in the order to show them.</summary>
    public static readonly IReadOnlyDictionary<string, string> Names = new Dictionary<string, string>
    {
        [ContactOfficer] = "Contact officer",
        [SocialWorker] = "Social worker",
        [SocialWorkerAsye] = "Social worker in first year (ASYE)",
        [Manager] = "MASH manager",
        [EarlyHelpCoordinator] = "Early help coordinator",
        [EmergencyDutyTeam] = "Emergency duty team",
        [AssessmentManager] = "Assessment manager",
        [Auditor] = "Quality auditor",
        [Analyst] = "Performance analyst",
        [PrivacyLead] = "Privacy lead",
        [DataSteward] = "Data steward",
        [Administrator] = "Administrator",
        [Scrutiny] = "Scrutiny",
        [DscpScrutineer] = "Partnership scrutineer",
    };
}

/// <summary>What an agency's system may do.</summary>
internal static class AgencyScopes
{
    public const string Submit = "contacts.submit";
    public const string Read = "contacts.read";
    public const string Withdraw = "contacts.withdraw";
    public const string Events = "events.read";

    public static readonly IReadOnlyList<string> All = [Submit, Read, Withdraw, Events];
}
