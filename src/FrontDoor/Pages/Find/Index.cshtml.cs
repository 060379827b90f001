using Mash.FrontDoor.Components;
using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Find;

/// <summary>Finds contacts again by exact terms. What is typed is sent, never put into an address, and the answer is not kept.</summary>
[OpensArea(Area.Find)]
internal sealed class IndexModel(PersonService.PersonServiceClient people, CurrentPerson person) : HubPage
{
    private static readonly FieldMap Fields = new(
        ("contact_reference", nameof(Typed)), ("nhs_number", nameof(Typed)), ("upn", nameof(Typed)), ("given_name", nameof(Typed)), ("family_name", nameof(Typed)),
        ("date_of_birth", nameof(DateOfBirth)));

    [BindProperty]
    public string? Typed { get; set; }

    [BindProperty]
    public DateAnswer DateOfBirth { get; set; } = new();

    /// <summary>What was found; null before a search.</summary>
    public LookUpPersonResponse? Found { get; private set; }

    /// <summary>True where the person may open a record in an emergency.</summary>
    public bool HasEmergencyAccess { get; private set; }

    public async Task OnGetAsync() => HasEmergencyAccess = await MayOpenAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        HasEmergencyAccess = await MayOpenAsync();
        var born = DateOfBirth.Read(ModelState, nameof(DateOfBirth), "Date of birth");
        var request = Terms.Read(Typed ?? "", born);
        if (string.IsNullOrWhiteSpace(Typed))
            ModelState.AddModelError(nameof(Typed), "Enter a reference, a number or a name");
        else if (Terms.IsName(request) && request.GivenName.Length == 0)
            ModelState.AddModelError(nameof(Typed), "Enter the given name and the family name");
        if (Terms.IsName(request) && !string.IsNullOrWhiteSpace(Typed) && born is null && ModelState[nameof(DateOfBirth)]?.Errors.Count is null or 0 && DateOfBirth.IsEmpty)
            ModelState.AddModelError(nameof(DateOfBirth), "Enter the date of birth: a name alone finds nobody");
        if (ModelState.IsValid)
            await AttemptAsync(async () => Found = await people.LookUpPersonAsync(request, cancellationToken: Cancellation), Fields);
        return Page();
    }

    private async Task<bool> MayOpenAsync() => (await person.GetAsync()).Areas.Contains(Area.EmergencyAccess);
}
