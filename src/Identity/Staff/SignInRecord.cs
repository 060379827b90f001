using Mash.Identity.Accounts;
using Mash.Identity.Audit;

namespace Mash.Identity.Staff;

/// <summary>Puts sign-in acts on the record; a false answer means that the act must not go on.</summary>
internal sealed partial class SignInRecord(
    ISignInAudit audit, SignInHistory history, IHttpContextAccessor contexts, IdentityOptions options, TimeProvider clock, ILogger<SignInRecord> log)
{
    public Task<bool> TrySignedInAsync(
        AuthorizationRequest request, Guid account, Guid sessionId, string acr, string amr, CancellationToken cancellationToken)
        => TryAsync(Act(SignInActKind.SignedIn, request.ClientId, account, sessionId) with { Acr = acr, Amr = amr }, cancellationToken);

    public Task<bool> TryRefusedAsync(string clientId, ProofOutcome outcome, CancellationToken cancellationToken) => TryAsync(
        Act(outcome.LockedNow ? SignInActKind.SignInLocked : SignInActKind.SignInRefused, clientId, outcome.Subject, null), cancellationToken);

    public Task<bool> TrySignedOutAsync(string clientId, Guid account, Guid sessionId, CancellationToken cancellationToken)
        => TryAsync(Act(SignInActKind.SignedOut, clientId, account, sessionId), cancellationToken);

    public Task<bool> TryReplayedAsync(TokenGrant grant, CancellationToken cancellationToken)
        => TryAsync(Act(SignInActKind.TokenReplayed, grant.ClientId, grant.AccountId, grant.SessionId), cancellationToken);

    public Task<bool> TryLinkUsedAsync(AccountLinkKind kind, Guid account, CancellationToken cancellationToken)
        => TryAsync(Act(kind == AccountLinkKind.Invitation ? SignInActKind.InvitationAccepted : SignInActKind.PasswordReset, "", account, null), cancellationToken);

    public Task<bool> TryResetAskedAsync(Guid account, CancellationToken cancellationToken)
        => TryAsync(Act(SignInActKind.ResetAsked, "", account, null), cancellationToken);

    /// <summary>A change of somebody's ways to sign in.</summary>
    public Task<bool> TryMethodAsync(SignInActKind kind, string clientId, Guid account, Guid? sessionId, CancellationToken cancellationToken)
        => TryAsync(Act(kind, clientId, account, sessionId), cancellationToken);

    private SignInAct Act(SignInActKind kind, string clientId, Guid? subject, Guid? sessionId) => new()
    {
        Kind = kind,
        Issuer = options.StaffIssuer,
        Subject = subject,
        ClientId = clientId,
        SessionId = sessionId,
        Time = clock.GetUtcNow(),
    };

    private async Task<bool> TryAsync(SignInAct act, CancellationToken cancellationToken)
    {
        try
        {
            await audit.RecordAsync(act, cancellationToken);
            await history.AddAsync(act, contexts.HttpContext?.Request.Headers.UserAgent.ToString() ?? "", cancellationToken);
            return true;
        }
#pragma warning disable CA1031 // whatever stops the record stops the act; nobody signs in unseen
        catch (Exception error) when (error is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogNotRecorded(log, act.Kind, error.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Act} could not be put on the record ({Error}); refused")]
    private static partial void LogNotRecorded(ILogger log, SignInActKind act, string error);
}
