using Mash.FrontDoor.HubClients;

namespace Mash.FrontDoor.Pages.UnusualAccess;

/// <summary>Addresses of the review of unusual access.</summary>
internal static class FindingLinks
{
    public const string Findings = "/unusual-access";

    public static string Finding(string findingId) => $"{Findings}/{Uri.EscapeDataString(findingId)}";

    /// <summary>A list with these filters; null or empty leaves one out.</summary>
    public static string List(string? state, string? rule, string? token = null) => PageAddress.Of(Findings, ("state", state), ("rule", rule), ("after", token));
}
