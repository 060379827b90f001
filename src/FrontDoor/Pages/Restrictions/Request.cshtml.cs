using Mash.FrontDoor.HubClients;
using Mash.FrontDoor.Pages.Contacts;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Restrictions;

/// <summary>Restricts a contact and every other about the same children, from the moment it is sent.</summary>
[OpensArea(Area.Find)]
internal sealed class RequestModel(RestrictionService.RestrictionServiceClient restrictions, ContactService.ContactServiceClient contacts, CurrentPerson person) : HubPage
{
    private static readonly FieldMap Fields = new(("label", nameof(Label)), ("reason", nameof(Reason)));

    [BindProperty]
    public RestrictionLabel? Label { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public ContactView View { get; private set; } = null!;

    public async Task OnGetAsync(Guid id) => View = await contacts.ReadAsync(id, person, Cancellation);

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (Label is null)
            ModelState.AddModelError(nameof(Label), "Choose why it must be restricted");
        if (string.IsNullOrWhiteSpace(Reason))
            ModelState.AddModelError(nameof(Reason), "Say why in your own words");
        var request = new RequestRestrictionRequest { ContactId = id.ToString(), Label = Label ?? RestrictionLabel.Unspecified, Reason = Reason ?? "", RequestId = RequestId };
        var made = "";
        if (ModelState.IsValid && await AttemptAsync(
            async () => made = (await restrictions.RequestRestrictionAsync(request, cancellationToken: Cancellation)).RestrictionId, Fields) == Attempt.Done)
        {
            Leave(RestrictionNotices.Requested);
            return LocalRedirect(RestrictionWords.Show(made));
        }
        View = await contacts.ReadAsync(id, person, Cancellation);
        return Page();
    }
}
