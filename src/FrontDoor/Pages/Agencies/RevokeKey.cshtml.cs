using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Agencies;

/// <summary>Asks once more before a key is revoked, which cannot be taken back.</summary>
[OpensArea(Area.Agencies, Area.OurAgency)]
[StepUp]
internal sealed class RevokeKeyModel(AgencyService.AgencyServiceClient agencies) : HubPage
{
    private static readonly FieldMap NoFields = new();

    public Agency Agency { get; private set; } = new();

    public AgencyKey Key { get; private set; } = new();

    /// <summary>True where no other key is left, so that the agency's system cannot sign in any more.</summary>
    public bool IsLast => Agency.Keys.Count(key => key.RevokedTime is null) <= 1;

    public Task<IActionResult> OnGetAsync(Guid id, string keyId) => ShowAsync(id, keyId);

    public async Task<IActionResult> OnPostAsync(Guid id, string keyId)
    {
        var request = new RevokeKeyRequest { AgencyId = id.ToString(), RequestId = RequestId, KeyId = keyId };
        if (await AttemptAsync(async () => await agencies.RevokeKeyAsync(request, cancellationToken: Cancellation), NoFields) != Attempt.Done)
            return await ShowAsync(id, keyId);
        Leave(AgencyNotices.KeyRevoked);
        return LocalRedirect(AgencyLinks.Agency(id.ToString()));
    }

    private async Task<IActionResult> ShowAsync(Guid id, string keyId)
    {
        Agency = await agencies.ReadAsync(id, Cancellation);
        var key = Agency.Keys.FirstOrDefault(key => key.KeyId == keyId);
        if (key is null)
            return NotFound();
        Key = key;
        return Page();
    }
}
