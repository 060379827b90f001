using Mash.V1;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Mash.FrontDoor.Pages.UnusualAccess;

/// <summary>Findings in words, and what can be chosen about them.</summary>
internal static class FindingWords
{
    public static IEnumerable<SelectListItem> Rules =>
        Enum.GetValues<AccessRule>().Where(rule => rule != AccessRule.Unspecified).Select(rule => new SelectListItem(Rule(rule), rule.ToString()));

    public static IEnumerable<SelectListItem> States => [new("Open", nameof(FindingState.Open)), new("Reviewed", nameof(FindingState.Closed))];

    public static string Rule(AccessRule rule) => rule switch
    {
        AccessRule.ManyChildren => "Many different children",
        AccessRule.NoCaseLink => "No case link",
        AccessRule.OwnSurname => "Own name",
        AccessRule.OwnAddress => "Own address",
        AccessRule.DeclaredPerson => "Declared relative or interest",
        AccessRule.Colleague => "A colleague",
        AccessRule.HighProfile => "High-profile record",
        AccessRule.AfterClosure => "Long after it ended",
        AccessRule.OutOfHours => "Outside working hours",
        AccessRule.SearchThenView => "Looked for and opened",
        _ => "Another rule",
    };

    public static string Severity(FindingSeverity severity) => severity switch
    {
        FindingSeverity.High => "High",
        FindingSeverity.Medium => "Medium",
        _ => "Low",
    };

    public static string Outcome(FindingOutcome outcome) => outcome switch
    {
        FindingOutcome.ExpectedWork => "Expected work",
        FindingOutcome.Explained => "Explained",
        FindingOutcome.ConcernRaised => "Concern raised",
        _ => "Not reviewed",
    };

    public static string Act(EvidenceAct act) => act == EvidenceAct.Searched ? "Looked for" : "Opened";
}
