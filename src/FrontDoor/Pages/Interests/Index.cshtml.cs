using Mash.FrontDoor.Components;
using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Mash.FrontDoor.Pages.Interests;

/// <summary>A person's interests: one's own, or for a privacy lead anybody's.</summary>
[OpensArea(Area.Interests)]
internal sealed class IndexModel(InterestService.InterestServiceClient interests, CurrentPerson person) : HubPage
{
    internal const string Declared = "interest-declared";
    internal const string Ended = "interest-ended";

    private static readonly FieldMap Fields = new(
        ("subject", nameof(Subject)), ("given_name", nameof(GivenName)), ("family_name", nameof(FamilyName)), ("other_names", nameof(OtherNames)),
        ("date_of_birth", nameof(DateOfBirth)), ("address_line", nameof(AddressLine)), ("postcode", nameof(Postcode)),
        ("uprn", nameof(Uprn)));

    /// <summary>Opaque id of whose interests to show; empty for one's own.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Of { get; set; }

    [BindProperty]
    public InterestSubject? Subject { get; set; }

    [BindProperty]
    public string? GivenName { get; set; }

    [BindProperty]
    public string? FamilyName { get; set; }

    /// <summary>One a line.</summary>
    [BindProperty]
    public string? OtherNames { get; set; }

    [BindProperty]
    public DateAnswer DateOfBirth { get; set; } = new();

    [BindProperty]
    public string? AddressLine { get; set; }

    [BindProperty]
    public string? Postcode { get; set; }

    [BindProperty]
    public string? Uprn { get; set; }

    public ListInterestsResponse Answer { get; private set; } = new();

    public DateTimeOffset Now { get; private set; }

    /// <summary>True where the interests are the reader's own.</summary>
    public bool Own { get; private set; }

    /// <summary>True for privacy leads, who may look after others'.</summary>
    public bool KeepsOthers => Answer.People.Count > 0;

    public IEnumerable<SelectListItem> People =>
        Answer.People.Select(member => new SelectListItem(member.Name, member.AccountId, member.AccountId == Answer.Person.AccountId));

    public async Task OnGetAsync() => await ShowAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        var request = new DeclareInterestRequest { AccountId = Of ?? "", RequestId = RequestId, Subject = Subject ?? InterestSubject.Unspecified };
        if (Subject is null or InterestSubject.Unspecified)
            ModelState.AddModelError(nameof(Subject), "Say what it is about");
        else if (Subject == InterestSubject.Home)
            ReadHome(request);
        else
            ReadPerson(request);
        if (ModelState.IsValid && await AttemptAsync(async () => await interests.DeclareInterestAsync(request, cancellationToken: Cancellation), Fields) == Attempt.Done)
        {
            Leave(Declared);
            return LocalRedirect(Address(Of));
        }
        await ShowAsync();
        return Page();
    }

    internal static string Address(string? of) => PageAddress.Of("/account/interests", ("of", of));

    internal static string EndAddress(string interestId, string accountId) => $"/account/interests/{interestId}/end?of={accountId}";

    private void ReadPerson(DeclareInterestRequest request)
    {
        request.GivenName = GivenName ?? "";
        request.FamilyName = FamilyName ?? "";
        request.OtherNames.Add((OtherNames ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        if (string.IsNullOrWhiteSpace(GivenName))
            ModelState.AddModelError(nameof(GivenName), "Enter the given names");
        if (string.IsNullOrWhiteSpace(FamilyName))
            ModelState.AddModelError(nameof(FamilyName), "Enter the family name");
        if (DateOfBirth.IsEmpty)
            ModelState.AddModelError(nameof(DateOfBirth), "Enter the date of birth: a name alone would hide strangers’ contacts");
        if (DateOfBirth.Read(ModelState, nameof(DateOfBirth), "Date of birth") is { } birth)
            request.DateOfBirth = new Date { Year = birth.Year, Month = birth.Month, Day = birth.Day };
    }

    private void ReadHome(DeclareInterestRequest request)
    {
        request.AddressLine = AddressLine ?? "";
        request.Postcode = Postcode ?? "";
        request.Uprn = Uprn ?? "";
        if (string.IsNullOrWhiteSpace(AddressLine))
            ModelState.AddModelError(nameof(AddressLine), "Enter the house number or name, and the street");
        if (string.IsNullOrWhiteSpace(Postcode))
            ModelState.AddModelError(nameof(Postcode), "Enter the postcode");
    }

    private async Task ShowAsync()
    {
        Now = await person.NowAsync();
        Answer = await interests.ListInterestsAsync(new ListInterestsRequest { AccountId = Of ?? "" }, cancellationToken: Cancellation);
        Own = Answer.Own;
    }
}
