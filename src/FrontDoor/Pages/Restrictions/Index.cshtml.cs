using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Restrictions;

/// <summary>Restricted records as such: why, where they stand, what waits. Nothing of what is in them.</summary>
[OpensArea(Area.Restrictions)]
internal sealed class IndexModel(RestrictionService.RestrictionServiceClient restrictions, CurrentPerson person) : HubPage
{
    internal const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>"waiting" to see only those that wait for a decision or a review.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    public bool WaitingOnly => Show == "waiting";

    public DateTimeOffset Now { get; private set; }

    public IReadOnlyList<Restriction> Restrictions { get; private set; } = [];

    public string? NextPage { get; private set; }

    public async Task OnGetAsync()
    {
        Now = await person.NowAsync();
        var answer = await restrictions.ListRestrictionsAsync(
            new ListRestrictionsRequest { PageSize = PageSize, PageToken = After ?? "", WaitingOnly = WaitingOnly }, cancellationToken: Cancellation);
        Restrictions = answer.Restrictions;
        NextPage = answer.NextPageToken.Length == 0 ? null : List(WaitingOnly, answer.NextPageToken);
    }

    internal static string List(bool waitingOnly, string? token) => PageAddress.Of(RestrictionWords.List, ("show", waitingOnly ? "waiting" : null), ("after", token));
}
