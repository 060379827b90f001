using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mash.FrontDoor.Pages.About;

[AllowAnonymous]
internal sealed class AccessibilityModel(FrontDoorOptions options) : PageModel
{
    public HubOperator? Operator => options.Operator;
}
