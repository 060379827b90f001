using Mash.FrontDoor.Components;
using Mash.FrontDoor.Display;
using Mash.V1;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Mash.FrontDoor.Pages.Agencies;

/// <summary>Agencies in words, and what can be chosen about them.</summary>
internal static class AgencyWords
{
    /// <summary>What an agency's system may do: scope, words, and what it means.</summary>
    public static IReadOnlyList<(string Scope, string Words, string Meaning)> Scopes { get; } =
    [
        ("contacts.submit", "Send contacts", "Its system sends concerns about children, and adds information to those it sent."),
        ("contacts.read", "Read its own contacts", "It sees where each of its own contacts stands, and the feedback. Never those of others, and no decision before it was told."),
        ("contacts.withdraw", "Withdraw its own contacts", "It takes back what was sent by mistake. Once screening has begun, the hub still decides."),
        ("events.read", "Hear what happens to its contacts", "It is told at once when a contact is received or screened, and when there is an outcome."),
    ];

    public static IEnumerable<SelectListItem> Kinds =>
        Enum.GetValues<AgencyKind>().Where(kind => kind != AgencyKind.Unspecified).Select(kind => new SelectListItem(Kind(kind), kind.ToString()));

    public static string Kind(AgencyKind kind) => kind switch
    {
        AgencyKind.Police => "Police",
        AgencyKind.School => "School, college or nursery",
        AgencyKind.Health => "Health",
        AgencyKind.Housing => "Housing",
        AgencyKind.Probation => "Probation",
        AgencyKind.Voluntary => "Voluntary and community",
        AgencyKind.Council => "Council",
        AgencyKind.Hub => "The hub itself",
        AgencyKind.Other => "Other",
        _ => "Kind not said",
    };

    public static string Scope(string scope) => Scopes.FirstOrDefault(known => known.Scope == scope).Words ?? scope;

    /// <summary>Such as "1 live key", or that its system cannot sign in.</summary>
    public static string LiveKeys(Agency agency)
    {
        var live = agency.Keys.Count(key => key.RevokedTime is null);
        if (live == 0 && agency.JwksAddress.Length > 0)
            return "Published by the agency";
        return live == 0 ? "None: its system cannot sign in" : Counted.Of(live, "key");
    }

    /// <summary>Where the agency stands, with the colour of its tag. What stops it comes first.</summary>
    public static (string Words, string Colour) Standing(Agency agency) => agency switch
    {
        { Registering: true } => ("Not finished", "grey"),
        { Suspended: true } => ("Suspended", "red"),
        { AgreementState: AgreementState.Ended } => ("Agreement ended", "red"),
        { AgreementState: AgreementState.NotBegun } => ("Agreement not begun", "orange"),
        { AgreementState: AgreementState.Ending } => ("Agreement ending", "orange"),
        _ => ("Working", "green"),
    };

    /// <summary>The agreement in one line, such as "1 April 2026 to 31 March 2029".</summary>
    public static string Dates(Agency agency) => (agency.AgreementFromDate, agency.AgreementToDate) switch
    {
        ({ } from, { } to) => $"{TimeWords.Date(Day(from))} to {TimeWords.Date(Day(to))}",
        ({ } from, null) => $"From {TimeWords.Date(Day(from))}",
        (null, { } to) => $"Until {TimeWords.Date(Day(to))}",
        _ => "",
    };

    /// <summary>The safeguarding lead; null where none is named.</summary>
    public static AgencyContact? Lead(Agency agency) => agency.Contacts.FirstOrDefault(contact => contact.SafeguardingLead);

    private static DateOnly Day(Date date) => new(date.Year, date.Month, date.Day);
}
