using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Agencies;

/// <summary>One agency: people, agreement, what it may do, its keys, its standing, and what was changed.</summary>
[OpensArea(Area.Agencies, Area.OurAgency)]
internal sealed class ShowModel(AgencyService.AgencyServiceClient agencies, CurrentPerson person) : HubPage
{
    /// <summary>More live keys than this the hub does not take.</summary>
    public const int MostLiveKeys = 2;

    private const int ShownChanges = 10;

    public Agency Agency { get; private set; } = new();

    public IReadOnlyList<AgencyChange> Changes { get; private set; } = [];

    public bool HasMoreChanges { get; private set; }

    /// <summary>True for the hub's administrators; the agency's own one changes people and keys only.</summary>
    public bool Manages { get; private set; }

    public bool CanAddKey => Agency.Keys.Count(key => key.RevokedTime is null) < MostLiveKeys;

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        Agency = await agencies.ReadAsync(id, Cancellation);
        Manages = (await person.GetAsync()).Areas.Contains(Area.Agencies);
        if (Agency.Registering && Manages)
            return LocalRedirect(AgencyLinks.Registration(Agency.AgencyId));
        var changes = await agencies.ListAgencyChangesAsync(new ListAgencyChangesRequest { AgencyId = Agency.AgencyId, PageSize = ShownChanges }, cancellationToken: Cancellation);
        Changes = changes.Changes;
        HasMoreChanges = changes.NextPageToken.Length > 0;
        return Page();
    }

    /// <summary>Who made a change, in words.</summary>
    public static string By(AgencyChange change) => change.ByName.Length == 0
        ? "By the hub’s command line"
        : change.ByAgency ? $"By {change.ByName}, of the agency" : $"By {change.ByName}";

    /// <summary>What was just done, in words; null where nothing was.</summary>
    public string? Done => Notice switch
    {
        AgencyNotices.Saved => "Saved.",
        AgencyNotices.KeyAdded => "The key was added. The agency’s system can sign in with it now.",
        AgencyNotices.KeyRevoked => "The key was revoked. Tokens that were asked for with it no longer work.",
        AgencyNotices.Suspended => "The agency is suspended. Its system can do nothing until you resume it.",
        AgencyNotices.Resumed => "The agency works again.",
        _ => null,
    };
}

/// <summary>What an act leaves for the next page to say.</summary>
internal static class AgencyNotices
{
    public const string Begun = "begun";
    public const string Saved = "saved";
    public const string Completed = "completed";
    public const string KeyAdded = "key-added";
    public const string KeyRevoked = "key-revoked";
    public const string Suspended = "suspended";
    public const string Resumed = "resumed";
}

internal static class AgencyReading
{
    /// <exception cref="Grpc.Core.RpcException">Absent, or the hub cannot be reached.</exception>
    public static async Task<Agency> ReadAsync(this AgencyService.AgencyServiceClient agencies, Guid id, CancellationToken cancellation) =>
        (await agencies.GetAgencyAsync(new GetAgencyRequest { AgencyId = id.ToString() }, cancellationToken: cancellation)).Agency;
}
