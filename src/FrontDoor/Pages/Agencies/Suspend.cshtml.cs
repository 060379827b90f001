using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Agencies;

/// <summary>Suspends an agency at once, with the reason.</summary>
[OpensArea(Area.Agencies)]
[StepUp]
internal sealed class SuspendModel(AgencyService.AgencyServiceClient agencies) : HubPage
{
    /// <summary>The most characters that the hub takes.</summary>
    public const int LongestReason = 500;

    private static readonly FieldMap Fields = new(("reason", nameof(Reason)));

    [BindProperty]
    public string? Reason { get; set; }

    public Agency Agency { get; private set; } = new();

    public async Task OnGetAsync(Guid id) => Agency = await agencies.ReadAsync(id, Cancellation);

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (string.IsNullOrWhiteSpace(Reason))
            ModelState.AddModelError(nameof(Reason), "Say why");
        var request = new SuspendAgencyRequest { AgencyId = id.ToString(), RequestId = RequestId, Reason = Reason ?? "" };
        if (ModelState.IsValid && await AttemptAsync(async () => await agencies.SuspendAgencyAsync(request, cancellationToken: Cancellation), Fields) == Attempt.Done)
        {
            Leave(AgencyNotices.Suspended);
            return LocalRedirect(AgencyLinks.Agency(id.ToString()));
        }

        Agency = await agencies.ReadAsync(id, Cancellation);
        return Page();
    }
}
