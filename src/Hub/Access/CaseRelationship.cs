using System.Collections.Frozen;

namespace Mash.Hub.Access;

/// <summary>What may tie a caller to a contact, so that the caller has a need to know. A caller may have several.</summary>
[Flags]
internal enum CaseRelationship
{
    /// <summary>No tie: contacts look absent.</summary>
    None = 0,

    /// <summary>The caller is the agency that sent the contact, or one of its people whose work it is.</summary>
    SentByOwnAgency = 1 << 0,

    /// <summary>The caller works the hub's queue: every contact of both councils.</summary>
    WorksTheQueue = 1 << 1,

    /// <summary>A decision for one of the contact's children routed it to early help.</summary>
    RoutedToEarlyHelp = 1 << 2,

    /// <summary>A decision for one of the contact's children routed it to social work: referral, strategy discussion, or a case that is open already.</summary>
    RoutedToAssessment = 1 << 3,
}

/// <summary>
/// Which relationships give each role a need to know: one row for each role, also for those that have none. domain.md's matrix in one table;
/// docs/access.md is made from it.
/// </summary>
internal static class CaseRelationships
{
    /// <summary>Relationships by role code. A role that is not here has none.</summary>
    public static readonly FrozenDictionary<string, CaseRelationship> ByRole = new Dictionary<string, CaseRelationship>
    {
        [Roles.ContactOfficer] = CaseRelationship.WorksTheQueue,
        [Roles.SocialWorker] = CaseRelationship.WorksTheQueue,
        [Roles.SocialWorkerAsye] = CaseRelationship.WorksTheQueue,
        [Roles.Manager] = CaseRelationship.WorksTheQueue,
        [Roles.EmergencyDutyTeam] = CaseRelationship.WorksTheQueue,
        [Roles.EarlyHelpCoordinator] = CaseRelationship.RoutedToEarlyHelp,
        [Roles.AssessmentManager] = CaseRelationship.RoutedToAssessment,
        [Roles.Auditor] = CaseRelationship.None,
        [Roles.Analyst] = CaseRelationship.None,
        [Roles.PrivacyLead] = CaseRelationship.None,
        [Roles.DataSteward] = CaseRelationship.None,
        [Roles.Administrator] = CaseRelationship.None,
        [Roles.Scrutiny] = CaseRelationship.None,
        [Roles.DscpScrutineer] = CaseRelationship.None,
        [Roles.AgencyReferrer] = CaseRelationship.SentByOwnAgency,
        [Roles.AgencyResponder] = CaseRelationship.SentByOwnAgency,
        [Roles.AgencySupervisor] = CaseRelationship.SentByOwnAgency,
        [Roles.AgencyAdministrator] = CaseRelationship.None,
    }.ToFrozenDictionary();

    /// <summary>Every relationship that the caller can have to a contact at this moment.</summary>
    public static CaseRelationship Of(Caller caller) => caller.Kind switch
    {
        CallerKind.Agency => CaseRelationship.SentByOwnAgency,
        CallerKind.AgencyPerson => OfRoles(caller) & CaseRelationship.SentByOwnAgency,
        CallerKind.Staff => OfRoles(caller) & ~CaseRelationship.SentByOwnAgency,
        _ => CaseRelationship.None,
    };

    /// <summary>True for whoever works the queue: their reading counts as the hub's.</summary>
    public static bool WorksTheQueue(Caller caller) => Of(caller).HasFlag(CaseRelationship.WorksTheQueue);

    private static CaseRelationship OfRoles(Caller caller) =>
        (caller.Account?.Roles ?? (IReadOnlyCollection<string>)[]).Aggregate(CaseRelationship.None, (all, role) => all | ByRole.GetValueOrDefault(role));
}
