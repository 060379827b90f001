using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Contacts;

/// <summary>Shows one protected address, on the record as an act of its own. Only a form leads here, so that no address of a page ever opens it.</summary>
[OpensArea(Area.Contacts)]
internal sealed class AddressModel(ContactService.ContactServiceClient contacts) : HubPage
{
    [BindProperty]
    public string? Child { get; set; }

    [BindProperty]
    public int Person { get; set; }

    [BindProperty]
    public int Index { get; set; }

    public Address Address { get; private set; } = new();

    public string ContactId { get; private set; } = "";

    public IActionResult OnGet(Guid id) => LocalRedirect(ContactLinks.Contact(id.ToString()));

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        ContactId = id.ToString();
        var request = new GetProtectedAddressRequest { ContactId = ContactId, ContactChildId = Child ?? "", Person = Person, Address = Index };
        Address = (await contacts.GetProtectedAddressAsync(request, cancellationToken: Cancellation)).Address;
        return Page();
    }
}
