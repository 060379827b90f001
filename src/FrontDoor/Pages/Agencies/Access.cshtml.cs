using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Agencies;

/// <summary>Changes what the agency's system may do.</summary>
[OpensArea(Area.Agencies)]
[StepUp]
internal sealed class AccessModel(AgencyService.AgencyServiceClient agencies) : AgencyEditPage(agencies)
{
    private static readonly FieldMap Fields = new(("scopes", nameof(Scopes)), ("source_codes", nameof(SourceCodes)));

    [BindProperty]
    public List<string> Scopes { get; set; } = [];

    [BindProperty]
    public List<string> SourceCodes { get; set; } = [];

    public async Task OnGetAsync(Guid id)
    {
        await ReadAsync(id);
        Scopes = [.. Agency.Scopes];
        SourceCodes = [.. Agency.SourceCodes];
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (Scopes.Count == 0)
            ModelState.AddModelError(nameof(Scopes), "Choose what its system may do");
        if (SourceCodes.Count == 0)
            ModelState.AddModelError(nameof(SourceCodes), "Choose at least one source for its contacts");
        var request = new SetAgencyAccessRequest { AgencyId = id.ToString(), RequestId = RequestId, Etag = Etag ?? "", Scopes = { Scopes }, SourceCodes = { SourceCodes } };
        return await SaveAsync(id, AgencyNotices.Saved, Fields, async () => await Agencies.SetAgencyAccessAsync(request, cancellationToken: Cancellation));
    }
}
