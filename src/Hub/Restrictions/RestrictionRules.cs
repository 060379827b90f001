using Mash.Hub.Access;
using Mash.Hub.Errors;

namespace Mash.Hub.Restrictions;

/// <summary>Who may do what with a restriction: pure, over its row and the caller's roles now.</summary>
internal static class RestrictionRules
{
    private static readonly RestrictionState[] InForce = [RestrictionState.Requested, RestrictionState.Active, RestrictionState.LiftRequested];

    /// <summary>Roles of staff who may be named: those whose work is with cases.</summary>
    public static readonly IReadOnlyList<string> CaseRoles =
    [
        Roles.ContactOfficer, Roles.SocialWorker, Roles.SocialWorkerAsye, Roles.Manager, Roles.EarlyHelpCoordinator, Roles.EmergencyDutyTeam, Roles.AssessmentManager,
    ];

    /// <summary>True for those who decide about restrictions.</summary>
    public static bool Governs(Caller caller) => caller.HasRole(Roles.Manager) || caller.HasRole(Roles.PrivacyLead);

    public static bool IsInForce(RestrictionRow row) => InForce.Contains(row.State);

    /// <summary>What stands against deciding what waits; null where nothing does.</summary>
    public static Problem? AgainstDeciding(RestrictionRow row, Caller caller)
    {
        if (!Governs(caller))
            return Problem.NotAllowed("A MASH manager or the privacy lead decides.");
        var asked = row.State switch
        {
            RestrictionState.Requested => row.RequestedBy,
            RestrictionState.LiftRequested => row.LiftRequestedBy,
            _ => null,
        };
        if (row.State is not (RestrictionState.Requested or RestrictionState.LiftRequested))
            return Problem.WrongState("WRONG_STATE", "Nothing waits for a decision here.");
        return SeparationOfDuties.Check(SeparationOfDuties.RequesterNeverApproves, asked, caller);
    }

    /// <summary>What stands against reviewing it, or naming people; null where nothing does.</summary>
    public static Problem? AgainstManaging(RestrictionRow row, Caller caller)
    {
        if (!Governs(caller))
            return Problem.NotAllowed("A MASH manager or the privacy lead does this.");
        return IsInForce(row) ? null : Problem.WrongState("WRONG_STATE", "This restriction is not in force any more.");
    }

    /// <summary>True where the account may be named: hub staff whose work is with cases and whom it does not concern.</summary>
    public static bool MayBeNamed(RestrictionRow row, AccountStanding? account) =>
        account is { AgencyId: null, Disabled: false } && account.AccountId != row.ConcernsAccountId && account.Roles.Any(CaseRoles.Contains);
}
