using Mash.FrontDoor.HubClients;
using Mash.FrontDoor.SignIn;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mash.FrontDoor.Pages.Confirm;

/// <summary>The staff issuer could not let this person in as strongly as a page needs.</summary>
[SignedIn]
internal sealed class NotPossibleModel(IServiceProvider services) : PageModel
{
    /// <summary>Where the person adds a passkey or an app; null where the issuer is not ours.</summary>
    public Uri? WaysToSignIn => services.GetService<SignInSettings>()?.WaysToSignIn;
}
