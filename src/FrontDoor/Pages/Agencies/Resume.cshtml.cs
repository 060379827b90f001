using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Agencies;

/// <summary>Asks once more before a suspended agency works again.</summary>
[OpensArea(Area.Agencies)]
internal sealed class ResumeModel(AgencyService.AgencyServiceClient agencies) : HubPage
{
    private static readonly FieldMap NoFields = new();

    public Agency Agency { get; private set; } = new();

    public async Task OnGetAsync(Guid id) => Agency = await agencies.ReadAsync(id, Cancellation);

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        var request = new ResumeAgencyRequest { AgencyId = id.ToString(), RequestId = RequestId };
        if (await AttemptAsync(async () => await agencies.ResumeAgencyAsync(request, cancellationToken: Cancellation), NoFields) == Attempt.Done)
        {
            Leave(AgencyNotices.Resumed);
            return LocalRedirect(AgencyLinks.Agency(id.ToString()));
        }

        Agency = await agencies.ReadAsync(id, Cancellation);
        return Page();
    }
}
