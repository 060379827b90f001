using Mash.FrontDoor.HubClients;
using Mash.FrontDoor.Pages.Contacts;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Screening;

/// <summary>Takes a contact into screening. There is nothing to ask, so it shows nothing: the button is on the contact.</summary>
[OpensArea(Area.Queue)]
internal sealed class StartModel(ScreeningService.ScreeningServiceClient screening) : HubPage
{
    private static readonly FieldMap NoFields = new();

    [BindProperty]
    public string Etag { get; set; } = "";

    public IActionResult OnGet(Guid id) => LocalRedirect(ContactLinks.Contact(id.ToString()));

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        var request = new StartScreeningRequest { ContactId = id.ToString(), RequestId = RequestId, Etag = Etag };
        var attempt = await AttemptAsync(async () => await screening.StartScreeningAsync(request, cancellationToken: Cancellation), NoFields);
        Leave(attempt == Attempt.Done ? ContactNotices.ScreeningStarted : ContactNotices.NotStarted);
        return LocalRedirect(ContactLinks.Contact(id.ToString()));
    }
}
