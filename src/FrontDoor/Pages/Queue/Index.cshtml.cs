using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mash.FrontDoor.Pages.Queue;

/// <summary>
/// What waits, earliest clock first. The address carries the time up to which contacts are shown, so that loading the
/// page again moves nothing under the reader: what came in since is announced, and comes in when asked for.
/// </summary>
[OpensArea(Area.Queue)]
internal sealed class IndexModel(ContactService.ContactServiceClient contacts, CurrentPerson person) : PageModel
{
    internal const int PageSize = 50;
    internal const int MostNewerCounted = 200;

    private static readonly TimeSpan LongestStanding = TimeSpan.FromHours(10);

    [BindProperty(SupportsGet = true)]
    public QueueFilter Filter { get; set; } = new();

    public DateTimeOffset Now { get; private set; }

    public QueueCounts Counts { get; private set; } = new();

    public IReadOnlyList<QueueRow> Rows { get; private set; } = [];

    public string? NextPage { get; private set; }

    public NewerContacts? Newer { get; private set; }

    /// <summary>Such as "11 contacts about 19 children, earliest clock first".</summary>
    public string Caption { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync()
    {
        Now = await person.NowAsync();
        if (!Stands(Filter.Upto))
            return LocalRedirect(QueueLinks.To(Filter with { Upto = Now.ToUnixTimeSeconds() + 1 }));
        var shownUpto = DateTimeOffset.FromUnixTimeSeconds(Filter.Upto!.Value);
        var request = Filter.ToRequest(PageSize);
        request.IncludeCounts = true;
        var answer = await contacts.ListContactsAsync(request, cancellationToken: HttpContext.RequestAborted);
        Counts = answer.Counts ?? new QueueCounts();
        Rows = [.. answer.Contacts.Where(row => row.ReceivedTime.ToDateTimeOffset() <= shownUpto).Select(row => new QueueRow(row, Now))];
        NextPage = answer.NextPageToken.Length == 0 ? null : QueueLinks.To(Filter with { After = answer.NextPageToken });
        Caption = QueueRow.Caption(Rows, NextPage is not null || Filter.After is not null);
        if (Now > shownUpto)
            Newer = await NewerAsync(shownUpto);
        return Page();
    }

    private bool Stands(long? upto) => upto is { } seconds
        && seconds <= Now.ToUnixTimeSeconds() + 1
        && seconds >= (Now - LongestStanding).ToUnixTimeSeconds();

    private async Task<NewerContacts?> NewerAsync(DateTimeOffset since)
    {
        var answer = await contacts.ListContactsAsync(Filter.ToNewerRequest(MostNewerCounted), cancellationToken: HttpContext.RequestAborted);
        return answer.Contacts.Count == 0
            ? null
            : new NewerContacts(answer.Contacts.Count, answer.NextPageToken.Length > 0, answer.Contacts.Count(row => row.Rag == Rag.Red || row.ReferrerRed), since);
    }
}

/// <summary>Contacts that came in after what is shown.</summary>
/// <param name="Count">How many.</param>
/// <param name="AndMore">True where there are more than were counted.</param>
/// <param name="Red">How many of them are red, or red to their referrer.</param>
/// <param name="Since">Up to when the page shows contacts.</param>
internal sealed record NewerContacts(int Count, bool AndMore, int Red, DateTimeOffset Since);
