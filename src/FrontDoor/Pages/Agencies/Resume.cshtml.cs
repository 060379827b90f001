using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Agencies;

/// <summary>Asks once more before a suspended agency works again.</summary>
[OpensArea(Area.Agencies)]
[StepUp]
internal sealed class ResumeModel(AgencyService.AgencyServiceClient agencies) : HubPage
{
    private static readonly FieldMap Fields = new(("reason", nameof(Reason)));

    [BindProperty]
    public string? Reason { get; set; }

    public Agency Agency { get; private set; } = new();

    public async Task OnGetAsync(Guid id) => Agency = await agencies.ReadAsync(id, Cancellation);

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (string.IsNullOrWhiteSpace(Reason))
            ModelState.AddModelError(nameof(Reason), "Say why it may work again");
        var request = new ResumeAgencyRequest { AgencyId = id.ToString(), RequestId = RequestId, Reason = Reason ?? "" };
        if (ModelState.IsValid && await AttemptAsync(async () => await agencies.ResumeAgencyAsync(request, cancellationToken: Cancellation), Fields) == Attempt.Done)
        {
            Leave(AgencyNotices.Resumed);
            return LocalRedirect(AgencyLinks.Agency(id.ToString()));
        }

        Agency = await agencies.ReadAsync(id, Cancellation);
        return Page();
    }
}
