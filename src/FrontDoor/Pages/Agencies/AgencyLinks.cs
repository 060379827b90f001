using Mash.FrontDoor.HubClients;
using Mash.V1;

namespace Mash.FrontDoor.Pages.Agencies;

/// <summary>Addresses of agencies, their registration and their keys.</summary>
internal static class AgencyLinks
{
    public const string Agencies = "/agencies";

    public const string Register = "/agencies/register";

    /// <summary>Where a person of an agency finds their own one.</summary>
    public const string OurAgency = "/our-agency";

    public static string Agency(string agencyId) => $"/agencies/{Uri.EscapeDataString(agencyId)}";

    /// <summary>What is done and what is missing of a registration that was begun.</summary>
    public static string Registration(string agencyId) => $"{Agency(agencyId)}/registration";

    public static string Check(string agencyId) => $"{Agency(agencyId)}/registration/check";

    public static string Organisation(string agencyId) => $"{Agency(agencyId)}/organisation";

    public static string Contacts(string agencyId) => $"{Agency(agencyId)}/contacts";

    public static string Agreement(string agencyId) => $"{Agency(agencyId)}/agreement";

    public static string Access(string agencyId) => $"{Agency(agencyId)}/access";

    /// <summary>What the agency's IT needs to know.</summary>
    public static string Connect(string agencyId) => $"{Agency(agencyId)}/connect";

    public static string Changes(string agencyId, string? after = null) =>
        PageAddress.Of($"{Agency(agencyId)}/changes", ("after", after));

    public static string AddKey(string agencyId) => $"{Agency(agencyId)}/keys/add";

    public static string KeyAddress(string agencyId) => $"{Agency(agencyId)}/keys/address";

    public static string RevokeKey(string agencyId, string keyId) => $"{Agency(agencyId)}/keys/{Uri.EscapeDataString(keyId)}/revoke";

    public static string Suspend(string agencyId) => $"{Agency(agencyId)}/suspend";

    public static string Resume(string agencyId) => $"{Agency(agencyId)}/resume";

    /// <summary>Where a change leads back to: the registration while it is not complete, else the agency.</summary>
    public static string Home(Agency agency) => agency.Registering ? Registration(agency.AgencyId) : Agency(agency.AgencyId);
}
