using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Accounts;

/// <summary>Adds a person who signs in at another authority, by that authority's own name for them.</summary>
[OpensArea(Area.People)]
[StepUp]
internal sealed class LinkModel(AccountService.AccountServiceClient accounts, AgencyService.AgencyServiceClient agencies, CurrentPerson person) : HubPage
{
    [BindProperty]
    public PersonAnswers Answers { get; set; } = new();

    /// <summary><c>agency</c> where the hub's administrator adds an agency's person.</summary>
    [BindProperty(SupportsGet = true, Name = "side")]
    public string? For { get; set; }

    public PersonSide Side { get; private set; } = new([], [], "");

    public async Task OnGetAsync() => await ReadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await ReadAsync();
        Answers.Check(ModelState, Side, link: true);
        var request = new LinkAccountRequest
        {
            RequestId = RequestId,
            Name = Answers.Name ?? "",
            Email = Answers.Email ?? "",
            AgencyId = Answers.AgencyId ?? "",
            Issuer = Answers.Issuer?.Trim() ?? "",
            Subject = Answers.Subject?.Trim() ?? "",
        };
        request.Roles.AddRange(Answers.Roles);
        var linked = "";
        var attempt = ModelState.IsValid
            ? await AttemptAsync(async () => linked = (await accounts.LinkAccountAsync(request, cancellationToken: Cancellation)).AccountId, PersonAnswers.Fields)
            : Attempt.Refused;
        if (attempt != Attempt.Done)
            return Page();
        Leave(PeopleNotices.Linked);
        return LocalRedirect(PeopleLinks.Person(linked));
    }

    private async Task ReadAsync() => Side = await PersonSide.OfAsync(await person.GetAsync(), For == "agency", agencies, Cancellation);
}
