using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Agencies;

/// <summary>Says where the agency publishes its keys.</summary>
[OpensArea(Area.Agencies, Area.OurAgency)]
[StepUp]
internal sealed class KeyAddressModel(AgencyService.AgencyServiceClient agencies) : AgencyEditPage(agencies)
{
    private static readonly FieldMap Fields = new(("jwks_address", nameof(JwksAddress)));

    [BindProperty]
    public string? JwksAddress { get; set; }

    public async Task OnGetAsync(Guid id)
    {
        await ReadAsync(id);
        JwksAddress = Agency.JwksAddress;
    }

    public Task<IActionResult> OnPostAsync(Guid id) => SaveAsync(id, AgencyNotices.Saved, Fields, async () => await Agencies.SetJwksAddressAsync(
        new SetJwksAddressRequest { AgencyId = id.ToString(), RequestId = RequestId, Etag = Etag ?? "", JwksAddress = JwksAddress?.Trim() ?? "" },
        cancellationToken: Cancellation));
}
