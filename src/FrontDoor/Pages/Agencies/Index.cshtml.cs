using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mash.FrontDoor.Pages.Agencies;

/// <summary>Partner agencies by name.</summary>
[OpensArea(Area.Agencies)]
internal sealed class IndexModel(AgencyService.AgencyServiceClient agencies) : PageModel
{
    internal const int PageSize = 100;

    /// <summary>Part of a name to look for.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Name { get; set; }

    /// <summary>Token of the page to show; empty for the first.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public IReadOnlyList<Agency> Agencies { get; private set; } = [];

    public string? NextPage { get; private set; }

    public async Task OnGetAsync()
    {
        var request = new ListAgenciesRequest { PageSize = PageSize, PageToken = After ?? "", NameContains = Name?.Trim() ?? "" };
        var answer = await agencies.ListAgenciesAsync(request, cancellationToken: HttpContext.RequestAborted);
        Agencies = answer.Agencies;
        NextPage = answer.NextPageToken.Length == 0 ? null : To(answer.NextPageToken);
    }

    /// <summary>Address of the first page for the same name.</summary>
    public string FirstPage => To(null);

    private string To(string? token)
    {
        var query = new QueryBuilder();
        if (!string.IsNullOrWhiteSpace(Name))
            query.Add("name", Name.Trim());
        if (token is not null)
            query.Add("after", token);
        return AgencyLinks.Agencies + query.ToQueryString();
    }
}
