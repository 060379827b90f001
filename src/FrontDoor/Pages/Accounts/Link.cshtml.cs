using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Accounts;

/// <summary>Adds a person who signs in at another authority, by that authority's own name for them.</summary>
[OpensArea(Area.People)]
[StepUp]
internal sealed class LinkModel(AccountService.AccountServiceClient accounts, AgencyService.AgencyServiceClient agencies, CurrentPerson person)
    : NewPersonPage(agencies, person)
{
    public Task<IActionResult> OnPostAsync() => AddAsync(link: true, PeopleNotices.Linked, async () =>
    {
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
        return (await accounts.LinkAccountAsync(request, cancellationToken: Cancellation)).AccountId;
    });
}
