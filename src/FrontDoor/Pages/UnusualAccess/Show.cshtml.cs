using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.UnusualAccess;

/// <summary>One finding with its evidence, and the review of it. The hub puts the read on the record.</summary>
[OpensArea(Area.UnusualAccess)]
internal sealed class ShowModel(UnusualAccessService.UnusualAccessServiceClient reviews, CurrentPerson person) : HubPage
{
    /// <summary>The most characters that the hub takes.</summary>
    public const int MostWords = 2000;

    private static readonly FieldMap Fields = new(("outcome", nameof(Outcome)), ("words", nameof(Words)));

    [BindProperty]
    public string Etag { get; set; } = "";

    [BindProperty]
    public FindingOutcome? Outcome { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public DateTimeOffset Now { get; private set; }

    public Finding Finding { get; private set; } = new();

    public async Task OnGetAsync(Guid id)
    {
        await ReadAsync(id);
        Etag = Finding.Etag;
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (Outcome is null)
            ModelState.AddModelError(nameof(Outcome), "Say what the review found");
        if (string.IsNullOrWhiteSpace(Words))
            ModelState.AddModelError(nameof(Words), "Say what you asked and what you were told");
        var request = new CloseFindingRequest
        {
            FindingId = id.ToString(), RequestId = RequestId, Etag = Etag, Outcome = Outcome ?? FindingOutcome.Unspecified, Words = Words ?? "",
        };
        if (ModelState.IsValid)
        {
            switch (await AttemptAsync(async () => await reviews.CloseFindingAsync(request, cancellationToken: Cancellation), Fields))
            {
                case Attempt.Done:
                    Leave(IndexModel.Reviewed);
                    return LocalRedirect(FindingLinks.Findings);
                case Attempt.Changed:
                    await ReadAsync(id);
                    // Sending it again is then a decision about what stands here now.
                    Etag = Finding.Etag;
                    ModelState.Remove(nameof(Etag));
                    return Page();
            }
        }

        await ReadAsync(id);
        return Page();
    }

    private async Task ReadAsync(Guid id)
    {
        Now = await person.NowAsync();
        Finding = (await reviews.GetFindingAsync(new GetFindingRequest { FindingId = id.ToString() }, cancellationToken: Cancellation)).Finding;
    }
}
