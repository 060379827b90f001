using Mash.FrontDoor.HubClients;
using Mash.FrontDoor.Pages.Accounts;
using Mash.FrontDoor.Pages.Agencies;
using Mash.FrontDoor.Pages.Messages;
using Mash.FrontDoor.Pages.Queue;
using Mash.FrontDoor.Pages.UnusualAccess;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mash.FrontDoor.Pages.Account;

/// <summary>Leads to the first page that this person's work begins with.</summary>
[SignedIn]
internal sealed class StartModel(CurrentPerson person) : PageModel
{
    public async Task<IActionResult> OnGetAsync()
    {
        var areas = (await person.GetAsync()).Areas;
        if (areas.Contains(Area.Queue))
            return LocalRedirect(QueueLinks.Queue);
        if (areas.Contains(Area.Agencies))
            return LocalRedirect(AgencyLinks.Agencies);
        if (areas.Contains(Area.People))
            return LocalRedirect(PeopleLinks.People);
        if (areas.Contains(Area.UnusualAccess))
            return LocalRedirect(FindingLinks.Findings);
        return LocalRedirect(areas.Contains(Area.Messages) ? MessageLinks.Messages : "/account");
    }
}
