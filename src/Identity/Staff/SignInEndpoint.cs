using Mash.Identity.Accounts;
using Mash.Identity.Audit;
using Mash.Identity.Issuing;
using Mash.Identity.Pages;
using Microsoft.AspNetCore.Antiforgery;

namespace Mash.Identity.Staff;

/// <summary>The sign-in page: a name and a password. It says the same whatever was wrong.</summary>
internal static partial class SignInEndpoint
{
    public const string Path = "/staff/sign-in";

    public static async Task<IResult> GetAsync(
        HttpContext context, StaffSignIn signIn, SignInPage page, PageLayout layout, CancellationToken cancellationToken)
    {
        var handle = context.Request.Query["request"].ToString();
        return await signIn.PeekAsync(handle, RequestStage.SignIn, cancellationToken) is { } request
            ? page.Show(context, request, new SignInForm(handle, "", []))
            : MessagePages.Expired(layout);
    }

    public static async Task<IResult> PostAsync(
        HttpContext context,
        StaffSignIn signIn,
        SignInPage page,
        PageLayout layout,
        PasswordCheck passwords,
        RequestLimits limits,
        SignInRecord record,
        IAntiforgery antiforgery,
        CancellationToken cancellationToken)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return MessagePages.BadRequest(layout);
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var (handle, name, password) = (form["request"].ToString(), form["user-name"].ToString(), form["password"].ToString());
        if (await signIn.PeekAsync(handle, RequestStage.SignIn, cancellationToken) is not { } request)
            return MessagePages.Expired(layout);

        List<FieldProblem> problems = [];
        if (string.IsNullOrWhiteSpace(name))
            problems.Add(new FieldProblem("user-name", "Enter your email address"));
        if (password.Length == 0)
            problems.Add(new FieldProblem("password", "Enter your password"));
        if (problems.Count > 0)
            return page.Show(context, request, new SignInForm(handle, name, problems));

        var nameHash = passwords.NameHash(name);
        if (!limits.TrySignIn(context, nameHash))
            return MessagePages.TooMany(layout);
        var outcome = await passwords.CheckAsync(name, password, cancellationToken);
        if (outcome.Account is not { } account)
        {
            if (!await record.TryRefusedAsync(request, outcome, cancellationToken))
                return MessagePages.Unavailable(layout);
            return page.Show(context, request, new SignInForm(handle, name, [new FieldProblem("user-name", "Email address or password is not right, or the account cannot be used. After 5 wrong passwords, wait 15 minutes")]));
        }

        var sessionId = await signIn.SessionIdAsync(context, account.Id, cancellationToken);
        if (!await record.TrySignedInAsync(request, account.Id, sessionId, cancellationToken))
            return MessagePages.Unavailable(layout);
        if (await signIn.TakeAsync(handle, RequestStage.SignIn, cancellationToken) is null)
            return MessagePages.Expired(layout);
        var session = await signIn.BeginAsync(context, sessionId, account, nameHash, AuthenticationContext.Password, AuthenticationContext.PasswordMethods, cancellationToken);
        return SeeOther.To(await signIn.CompleteAsync(request, session, cancellationToken));
    }
}

/// <summary>Puts sign-in acts on the record; a false answer means that the act must not go on.</summary>
internal sealed partial class SignInRecord(
    ISignInAudit audit, SignInHistory history, IHttpContextAccessor contexts, IdentityOptions options, TimeProvider clock, ILogger<SignInRecord> log)
{
    public Task<bool> TrySignedInAsync(AuthorizationRequest request, Guid account, Guid sessionId, CancellationToken cancellationToken) => TryAsync(
        Act(SignInActKind.SignedIn, request.ClientId, account, sessionId) with { Acr = AuthenticationContext.Password, Amr = AuthenticationContext.PasswordMethods }, cancellationToken);

    public Task<bool> TryRefusedAsync(AuthorizationRequest request, PasswordOutcome outcome, CancellationToken cancellationToken) => TryAsync(
        Act(outcome.LockedNow ? SignInActKind.SignInLocked : SignInActKind.SignInRefused, request.ClientId, outcome.Subject, null), cancellationToken);

    public Task<bool> TrySignedOutAsync(string clientId, Guid account, Guid sessionId, CancellationToken cancellationToken)
        => TryAsync(Act(SignInActKind.SignedOut, clientId, account, sessionId), cancellationToken);

    public Task<bool> TryReplayedAsync(TokenGrant grant, CancellationToken cancellationToken)
        => TryAsync(Act(SignInActKind.TokenReplayed, grant.ClientId, grant.AccountId, grant.SessionId), cancellationToken);

    public Task<bool> TryLinkUsedAsync(AccountLinkKind kind, Guid account, CancellationToken cancellationToken)
        => TryAsync(Act(kind == AccountLinkKind.Invitation ? SignInActKind.InvitationAccepted : SignInActKind.PasswordReset, "", account, null), cancellationToken);

    public Task<bool> TryResetAskedAsync(Guid account, CancellationToken cancellationToken)
        => TryAsync(Act(SignInActKind.ResetAsked, "", account, null), cancellationToken);

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
