using Mash.Identity.Accounts;
using Mash.Identity.Pages;

namespace Mash.Identity.Staff;

/// <summary>The end of every sign-in, by whichever means: on the record, the waiting request taken away, the session begun.</summary>
internal sealed class SignInEnd(StaffSignIn signIn, SignInAttempts attempts, SignInRecord record, PageLayout layout)
{
    /// <param name="context">The browser.</param>
    /// <param name="waiting">The request, as it waits.</param>
    /// <param name="handle">Its handle.</param>
    /// <param name="account">Who has proved who they are.</param>
    /// <param name="acr">How well.</param>
    /// <param name="amr">By which means.</param>
    /// <param name="cancellationToken">Ends the wait for storage.</param>
    /// <returns>The session, or the page that says why there is none.</returns>
    public async Task<(SignInSession? Session, IResult? Refusal)> BeginAsync(
        HttpContext context, AuthorizationRequest waiting, string handle, StaffAccount account, string acr, string amr, CancellationToken cancellationToken)
    {
        var sessionId = await signIn.SessionIdAsync(context, account.Id, cancellationToken);
        if (!await record.TrySignedInAsync(waiting, account.Id, sessionId, acr, amr, cancellationToken))
            return (null, MessagePages.Unavailable(layout));
        if (await signIn.TakeAsync(handle, waiting.Stage, cancellationToken) is null)
            return (null, MessagePages.Expired(layout));
        var nameHash = attempts.NameHash(account.UserName!);
        return (await signIn.BeginAsync(context, sessionId, account, nameHash, acr, amr, cancellationToken), null);
    }

    /// <summary>As above, and on to where the request leads.</summary>
    public async Task<IResult> FinishAsync(
        HttpContext context, AuthorizationRequest waiting, string handle, StaffAccount account, string acr, string amr, CancellationToken cancellationToken)
    {
        var (session, refusal) = await BeginAsync(context, waiting, handle, account, acr, amr, cancellationToken);
        return session is null ? refusal! : SeeOther.To(await signIn.CompleteAsync(waiting, session, cancellationToken));
    }
}
