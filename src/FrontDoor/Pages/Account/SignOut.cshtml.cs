using Mash.FrontDoor.HubClients;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mash.FrontDoor.Pages.Account;

/// <summary>Signs out. Asked for by address it asks once more; the button in the frame signs out at once.</summary>
[SignedIn]
internal sealed class SignOutModel : PageModel
{
    public const string SignedOut = "/signed-out";

    /// <summary>Ends the sign-in by whatever scheme began it, which may lead by way of the issuer.</summary>
    public IActionResult OnPost() => SignOut(new AuthenticationProperties { RedirectUri = SignedOut });
}
