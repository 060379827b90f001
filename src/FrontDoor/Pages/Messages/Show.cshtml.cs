using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mash.FrontDoor.Pages.Messages;

/// <summary>One message as it was written. The hub puts the read on the record.</summary>
[OpensArea(Area.Messages)]
internal sealed class ShowModel(MessageService.MessageServiceClient messages) : PageModel
{
    public OutboundMessage Message { get; private set; } = new();

    public async Task OnGetAsync(Guid id)
    {
        var answer = await messages.GetMessageAsync(new GetMessageRequest { MessageId = id.ToString() }, cancellationToken: HttpContext.RequestAborted);
        Message = answer.Message;
    }
}
