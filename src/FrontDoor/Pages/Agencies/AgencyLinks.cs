namespace Mash.FrontDoor.Pages.Agencies;

/// <summary>Addresses of agencies and their keys.</summary>
internal static class AgencyLinks
{
    public const string Agencies = "/agencies";

    public const string Register = "/agencies/register";

    public static string Agency(string agencyId) => $"/agencies/{Uri.EscapeDataString(agencyId)}";

    public static string AddKey(string agencyId) => $"{Agency(agencyId)}/keys/add";

    public static string RevokeKey(string agencyId, string keyId) => $"{Agency(agencyId)}/keys/{Uri.EscapeDataString(keyId)}/revoke";

    public static string Suspend(string agencyId) => $"{Agency(agencyId)}/suspend";

    public static string Resume(string agencyId) => $"{Agency(agencyId)}/resume";
}
