using Mash.FrontDoor.HubClients;
using Mash.V1;

namespace Mash.FrontDoor.Pages.Agencies;

/// <summary>One agency: how to reach it, what it may do, its keys and its standing.</summary>
[OpensArea(Area.Agencies)]
internal sealed class ShowModel(AgencyService.AgencyServiceClient agencies) : HubPage
{
    /// <summary>More live keys than this the hub does not take.</summary>
    public const int MostLiveKeys = 2;

    public Agency Agency { get; private set; } = new();

    public bool CanAddKey => Agency.Keys.Count(key => key.RevokedTime is null) < MostLiveKeys;

    public async Task OnGetAsync(Guid id) => Agency = await agencies.ReadAsync(id, Cancellation);

    /// <summary>What was just done, in words; null where nothing was.</summary>
    public string? Done => Notice switch
    {
        AgencyNotices.Registered => "The agency is registered.",
        AgencyNotices.KeyAdded => "The key was added. The agency’s system can sign in with it now.",
        AgencyNotices.KeyRevoked => "The key was revoked. Tokens that were asked for with it no longer work.",
        AgencyNotices.Suspended => "The agency is suspended. Its system can do nothing until you resume it.",
        AgencyNotices.Resumed => "The agency works again.",
        _ => null,
    };
}

/// <summary>What an act leaves for the agency's page to say.</summary>
internal static class AgencyNotices
{
    public const string Registered = "registered";
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
