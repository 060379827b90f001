using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.UnusualAccess;

/// <summary>What the hub noticed in how staff look at records: open findings first.</summary>
[OpensArea(Area.UnusualAccess)]
internal sealed class IndexModel(UnusualAccessService.UnusualAccessServiceClient reviews, CurrentPerson person) : HubPage
{
    internal const string Reviewed = "reviewed";
    internal const int PageSize = 50;

    /// <summary>Open or Closed; empty for all.</summary>
    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    /// <summary>One rule by name; empty for all.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Rule { get; set; }

    /// <summary>Token of the page to show; empty for the first.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public DateTimeOffset Now { get; private set; }

    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    public int OpenCount { get; private set; }

    public string? NextPage { get; private set; }

    public bool IsFiltered => !string.IsNullOrEmpty(State) || !string.IsNullOrEmpty(Rule);

    public async Task OnGetAsync()
    {
        Now = await person.NowAsync();
        var request = new ListFindingsRequest { PageSize = PageSize, PageToken = After ?? "" };
        // What an address says that is no choice of this page is left out.
        if (Enum.TryParse<FindingState>(State, out var state))
            request.State = state;
        else
            State = null;
        if (Enum.TryParse<AccessRule>(Rule, out var rule) && rule != AccessRule.Unspecified)
            request.Rules.Add(rule);
        else
            Rule = null;
        var answer = await reviews.ListFindingsAsync(request, cancellationToken: Cancellation);
        Findings = answer.Findings;
        OpenCount = answer.OpenCount;
        NextPage = answer.NextPageToken.Length == 0 ? null : FindingLinks.List(State, Rule, answer.NextPageToken);
    }
}
