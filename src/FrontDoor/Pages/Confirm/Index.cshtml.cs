using Mash.FrontDoor.HubClients;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mash.FrontDoor.Pages.Confirm;

/// <summary>Where somebody who fills in a form confirms who they are, in a tab beside it.</summary>
[SignedIn]
[StepUp]
internal sealed class IndexModel : PageModel
{
    public const string Path = "/confirm";
}
