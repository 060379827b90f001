using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mash.FrontDoor.Pages.Account;

/// <summary>Where signing out ends. It shows nothing of anybody.</summary>
[AllowAnonymous]
internal sealed class SignedOutModel : PageModel;
