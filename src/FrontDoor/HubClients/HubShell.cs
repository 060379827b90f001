using Grpc.Core;
using Mash.FrontDoor.Pages.Accounts;
using Mash.FrontDoor.Shell;
using Mash.V1;

namespace Mash.FrontDoor.HubClients;

/// <summary>The frame as the hub knows the person: name, role, and links to what they may open.</summary>
internal sealed class HubShell(CurrentPerson person) : IShellSource
{
    public const string SignOutPath = "/sign-out";

    private static readonly (Area Area, NavigationLink Link)[] Areas =
    [
        (Area.Queue, new NavigationLink("Queue", "/queue", "Queue")),
        (Area.Find, new NavigationLink("Find", "/find", "Find")),
        (Area.Restrictions, new NavigationLink("Restricted records", "/restrictions", "Restrictions")),
        (Area.EmergencyAccess, new NavigationLink("Emergency access", "/emergency-access", "EmergencyAccess")),
        (Area.Alerts, new NavigationLink("Alerts", "/alerts", "Alerts")),
        (Area.UnusualAccess, new NavigationLink("Unusual access", "/unusual-access", "UnusualAccess")),
        (Area.Rota, new NavigationLink("Rota", "/rota", "Rota")),
        (Area.Messages, new NavigationLink("Sent messages", "/messages", "Messages")),
        (Area.Agencies, new NavigationLink("Agencies", "/agencies", "Agencies")),
        (Area.People, new NavigationLink("People", PeopleLinks.People, "People")),
        (Area.OurAgency, new NavigationLink("Our agency", "/our-agency", "OurAgency")),
    ];

    private static readonly NavigationLink Account = new("My account", "/account", "Account");

    public async ValueTask<ShellView> GetAsync(HttpContext context, CancellationToken cancellation)
    {
        if (context.User.Identity?.IsAuthenticated != true)
            return ShellView.Bare;
        try
        {
            return Of(await person.GetAsync());
        }
        catch (RpcException)
        {
            // The page itself may not need the hub: it is better shown without a frame than not at all.
            return ShellView.Bare;
        }
    }

    /// <summary>An agency's administrator manages their own people only.</summary>
    private static NavigationLink Named(NavigationLink link, GetMeResponse me) =>
        link.Path == PeopleLinks.People && me.AgencyName().Length > 0 ? link with { Text = "Our people" } : link;

    private static ShellView Of(GetMeResponse me)
    {
        var roles = string.Join(", ", me.Memberships.Select(membership => membership.RoleName).Distinct());
        var agency = me.AgencyName() is { Length: > 0 } own ? own : me.HubName;
        return new ShellView(
            new Viewer(me.Name, roles.Length == 0 ? "No role yet" : roles, agency, SignOutPath),
            me.SampleData ? new SampleHub(me.DomainTime.ToDateTimeOffset()) : null,
            [.. Areas.Where(area => me.Areas.Contains(area.Area)).Select(area => Named(area.Link, me)), Account]);
    }
}
