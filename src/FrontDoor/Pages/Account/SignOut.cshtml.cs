using Mash.FrontDoor.HubClients;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mash.FrontDoor.Pages.Account;

/// <summary>Asks once more before signing out. Its form, like the button in the frame, is answered by whatever began the sign-in.</summary>
[SignedIn]
internal sealed class SignOutModel : PageModel;
