using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mash.FrontDoor.Pages.Messages;

/// <summary>What the hub sent to people, newest first, without the text.</summary>
[OpensArea(Area.Messages)]
internal sealed class IndexModel(MessageService.MessageServiceClient messages, CurrentPerson person) : PageModel
{
    internal const int PageSize = 50;

    /// <summary>Token of the page to show; empty for the first.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public DateTimeOffset Now { get; private set; }

    public IReadOnlyList<OutboundMessage> Messages { get; private set; } = [];

    public string? NextPage { get; private set; }

    public async Task OnGetAsync()
    {
        Now = await person.NowAsync();
        var request = new ListMessagesRequest { PageSize = PageSize, PageToken = After ?? "" };
        var answer = await messages.ListMessagesAsync(request, cancellationToken: HttpContext.RequestAborted);
        Messages = answer.Messages;
        NextPage = answer.NextPageToken.Length == 0 ? null : MessageLinks.Page(answer.NextPageToken);
    }
}
