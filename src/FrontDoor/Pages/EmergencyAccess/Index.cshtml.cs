using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.EmergencyAccess;

/// <summary>Emergency accesses: one's own; for the privacy lead everybody's, those without a review first on request.</summary>
[OpensArea(Area.EmergencyAccess)]
internal sealed class IndexModel(BreakGlassService.BreakGlassServiceClient access, CurrentPerson person) : HubPage
{
    internal const string Closed = "closed";
    internal const string Reviewed = "reviewed";
    internal const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>"waiting" to see only those without a review.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    public bool WaitingOnly => Show == "waiting";

    public DateTimeOffset Now { get; private set; }

    public IReadOnlyList<BreakGlass> Items { get; private set; } = [];

    public string? NextPage { get; private set; }

    public string? Done => Notice switch
    {
        Closed => "Your emergency access is closed.",
        Reviewed => "The review is recorded.",
        _ => null,
    };

    public async Task OnGetAsync()
    {
        Now = await person.NowAsync();
        var answer = await access.ListBreakGlassAsync(
            new ListBreakGlassRequest { PageSize = PageSize, PageToken = After ?? "", WaitingOnly = WaitingOnly }, cancellationToken: Cancellation);
        Items = answer.Items;
        NextPage = answer.NextPageToken.Length == 0 ? null : List(WaitingOnly, answer.NextPageToken);
    }

    internal static string List(bool waitingOnly, string? token) => PageAddress.Of(EmergencyWords.List, ("show", waitingOnly ? "waiting" : null), ("after", token));
}
