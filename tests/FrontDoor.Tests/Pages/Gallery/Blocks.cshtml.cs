using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mash.FrontDoor.Tests.Pages.Gallery;

/// <summary>One of each thing that is only shown.</summary>
[AllowAnonymous]
internal sealed class BlocksModel : PageModel;
