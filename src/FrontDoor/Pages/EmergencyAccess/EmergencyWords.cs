using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Mash.FrontDoor.Pages.EmergencyAccess;

/// <summary>Emergency access in words, and where its pages are.</summary>
internal static class EmergencyWords
{
    public const string List = "/emergency-access";

    public static string Open(string? contactId) => PageAddress.Of("/emergency-access/open", ("contact", contactId));

    public static string Review(string id) => $"/emergency-access/{Uri.EscapeDataString(id)}/review";

    public static string Close(string id) => $"/emergency-access/{Uri.EscapeDataString(id)}/close";

    public static string Outcome(BreakGlassOutcome outcome) => outcome switch
    {
        BreakGlassOutcome.Justified => "Justified",
        BreakGlassOutcome.NotJustified => "Not justified",
        BreakGlassOutcome.PassedOn => "Passed on",
        _ => "Waits for review",
    };

    /// <summary>Time left in words, whole minutes.</summary>
    public static string Left(int seconds) => seconds < 60 ? "less than a minute" : seconds < 120 ? "1 minute" : $"{seconds / 60} minutes";

    public static readonly IReadOnlyList<SelectListItem> Durations =
        [new("15 minutes", "15"), new("30 minutes", "30"), new("1 hour", "60"), new("2 hours", "120"), new("4 hours", "240")];
}
