using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mash.FrontDoor.Tests.Pages.Gallery;

/// <summary>A list as the queue shows it.</summary>
[AllowAnonymous]
internal sealed class QueueModel : PageModel;
