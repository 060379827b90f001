using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Alerts;

/// <summary>What somebody must look at soon: first what waits, on request what was taken up too.</summary>
[OpensArea(Area.Alerts)]
internal sealed class IndexModel(AlertService.AlertServiceClient alerts, CurrentPerson person) : HubPage
{
    internal const string TakenUp = "taken-up";
    internal const int PageSize = 50;

    private static readonly FieldMap NoFields = new();

    /// <summary>Token of the page to show; empty for the first.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>"all" to see those that were taken up as well.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    public bool All => Show == "all";

    public DateTimeOffset Now { get; private set; }

    public IReadOnlyList<Alert> Alerts { get; private set; } = [];

    public int OpenCount { get; private set; }

    public string? NextPage { get; private set; }

    public async Task OnGetAsync()
    {
        Now = await person.NowAsync();
        var request = new ListAlertsRequest { PageSize = PageSize, PageToken = After ?? "", OpenOnly = !All };
        var answer = await alerts.ListAlertsAsync(request, cancellationToken: Cancellation);
        Alerts = answer.Alerts;
        OpenCount = answer.OpenCount;
        NextPage = answer.NextPageToken.Length == 0 ? null : List(All, answer.NextPageToken);
    }

    public async Task<IActionResult> OnPostAsync(string? alertId)
    {
        var request = new AcknowledgeAlertRequest { AlertId = alertId ?? "", RequestId = RequestId };
        if (await AttemptAsync(async () => await alerts.AcknowledgeAlertAsync(request, cancellationToken: Cancellation), NoFields) == Attempt.Done)
            Leave(TakenUp);
        return LocalRedirect(List(All, null));
    }

    internal static string List(bool all, string? token) => PageAddress.Of("/alerts", ("show", all ? "all" : null), ("after", token));
}
