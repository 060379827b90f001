using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Accounts;

/// <summary>Invites a person: they get a message with a link to begin.</summary>
[OpensArea(Area.People)]
[StepUp]
internal sealed class InviteModel(AccountService.AccountServiceClient accounts, AgencyService.AgencyServiceClient agencies, CurrentPerson person)
    : NewPersonPage(agencies, person)
{
    public Task<IActionResult> OnPostAsync() => AddAsync(link: false, PeopleNotices.Invited, async () =>
    {
        var request = new InviteAccountRequest { RequestId = RequestId, Name = Answers.Name ?? "", Email = Answers.Email ?? "", AgencyId = Answers.AgencyId ?? "" };
        request.Roles.AddRange(Answers.Roles);
        return (await accounts.InviteAccountAsync(request, cancellationToken: Cancellation)).AccountId;
    });
}
