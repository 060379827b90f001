using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Restrictions;

/// <summary>The 90-day review: keep it, or propose its end.</summary>
[OpensArea(Area.Restrictions)]
[StepUp]
internal sealed class ReviewModel(RestrictionService.RestrictionServiceClient restrictions) : HubPage
{
    private static readonly FieldMap Fields = new(("result", nameof(Result)), ("reason", nameof(Reason)));

    [BindProperty]
    public ReviewResult? Result { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public Restriction Restriction { get; private set; } = new();

    public async Task OnGetAsync(Guid id) => Restriction = (await restrictions.ReadAsync(id, Cancellation)).Restriction;

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (Result is null)
            ModelState.AddModelError(nameof(Result), "Choose whether to keep it");
        if (string.IsNullOrWhiteSpace(Reason))
            ModelState.AddModelError(nameof(Reason), "Say why");
        var request = new ReviewRestrictionRequest { RestrictionId = id.ToString(), Result = Result ?? ReviewResult.Unspecified, Reason = Reason ?? "", RequestId = RequestId };
        if (ModelState.IsValid && await AttemptAsync(async () => await restrictions.ReviewRestrictionAsync(request, cancellationToken: Cancellation), Fields) == Attempt.Done)
        {
            Leave(RestrictionNotices.Reviewed);
            return LocalRedirect(RestrictionWords.Show(id.ToString()));
        }
        Restriction = (await restrictions.ReadAsync(id, Cancellation)).Restriction;
        return Page();
    }
}
