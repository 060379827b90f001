using Mash.Hub.Access;

namespace Mash.Hub.UnusualAccess;

/// <summary>The one role by which a person's work is compared with that of others.</summary>
internal static class WorkingRole
{
    /// <summary>The first that a person holds counts: those whose days hold the most contacts stand first.</summary>
    private static readonly string[] Order =
    [
        Roles.EmergencyDutyTeam, Roles.Manager, Roles.ContactOfficer, Roles.SocialWorkerAsye, Roles.SocialWorker, Roles.AssessmentManager,
        Roles.EarlyHelpCoordinator, Roles.Auditor,
    ];

    /// <summary>The role; the first by name where none of the list is held.</summary>
    public static string Of(IReadOnlySet<string> roles) =>
        Array.Find(Order, roles.Contains) ?? roles.Order(StringComparer.Ordinal).FirstOrDefault() ?? "";
}
