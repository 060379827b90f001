using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Agencies;

/// <summary>Adds a public key, with which the agency's system can sign in.</summary>
[OpensArea(Area.Agencies)]
internal sealed class AddKeyModel(AgencyService.AgencyServiceClient agencies) : HubPage
{
    private static readonly FieldMap Fields = new(("public_key", nameof(PublicKey)));

    [BindProperty]
    public string? PublicKey { get; set; }

    public Agency Agency { get; private set; } = new();

    public async Task OnGetAsync(Guid id) => Agency = await agencies.ReadAsync(id, Cancellation);

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (string.IsNullOrWhiteSpace(PublicKey))
            ModelState.AddModelError(nameof(PublicKey), "Paste the public key");
        var request = new AddKeyRequest { AgencyId = id.ToString(), RequestId = RequestId, PublicKey = PublicKey ?? "" };
        if (ModelState.IsValid && await AttemptAsync(async () => await agencies.AddKeyAsync(request, cancellationToken: Cancellation), Fields) == Attempt.Done)
        {
            Leave(AgencyNotices.KeyAdded);
            return LocalRedirect(AgencyLinks.Agency(id.ToString()));
        }

        Agency = await agencies.ReadAsync(id, Cancellation);
        return Page();
    }
}
