using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.EmergencyAccess;

/// <summary>Closes the review of somebody else's emergency access with an outcome.</summary>
[OpensArea(Area.EmergencyAccess)]
[StepUp]
internal sealed class ReviewModel(BreakGlassService.BreakGlassServiceClient access, CurrentPerson person) : HubPage
{
    public const int LongestWords = 2000;

    private static readonly FieldMap Fields = new(("outcome", nameof(Outcome)), ("words", nameof(Words)));

    [BindProperty]
    public BreakGlassOutcome? Outcome { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public BreakGlass Item { get; private set; } = new();

    public DateTimeOffset Now { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id) => await ReadAsync(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (Outcome is null)
            ModelState.AddModelError(nameof(Outcome), "Say what you found");
        if (string.IsNullOrWhiteSpace(Words))
            ModelState.AddModelError(nameof(Words), "Say how you came to it");
        var request = new ReviewBreakGlassRequest { BreakGlassId = id.ToString(), Outcome = Outcome ?? BreakGlassOutcome.Unspecified, Words = Words ?? "", RequestId = RequestId };
        if (ModelState.IsValid && await AttemptAsync(async () => await access.ReviewBreakGlassAsync(request, cancellationToken: Cancellation), Fields) == Attempt.Done)
        {
            Leave(IndexModel.Reviewed);
            return LocalRedirect(EmergencyWords.List);
        }
        return await ReadAsync(id) ? Page() : NotFound();
    }

    /// <summary>Looks for it among those that wait, page by page.</summary>
    private async Task<bool> ReadAsync(Guid id)
    {
        Now = await person.NowAsync();
        var token = "";
        do
        {
            var answer = await access.ListBreakGlassAsync(
                new ListBreakGlassRequest { PageSize = 200, PageToken = token, WaitingOnly = true }, cancellationToken: Cancellation);
            if (answer.Items.FirstOrDefault(item => item.BreakGlassId == id.ToString() && item.MayReview) is { } found)
            {
                Item = found;
                return true;
            }
            token = answer.NextPageToken;
        }
        while (token.Length > 0);
        return false;
    }
}
