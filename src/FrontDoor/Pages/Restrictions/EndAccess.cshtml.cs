using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Restrictions;

/// <summary>Ends a named person's access at once.</summary>
[OpensArea(Area.Restrictions)]
[StepUp]
internal sealed class EndAccessModel(RestrictionService.RestrictionServiceClient restrictions) : HubPage
{
    private static readonly FieldMap Fields = new(("reason", nameof(Reason)));

    [BindProperty]
    public string? Reason { get; set; }

    public Restriction Restriction { get; private set; } = new();

    public NamedPerson Person { get; private set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid id, Guid account) => await ReadAsync(id, account) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, Guid account)
    {
        if (string.IsNullOrWhiteSpace(Reason))
            ModelState.AddModelError(nameof(Reason), "Say why");
        var request = new EndAccessRequest { RestrictionId = id.ToString(), AccountId = account.ToString(), Reason = Reason ?? "", RequestId = RequestId };
        if (ModelState.IsValid && await AttemptAsync(async () => await restrictions.EndAccessAsync(request, cancellationToken: Cancellation), Fields) == Attempt.Done)
        {
            Leave(RestrictionNotices.Ended);
            return LocalRedirect(RestrictionWords.Show(id.ToString()));
        }
        return await ReadAsync(id, account) ? Page() : NotFound();
    }

    private async Task<bool> ReadAsync(Guid id, Guid account)
    {
        Restriction = (await restrictions.ReadAsync(id, Cancellation)).Restriction;
        var found = Restriction.People.FirstOrDefault(person => person.AccountId == account.ToString());
        Person = found ?? Person;
        return found is not null;
    }
}
