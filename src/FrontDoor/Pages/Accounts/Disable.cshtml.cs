using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Accounts;

/// <summary>Asks once more before an account is closed.</summary>
[OpensArea(Area.People)]
[StepUp]
internal sealed class DisableModel(AccountService.AccountServiceClient accounts) : HubPage
{
    private static readonly FieldMap NoFields = new();

    public V1.Account Account { get; private set; } = new();

    public async Task OnGetAsync(Guid id) => await ReadAsync(id);

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        var request = new DisableAccountRequest { AccountId = id.ToString(), RequestId = RequestId };
        if (await AttemptAsync(async () => await accounts.DisableAccountAsync(request, cancellationToken: Cancellation), NoFields) == Attempt.Done)
        {
            Leave(PeopleNotices.Disabled);
            return LocalRedirect(PeopleLinks.Person(id.ToString()));
        }

        await ReadAsync(id);
        return Page();
    }

    private async Task ReadAsync(Guid id) =>
        Account = (await accounts.GetAccountAsync(new GetAccountRequest { AccountId = id.ToString() }, cancellationToken: Cancellation)).Account;
}
