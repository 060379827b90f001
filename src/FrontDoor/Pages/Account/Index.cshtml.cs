using Mash.FrontDoor.HubClients;
using Mash.FrontDoor.SignIn;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Account;

/// <summary>Who I am to this hub, where I am signed in, and when I was.</summary>
[SignedIn]
internal sealed class IndexModel(
    SessionService.SessionServiceClient sessions, AccountService.AccountServiceClient accounts, CurrentPerson person, ISessionCookie cookie, IServiceProvider services) : HubPage
{
    internal const string SessionEnded = "session-ended";
    internal const string OthersEnded = "others-ended";
    private const int MostSignIns = 100;

    private static readonly FieldMap NoFields = new();

    public GetMeResponse Me { get; private set; } = new();

    public IReadOnlyList<SessionInfo> Sessions { get; private set; } = [];

    /// <summary>Own sign-ins and failed attempts, newest first.</summary>
    public IReadOnlyList<V1.SignIn> History { get; private set; } = [];

    /// <summary>True where another authority keeps that record.</summary>
    public bool KeptElsewhere { get; private set; }

    /// <summary>True where this session is known among several.</summary>
    public bool CanEndOthers => Sessions.Count > 1 && Sessions.Any(session => session.Current);

    /// <summary>Real time: sessions do not follow the sample clock.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>Where the person manages how they sign in; null where the issuer is not ours.</summary>
    public Uri? WaysToSignIn => services.GetService<SignInSettings>()?.WaysToSignIn;

    public async Task OnGetAsync([FromServices] TimeProvider time)
    {
        Now = time.GetUtcNow();
        Me = await person.GetAsync();
        Sessions = await ListAsync();
        var history = await accounts.ListOwnSignInsAsync(new ListOwnSignInsRequest { PageSize = MostSignIns }, cancellationToken: Cancellation);
        History = history.SignIns;
        KeptElsewhere = history.KeptElsewhere;
    }

    public async Task<IActionResult> OnPostAsync(string? handle)
    {
        // The hub ends it only where the handle is one of this person's own.
        var request = new EndSessionRequest { Handle = handle ?? "", Subject = Subject };
        if (await AttemptAsync(async () => await sessions.EndSessionAsync(request, cancellationToken: Cancellation), NoFields) == Attempt.Done)
            Leave(SessionEnded);
        return LocalRedirect("/account");
    }

    public async Task<IActionResult> OnPostOthersAsync()
    {
        var attempt = await AttemptAsync(EndOthersAsync, NoFields);
        if (attempt == Attempt.Done)
            Leave(OthersEnded);
        return LocalRedirect("/account");
    }

    private async Task EndOthersAsync()
    {
        var listed = await ListAsync();
        // Where this session is not known among them, none is "the others".
        if (!listed.Any(session => session.Current))
            return;
        foreach (var other in listed.Where(session => !session.Current))
            await sessions.EndSessionAsync(new EndSessionRequest { Handle = other.Handle, Subject = Subject }, cancellationToken: Cancellation);
    }

    private async Task<IReadOnlyList<SessionInfo>> ListAsync()
    {
        var request = new ListSessionsRequest { Subject = Subject, CurrentSessionId = cookie.SessionId(HttpContext) ?? "" };
        return (await sessions.ListSessionsAsync(request, cancellationToken: Cancellation)).Sessions;
    }

    private string Subject => User.FindFirst("sub")?.Value
        ?? throw new InvalidOperationException("The ticket of a signed-in person has no sub.");
}
