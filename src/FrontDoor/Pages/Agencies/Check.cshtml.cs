using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Agencies;

/// <summary>Shows a registration as a whole before it takes effect.</summary>
[OpensArea(Area.Agencies)]
[StepUp]
internal sealed class CheckModel(AgencyService.AgencyServiceClient agencies) : AgencyEditPage(agencies)
{
    private static readonly FieldMap NoFields = new();

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        await ReadAsync(id);
        return Agency.Registering ? Page() : LocalRedirect(AgencyLinks.Agency(Agency.AgencyId));
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        var request = new CompleteRegistrationRequest { AgencyId = id.ToString(), RequestId = RequestId, Etag = Etag ?? "" };
        var attempt = await AttemptAsync(async () => await Agencies.CompleteRegistrationAsync(request, cancellationToken: Cancellation), NoFields);
        if (attempt == Attempt.Done)
        {
            Leave(AgencyNotices.Completed);
            return LocalRedirect(AgencyLinks.Connect(id.ToString()));
        }

        Etag = null;
        ModelState.Remove(nameof(Etag));
        await ReadAsync(id);
        return Page();
    }
}
