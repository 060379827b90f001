using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Mash.FrontDoor.Pages.Accounts;

/// <summary>People by name: everybody for the hub's administrators, their own people for an agency's.</summary>
[OpensArea(Area.People)]
internal sealed class IndexModel(AccountService.AccountServiceClient accounts, CurrentPerson person) : PageModel
{
    internal const int PageSize = 100;

    /// <summary>Only accounts in this state; all without one.</summary>
    [BindProperty(SupportsGet = true)]
    public AccountState? State { get; set; }

    /// <summary>Only people who hold this role; all without one.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Role { get; set; }

    /// <summary>Token of the page to show; empty for the first.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>The agency whose people these are; empty where they are everybody.</summary>
    public string AgencyName { get; private set; } = "";

    public bool SignInElsewhere { get; private set; }

    public IReadOnlyList<V1.Account> People { get; private set; } = [];

    public string? NextPage { get; private set; }

    /// <summary>Address of the first page with the same filters.</summary>
    public string FirstPage => To(null);

    public string Heading => AgencyName.Length > 0 ? "Our people" : "People";

    public IEnumerable<SelectListItem> Roles =>
        (AgencyName.Length > 0 ? AccountWords.AgencyRoles : AccountWords.HubRoles.Concat(AccountWords.AgencyRoles)).Select(role => new SelectListItem(role.Words, role.Role));

    public async Task OnGetAsync()
    {
        var request = new ListAccountsRequest { PageSize = PageSize, PageToken = After ?? "", State = State ?? AccountState.Unspecified, Role = Role ?? "" };
        var answer = await accounts.ListAccountsAsync(request, cancellationToken: HttpContext.RequestAborted);
        People = answer.Accounts;
        SignInElsewhere = answer.SignInElsewhere;
        NextPage = answer.NextPageToken.Length == 0 ? null : To(answer.NextPageToken);
        AgencyName = (await person.GetAsync()).AgencyName();
    }

    private string To(string? token)
    {
        var query = new QueryBuilder();
        if (State is { } state)
            query.Add("state", state.ToString());
        if (!string.IsNullOrEmpty(Role))
            query.Add("role", Role);
        if (token is not null)
            query.Add("after", token);
        return PeopleLinks.People + query.ToQueryString();
    }
}

internal static class OwnAgency
{
    /// <summary>The agency whose person this is; empty for hub staff.</summary>
    public static string AgencyName(this GetMeResponse me) =>
        me.Memberships.Select(membership => membership.AgencyName).FirstOrDefault(name => name.Length > 0) ?? "";
}
