using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.EmergencyAccess;

/// <summary>Ends one's own emergency access. There is nothing to ask, so it shows nothing: the button is on the contact and in the list.</summary>
[OpensArea(Area.EmergencyAccess)]
internal sealed class CloseModel(BreakGlassService.BreakGlassServiceClient access) : HubPage
{
    private static readonly FieldMap NoFields = new();

    public IActionResult OnGet() => LocalRedirect(EmergencyWords.List);

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        var request = new CloseBreakGlassRequest { BreakGlassId = id.ToString(), RequestId = RequestId };
        if (await AttemptAsync(async () => await access.CloseBreakGlassAsync(request, cancellationToken: Cancellation), NoFields) == Attempt.Done)
            Leave(IndexModel.Closed);
        return LocalRedirect(EmergencyWords.List);
    }
}
