using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Agencies;

/// <summary>A page that changes one part of an agency's registration, while it is made and later.</summary>
internal abstract class AgencyEditPage(AgencyService.AgencyServiceClient agencies) : HubPage
{
    /// <summary>The version that the person saw; a later one by somebody else is not written over.</summary>
    [BindProperty]
    public string? Etag { get; set; }

    public Agency Agency { get; private set; } = new();

    /// <summary>Where this page was opened from.</summary>
    public string Home => AgencyLinks.Home(Agency);

    /// <summary>The clients of the hub.</summary>
    protected AgencyService.AgencyServiceClient Agencies => agencies;

    /// <summary>Reads the agency as it stands now.</summary>
    protected async Task ReadAsync(Guid id)
    {
        Agency = await agencies.ReadAsync(id, Cancellation);
        Etag ??= Agency.Etag;
    }

    /// <summary>Does a change, and leads back with the notice; otherwise shows the page again with everything typed.</summary>
    protected async Task<IActionResult> SaveAsync(Guid id, string notice, FieldMap fields, Func<Task> act)
    {
        if (ModelState.IsValid)
        {
            var attempt = await AttemptAsync(act, fields);
            if (attempt == Attempt.Done)
            {
                await ReadAsync(id);
                Leave(notice);
                return LocalRedirect(Home);
            }
            // Sending again is a decision after reading what is new: the page takes the new version.
            if (attempt == Attempt.Changed)
            {
                Etag = null;
                ModelState.Remove(nameof(Etag));
            }
        }

        await ReadAsync(id);
        return Page();
    }
}
