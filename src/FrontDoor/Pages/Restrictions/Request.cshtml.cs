using Mash.FrontDoor.HubClients;
using Mash.FrontDoor.Pages.Contacts;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Mash.FrontDoor.Pages.Restrictions;

/// <summary>Restricts a contact and every other about the same children, from the moment it is sent.</summary>
[OpensArea(Area.Find)]
internal sealed class RequestModel(RestrictionService.RestrictionServiceClient restrictions, ContactService.ContactServiceClient contacts, CurrentPerson person) : HubPage
{
    private static readonly FieldMap Fields = new(("label", nameof(Label)), ("reason", nameof(Reason)), ("concerns_account_id", nameof(Concerns)));

    [BindProperty]
    public RestrictionLabel? Label { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Account of the member of staff whom it concerns; empty for none.</summary>
    [BindProperty]
    public string? Concerns { get; set; }

    public IReadOnlyList<SelectListItem> Staff { get; private set; } = [];

    public ContactView View { get; private set; } = null!;

    public async Task OnGetAsync(Guid id) => await ReadAsync(id);

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (Label is null)
            ModelState.AddModelError(nameof(Label), "Choose why it must be restricted");
        if (string.IsNullOrWhiteSpace(Reason))
            ModelState.AddModelError(nameof(Reason), "Say why in your own words");
        var request = new RequestRestrictionRequest
        {
            ContactId = id.ToString(),
            Label = Label ?? RestrictionLabel.Unspecified,
            Reason = Reason ?? "",
            ConcernsAccountId = Concerns ?? "",
            RequestId = RequestId,
        };
        var made = "";
        if (ModelState.IsValid && await AttemptAsync(
            async () => made = (await restrictions.RequestRestrictionAsync(request, cancellationToken: Cancellation)).RestrictionId, Fields) == Attempt.Done)
        {
            Leave(RestrictionNotices.Requested);
            return LocalRedirect(RestrictionWords.Show(made));
        }
        await ReadAsync(id);
        return Page();
    }

    private async Task ReadAsync(Guid id)
    {
        View = await contacts.ReadAsync(id, person, Cancellation);
        var answer = await restrictions.ListStaffAsync(new ListStaffRequest(), cancellationToken: Cancellation);
        Staff = [.. answer.Staff.Select(RestrictionWords.Choice)];
    }
}
