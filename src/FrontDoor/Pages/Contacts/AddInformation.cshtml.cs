using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Contacts;

/// <summary>Adds something that was learnt after the contact came in.</summary>
[OpensArea(Area.Queue)]
internal sealed class AddInformationModel(ContactService.ContactServiceClient contacts, CurrentPerson person) : HubPage
{
    /// <summary>The most characters that the hub takes.</summary>
    public const int LongestText = 20_000;

    private static readonly FieldMap Fields = new(("text", nameof(Text)), ("kind", nameof(Kind)));

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public StatementKind? Kind { get; set; }

    public ContactView View { get; private set; } = null!;

    public async Task OnGetAsync(Guid id) => View = await contacts.ReadAsync(id, person, Cancellation);

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (string.IsNullOrWhiteSpace(Text))
            ModelState.AddModelError(nameof(Text), "Write what you have learnt");
        if (Kind is null)
            ModelState.AddModelError(nameof(Kind), "Choose how it is known");
        if (ModelState.IsValid && await AttemptAsync(() => AddAsync(id), Fields) == Attempt.Done)
        {
            Leave(ContactNotices.InformationAdded);
            return LocalRedirect(ContactLinks.Contact(id.ToString()));
        }

        View = await contacts.ReadAsync(id, person, Cancellation);
        return Page();
    }

    private async Task AddAsync(Guid id) => await contacts.AddInformationAsync(
        new AddInformationRequest { ContactId = id.ToString(), RequestId = RequestId, Text = Text, Kind = Kind!.Value },
        cancellationToken: Cancellation);
}
