using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Accounts;

/// <summary>What the pages share on which a new person is named: by an invitation, or by another authority's name for them.</summary>
internal abstract class NewPersonPage(AgencyService.AgencyServiceClient agencies, CurrentPerson person) : HubPage
{
    [BindProperty]
    public PersonAnswers Answers { get; set; } = new();

    /// <summary><c>agency</c> where the hub's administrator adds an agency's person.</summary>
    [BindProperty(SupportsGet = true, Name = "side")]
    public string? For { get; set; }

    public PersonSide Side { get; private set; } = new([], [], "");

    public async Task OnGetAsync() => await ReadAsync();

    /// <summary>Checks what was typed, adds the person, and goes on to their page.</summary>
    /// <param name="link">True where another authority signs them in.</param>
    /// <param name="notice">What their page says.</param>
    /// <param name="add">Asks the hub; answers the new account's id.</param>
    protected async Task<IActionResult> AddAsync(bool link, string notice, Func<Task<string>> add)
    {
        await ReadAsync();
        Answers.Check(ModelState, Side, link);
        var added = "";
        if (!ModelState.IsValid || await AttemptAsync(async () => added = await add(), PersonAnswers.Fields) != Attempt.Done)
            return Page();
        Leave(notice);
        return LocalRedirect(PeopleLinks.Person(added));
    }

    private async Task ReadAsync() => Side = await PersonSide.OfAsync(await person.GetAsync(), For == "agency", agencies, Cancellation);
}
