using Mash.V1;

namespace Mash.FrontDoor.Pages.Alerts;

/// <summary>Alerts in words.</summary>
internal static class AlertWords
{
    public static string Kind(AlertKind kind) => kind switch
    {
        AlertKind.RestrictedHit => "Restricted record",
        AlertKind.BreakGlass => "Emergency access",
        AlertKind.UnusualAccess => "Unusual access",
        AlertKind.ConflictOfInterest => "Conflict of interest",
        AlertKind.RestrictionRequest => "Asks for your decision",
        AlertKind.RestrictionReviewDue => "Review due",
        AlertKind.AgreementEnding => "Data-sharing agreement",
        AlertKind.Account => "Account",
        _ => "Alert",
    };

    /// <summary>Where the alert's link leads.</summary>
    public static string Link(AlertKind kind) => kind switch
    {
        AlertKind.BreakGlass => "Review emergency access",
        AlertKind.UnusualAccess => "Review this access",
        AlertKind.RestrictionRequest or AlertKind.RestrictionReviewDue => "See the restriction",
        AlertKind.AgreementEnding => "See the agency",
        _ => "See more",
    };

    /// <summary>Why it came to the reader.</summary>
    public static string Addressee(AlertAddressee addressee) => addressee switch
    {
        AlertAddressee.DutyManager => "To the duty manager",
        AlertAddressee.PrivacyLead => "To the privacy lead",
        AlertAddressee.Administrator => "To administrators",
        _ => "",
    };
}
