using Microsoft.AspNetCore.Authentication;

namespace Mash.FrontDoor.HubClients;

/// <summary>Takes the access token from the ticket that the person signed in with; whoever made the ticket keeps it fresh.</summary>
internal sealed class TicketTokens : IPersonTokenSource
{
    public async ValueTask<string?> GetAsync(HttpContext context, CancellationToken cancellation) =>
        await context.GetTokenAsync("access_token");
}
