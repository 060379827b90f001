using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Accounts;

/// <summary>Invites a person: they get a message with a link to begin.</summary>
[OpensArea(Area.People)]
[StepUp]
internal sealed class InviteModel(AccountService.AccountServiceClient accounts, AgencyService.AgencyServiceClient agencies, CurrentPerson person) : HubPage
{
    [BindProperty]
    public PersonAnswers Answers { get; set; } = new();

    /// <summary><c>agency</c> where the hub's administrator invites an agency's person.</summary>
    [BindProperty(SupportsGet = true, Name = "side")]
    public string? For { get; set; }

    public PersonSide Side { get; private set; } = new([], [], "");

    public async Task OnGetAsync() => await ReadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await ReadAsync();
        Answers.Check(ModelState, Side, link: false);
        var request = new InviteAccountRequest { RequestId = RequestId, Name = Answers.Name ?? "", Email = Answers.Email ?? "", AgencyId = Answers.AgencyId ?? "" };
        request.Roles.AddRange(Answers.Roles);
        var invited = "";
        var attempt = ModelState.IsValid
            ? await AttemptAsync(async () => invited = (await accounts.InviteAccountAsync(request, cancellationToken: Cancellation)).AccountId, PersonAnswers.Fields)
            : Attempt.Refused;
        if (attempt != Attempt.Done)
            return Page();
        Leave(PeopleNotices.Invited);
        return LocalRedirect(PeopleLinks.Person(invited));
    }

    private async Task ReadAsync() => Side = await PersonSide.OfAsync(await person.GetAsync(), For == "agency", agencies, Cancellation);
}
