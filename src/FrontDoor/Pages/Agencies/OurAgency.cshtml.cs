using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Agencies;

/// <summary>Leads a person of an agency to their own one.</summary>
[OpensArea(Area.OurAgency)]
internal sealed class OurAgencyModel(CurrentPerson person) : HubPage
{
    public async Task<IActionResult> OnGetAsync()
    {
        var me = await person.GetAsync();
        return me.Memberships.Select(membership => membership.AgencyId).FirstOrDefault(id => id.Length > 0) is { } own
            ? LocalRedirect(AgencyLinks.Agency(own))
            : NotFound();
    }
}
