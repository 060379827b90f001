using Mash.V1;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Mash.FrontDoor.Pages.Accounts;

/// <summary>Accounts in words, and what can be chosen about them.</summary>
internal static class AccountWords
{
    /// <summary>Roles of the hub's staff: code and words, in the order to offer them.</summary>
    public static IReadOnlyList<(string Role, string Words)> HubRoles { get; } =
    [
        ("contact_officer", "Contact officer"),
        ("social_worker", "Social worker"),
        ("social_worker_asye", "Social worker in first year (ASYE)"),
        ("manager", "MASH manager"),
        ("eh_coordinator", "Early help coordinator"),
        ("edt", "Emergency duty team"),
        ("assessment_manager", "Assessment manager"),
        ("auditor", "Quality auditor"),
        ("analyst", "Performance analyst"),
        ("privacy_lead", "Privacy lead"),
        ("data_steward", "Data steward"),
        ("admin", "Administrator"),
        ("scrutiny", "Scrutiny"),
        ("dscp_scrutineer", "Partnership scrutineer"),
    ];

    /// <summary>Roles of an agency's people.</summary>
    public static IReadOnlyList<(string Role, string Words)> AgencyRoles { get; } =
    [
        ("agency.referrer", "Referrer"),
        ("agency.responder", "MASH responder"),
        ("agency.supervisor", "Supervisor"),
        ("agency.admin", "Agency administrator"),
    ];

    public static IEnumerable<SelectListItem> States =>
        Enum.GetValues<AccountState>().Where(state => state != AccountState.Unspecified).Select(state => new SelectListItem(State(state), state.ToString()));

    public static string State(AccountState state) => state switch
    {
        AccountState.Invited => "Invited",
        AccountState.Open => "Open",
        AccountState.Disabled => "Closed",
        _ => "Not said",
    };

    public static string Closed(DisabledReason reason) => reason switch
    {
        DisabledReason.Dormant => "Nobody used it for too long.",
        _ => "An administrator closed it.",
    };

    public static string Roles(V1.Account account) =>
        account.Roles.Count == 0 ? "None" : string.Join(", ", account.Roles.Select(role => role.RoleName));

    /// <summary>Roles that the person does not hold and could.</summary>
    public static IEnumerable<SelectListItem> MoreRoles(V1.Account account) =>
        (account.AgencyId.Length > 0 ? AgencyRoles : HubRoles)
        .Where(role => account.Roles.All(held => held.Role != role.Role))
        .Select(role => new SelectListItem(role.Words, role.Role));
}
