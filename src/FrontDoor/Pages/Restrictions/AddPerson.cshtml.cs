using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Mash.FrontDoor.Pages.Restrictions;

/// <summary>Names a person who may see the contacts of a restriction.</summary>
[OpensArea(Area.Restrictions)]
[StepUp]
internal sealed class AddPersonModel(RestrictionService.RestrictionServiceClient restrictions) : HubPage
{
    private static readonly FieldMap Fields = new(("account_id", nameof(Person)), ("reason", nameof(Reason)));

    [BindProperty]
    public string? Person { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public Restriction Restriction { get; private set; } = new();

    public IReadOnlyList<SelectListItem> Staff { get; private set; } = [];

    public async Task OnGetAsync(Guid id) => await ReadAsync(id);

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (string.IsNullOrWhiteSpace(Person))
            ModelState.AddModelError(nameof(Person), "Choose a person");
        if (string.IsNullOrWhiteSpace(Reason))
            ModelState.AddModelError(nameof(Reason), "Say why they need it");
        var request = new GrantAccessRequest { RestrictionId = id.ToString(), AccountId = Person ?? "", Reason = Reason ?? "", RequestId = RequestId };
        if (ModelState.IsValid && await AttemptAsync(async () => await restrictions.GrantAccessAsync(request, cancellationToken: Cancellation), Fields) == Attempt.Done)
        {
            Leave(RestrictionNotices.Named);
            return LocalRedirect(RestrictionWords.Show(id.ToString()));
        }
        await ReadAsync(id);
        return Page();
    }

    private async Task ReadAsync(Guid id)
    {
        var answer = await restrictions.ReadAsync(id, Cancellation);
        Restriction = answer.Restriction;
        Staff = [.. answer.Candidates.Select(RestrictionWords.Choice)];
    }
}
