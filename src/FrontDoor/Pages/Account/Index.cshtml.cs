using Mash.FrontDoor.HubClients;
using Mash.FrontDoor.SignIn;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Account;

/// <summary>Who I am to this hub, and where I am signed in.</summary>
[SignedIn]
internal sealed class IndexModel(SessionService.SessionServiceClient sessions, CurrentPerson person, IServiceProvider services) : HubPage
{
    internal const string SessionEnded = "session-ended";

    private static readonly FieldMap NoFields = new();

    public GetMeResponse Me { get; private set; } = new();

    public IReadOnlyList<SessionInfo> Sessions { get; private set; } = [];

    /// <summary>Real time: sessions do not follow the sample clock.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>Where the person manages how they sign in; null where the issuer is not ours.</summary>
    public Uri? WaysToSignIn => services.GetService<SignInSettings>()?.WaysToSignIn;

    public async Task OnGetAsync([FromServices] TimeProvider time)
    {
        Now = time.GetUtcNow();
        Me = await person.GetAsync();
        var answer = await sessions.ListSessionsAsync(new ListSessionsRequest { Subject = Subject }, cancellationToken: Cancellation);
        Sessions = answer.Sessions;
    }

    public async Task<IActionResult> OnPostAsync(string? handle)
    {
        // The hub ends it only where the handle is one of this person's own.
        var request = new EndSessionRequest { Handle = handle ?? "", Subject = Subject };
        if (await AttemptAsync(async () => await sessions.EndSessionAsync(request, cancellationToken: Cancellation), NoFields) == Attempt.Done)
            Leave(SessionEnded);
        return LocalRedirect("/account");
    }

    private string Subject => User.FindFirst("sub")?.Value
        ?? throw new InvalidOperationException("The ticket of a signed-in person has no sub.");
}
