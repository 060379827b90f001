using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mash.FrontDoor.Pages.SignIn;

/// <summary>Where people come after signing out.</summary>
[AllowAnonymous]
internal sealed class SignedOutModel : PageModel;
