using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Interests;

/// <summary>Ends somebody else's interest, with the reason: for privacy leads.</summary>
[OpensArea(Area.Interests)]
internal sealed class EndModel(InterestService.InterestServiceClient interests) : HubPage
{
    /// <summary>The most characters that the hub takes.</summary>
    public const int LongestReason = 500;

    private static readonly FieldMap Fields = new(("reason", nameof(Reason)));

    /// <summary>Opaque id of whose interest it is.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Of { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public Interest Interest { get; private set; } = new();

    public StaffMember Person { get; private set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid id) => await ShowAsync(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (string.IsNullOrWhiteSpace(Reason))
            ModelState.AddModelError(nameof(Reason), "Say why");
        var request = new EndInterestRequest { InterestId = id.ToString(), RequestId = RequestId, Reason = Reason ?? "" };
        if (ModelState.IsValid && await AttemptAsync(async () => await interests.EndInterestAsync(request, cancellationToken: Cancellation), Fields) == Attempt.Done)
        {
            Leave(IndexModel.Ended);
            return LocalRedirect(IndexModel.Address(Of));
        }
        return await ShowAsync(id) ? Page() : NotFound();
    }

    private async Task<bool> ShowAsync(Guid id)
    {
        var answer = await interests.ListInterestsAsync(new ListInterestsRequest { AccountId = Of ?? "" }, cancellationToken: Cancellation);
        Person = answer.Person;
        if (answer.Interests.FirstOrDefault(interest => interest.InterestId == id.ToString()) is not { } found)
            return false;
        Interest = found;
        return true;
    }
}
