using Mash.FrontDoor.Display;
using Mash.V1;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Mash.FrontDoor.Pages.Agencies;

/// <summary>Agencies in words, and what can be chosen about them.</summary>
internal static class AgencyWords
{
    /// <summary>What an agency's system may do: scope and words.</summary>
    public static IReadOnlyList<(string Scope, string Words)> Scopes { get; } =
    [
        ("contacts.submit", "Send contacts and add information"),
        ("contacts.read", "Read its own contacts"),
        ("contacts.withdraw", "Withdraw its own contacts"),
        ("events.read", "Hear what happens to its contacts"),
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
        return live == 0 ? "None: its system cannot sign in" : Counted.Of(live, "key");
    }
}
