using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Restrictions;

/// <summary>Asks for access by a reference. What it answers is the same whether there is such a record or not.</summary>
[OpensArea(Area.Find)]
internal sealed class AskModel(RestrictionService.RestrictionServiceClient restrictions) : HubPage
{
    private static readonly FieldMap Fields = new(("reference", nameof(Reference)), ("reason", nameof(Reason)));

    [BindProperty]
    public string? Reference { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public async Task<IActionResult> OnPostAsync()
    {
        if (string.IsNullOrWhiteSpace(Reference))
            ModelState.AddModelError(nameof(Reference), "Enter the contact’s reference");
        if (string.IsNullOrWhiteSpace(Reason))
            ModelState.AddModelError(nameof(Reason), "Say why you need it");
        var request = new RequestAccessRequest { Reference = Reference ?? "", Reason = Reason ?? "", RequestId = RequestId };
        if (!ModelState.IsValid || await AttemptAsync(async () => await restrictions.RequestAccessAsync(request, cancellationToken: Cancellation), Fields) != Attempt.Done)
            return Page();
        Leave(RestrictionNotices.Asked);
        return LocalRedirect(RestrictionWords.List);
    }
}
