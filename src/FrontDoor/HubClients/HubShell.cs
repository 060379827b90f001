using Grpc.Core;
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
        (Area.Alerts, new NavigationLink("Alerts", "/alerts", "Alerts")),
        (Area.Messages, new NavigationLink("Sent messages", "/messages", "Messages")),
        (Area.Agencies, new NavigationLink("Agencies", "/agencies", "Agencies")),
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

    private static ShellView Of(GetMeResponse me)
    {
        var roles = string.Join(", ", me.Memberships.Select(membership => membership.RoleName).Distinct());
        var agency = me.Memberships.Select(membership => membership.AgencyName).FirstOrDefault(name => name.Length > 0) ?? me.HubName;
        return new ShellView(
            new Viewer(me.Name, roles.Length == 0 ? "No role yet" : roles, agency, SignOutPath),
            me.SampleData ? new SampleHub(me.DomainTime.ToDateTimeOffset()) : null,
            [.. Areas.Where(area => me.Areas.Contains(area.Area)).Select(area => area.Link), Account]);
    }
}
