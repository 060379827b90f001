using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Restrictions;

/// <summary>Decides a restriction that somebody asked for, or its end.</summary>
[OpensArea(Area.Restrictions)]
[StepUp]
internal sealed class DecideModel(RestrictionService.RestrictionServiceClient restrictions) : HubPage
{
    private static readonly FieldMap Fields = new(("reason", nameof(Reason)));

    [BindProperty]
    public bool? Agree { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public Restriction Restriction { get; private set; } = new();

    public bool Lifting => Restriction.State == RestrictionState.LiftRequested;

    public async Task OnGetAsync(Guid id) => Restriction = (await restrictions.ReadAsync(id, Cancellation)).Restriction;

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (Agree is null)
            ModelState.AddModelError(nameof(Agree), "Choose whether you agree");
        if (string.IsNullOrWhiteSpace(Reason))
            ModelState.AddModelError(nameof(Reason), "Say why");
        var request = new DecideRestrictionRequest { RestrictionId = id.ToString(), Approve = Agree ?? false, Reason = Reason ?? "", RequestId = RequestId };
        if (ModelState.IsValid && await AttemptAsync(async () => await restrictions.DecideRestrictionAsync(request, cancellationToken: Cancellation), Fields) == Attempt.Done)
        {
            Leave(RestrictionNotices.Decided);
            return LocalRedirect(RestrictionWords.Show(id.ToString()));
        }
        Restriction = (await restrictions.ReadAsync(id, Cancellation)).Restriction;
        return Page();
    }
}
