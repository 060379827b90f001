using Mash.FrontDoor.HubClients;
using Mash.FrontDoor.Pages.Contacts;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Screening;

/// <summary>Sets or changes how urgent a contact is, and says why.</summary>
[OpensArea(Area.Queue)]
internal sealed class RateModel(ContactService.ContactServiceClient contacts, ScreeningService.ScreeningServiceClient screening, CurrentPerson person) : HubPage
{
    /// <summary>The most characters that the hub takes.</summary>
    public const int LongestRationale = 5000;

    private static readonly FieldMap Fields = new(("rag", nameof(Rag)), ("rationale", nameof(Rationale)));

    [BindProperty]
    public Rag? Rag { get; set; }

    [BindProperty]
    public string? Rationale { get; set; }

    [BindProperty]
    public string Etag { get; set; } = "";

    public ContactView View { get; private set; } = null!;

    /// <summary>True where the contact changed under the person's hands: what is recorded now is shown beside what was typed.</summary>
    public bool Changed { get; private set; }

    public async Task OnGetAsync(Guid id)
    {
        View = await contacts.ReadAsync(id, person, Cancellation);
        Etag = View.Contact.Etag;
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (Rag is null)
            ModelState.AddModelError(nameof(Rag), "Choose how urgent it is");
        if (string.IsNullOrWhiteSpace(Rationale))
            ModelState.AddModelError(nameof(Rationale), "Say why");
        var attempt = ModelState.IsValid ? await AttemptAsync(() => RateAsync(id), Fields) : Attempt.Refused;
        if (attempt == Attempt.Done)
        {
            Leave(ContactNotices.Rated);
            return LocalRedirect(ContactLinks.Contact(id.ToString()));
        }

        View = await contacts.ReadAsync(id, person, Cancellation);
        Changed = attempt == Attempt.Changed;
        if (Changed)
            Etag = View.Contact.Etag;
        return Page();
    }

    private async Task RateAsync(Guid id) => await screening.RateContactAsync(
        new RateContactRequest { ContactId = id.ToString(), RequestId = RequestId, Etag = Etag, Rag = Rag!.Value, Rationale = Rationale },
        cancellationToken: Cancellation);
}
