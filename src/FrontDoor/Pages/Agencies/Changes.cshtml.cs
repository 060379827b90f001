using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Agencies;

/// <summary>Everything that was changed about an agency.</summary>
[OpensArea(Area.Agencies, Area.OurAgency)]
internal sealed class ChangesModel(AgencyService.AgencyServiceClient agencies) : HubPage
{
    internal const int PageSize = 50;

    /// <summary>Token of the page to show; empty for the first.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Agency Agency { get; private set; } = new();

    public IReadOnlyList<AgencyChange> Changes { get; private set; } = [];

    public string? NextPage { get; private set; }

    public async Task OnGetAsync(Guid id)
    {
        Agency = await agencies.ReadAsync(id, Cancellation);
        var answer = await agencies.ListAgencyChangesAsync(
            new ListAgencyChangesRequest { AgencyId = Agency.AgencyId, PageSize = PageSize, PageToken = After ?? "" }, cancellationToken: Cancellation);
        Changes = answer.Changes;
        NextPage = answer.NextPageToken.Length == 0 ? null : AgencyLinks.Changes(Agency.AgencyId, answer.NextPageToken);
    }
}
