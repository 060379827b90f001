using Mash.Identity.Accounts;
using Mash.Identity.Audit;
using Mash.Identity.Issuing;
using Mash.Identity.Methods;
using Mash.Identity.Pages;
using Microsoft.AspNetCore.Identity;

namespace Mash.Identity.Staff;

/// <summary>The step after the right password. Wrong codes count against the name like wrong passwords.</summary>
internal static class SecondFactorEndpoint
{
    public const string Path = "/staff/sign-in/code";
    public const string CodeField = "code";
    public const string RecoveryField = "recovery-code";

    public static async Task<IResult> GetAsync(
        HttpContext context, StaffSignIn signIn, SignInMethods methods, SecondFactorPage page, PageLayout layout, CancellationToken cancellationToken)
    {
        var handle = context.Request.Query["request"].ToString();
        if (await signIn.PeekAsync(handle, RequestStage.SecondFactor, cancellationToken) is not { AccountId: { } account } request)
            return MessagePages.Expired(layout);
        var held = await methods.OfAsync(account, cancellationToken);
        return page.Show(context, request, new SecondFactorForm(handle, held, context.Request.Query["with"] == "recovery", []));
    }

    public static async Task<IResult> PostAsync(
        HttpContext context,
        StaffSignIn signIn,
        SignInMethods methods,
        SecondFactorCheck check,
        SecondFactorPage page,
        PageLayout layout,
        UserManager<StaffAccount> users,
        SignInAttempts attempts,
        SignInEnd end,
        SignInRecord record,
        RequestLimits limits,
        CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var (handle, code, recovery) = (form["request"].ToString(), form[CodeField].ToString(), form[RecoveryField].ToString());
        var withRecovery = form.ContainsKey(RecoveryField);
        if (await signIn.PeekAsync(handle, RequestStage.SecondFactor, cancellationToken) is not { AccountId: { } id } request
            || await users.FindByIdAsync(id.ToString()) is not { } account)
            return MessagePages.Expired(layout);
        var held = await methods.OfAsync(id, cancellationToken);
        IResult Again(string words) => page.Show(
            context, request, new SecondFactorForm(handle, held, withRecovery, [new FieldProblem(withRecovery ? RecoveryField : CodeField, words)]));
        if (string.IsNullOrWhiteSpace(withRecovery ? recovery : code))
            return Again(withRecovery ? "Enter a recovery code" : "Enter the 6-digit code from your app");

        if (!limits.TrySignIn(context, attempts.NameHash(account.UserName!)))
            return MessagePages.TooMany(layout);
        var outcome = withRecovery
            ? await check.RecoveryCodeAsync(account, recovery, cancellationToken)
            : await check.CodeAsync(account, code, cancellationToken);
        if (outcome.Account is null)
        {
            return await record.TryRefusedAsync(request.ClientId, outcome, cancellationToken)
                ? Again(withRecovery
                    ? "That recovery code is not right or was used before. After 5 wrong attempts, wait 15 minutes"
                    : "That code is not right or was used before. Wait for the next one. After 5 wrong attempts, wait 15 minutes")
                : MessagePages.Unavailable(layout);
        }

        if (withRecovery && !await check.TryTellAsync(request, account, recovery, cancellationToken))
            return MessagePages.Unavailable(layout);
        return await end.FinishAsync(
            context, request, handle, account, AuthenticationContext.MultiFactor, AuthenticationContext.CodeMethods, cancellationToken);
    }
}

/// <summary>Checks codes after the right password, counted like passwords.</summary>
internal sealed class SecondFactorCheck(SignInAttempts attempts, Authenticators authenticators, RecoveryCodes recoveryCodes, MethodRecord record)
{
    public Task<ProofOutcome> CodeAsync(StaffAccount account, string code, CancellationToken cancellationToken)
        => CheckAsync(account, () => authenticators.UseAsync(account.Id, code, cancellationToken), cancellationToken);

    public Task<ProofOutcome> RecoveryCodeAsync(StaffAccount account, string code, CancellationToken cancellationToken)
        => CheckAsync(account, () => recoveryCodes.UseAsync(account.Id, code, cancellationToken), cancellationToken);

    /// <summary>Puts the use of a recovery code on the record and tells the person; the code is given back when that fails.</summary>
    public async Task<bool> TryTellAsync(AuthorizationRequest request, StaffAccount account, string code, CancellationToken cancellationToken)
    {
        if (await record.TryAsync(SignInActKind.RecoveryCodeUsed, account, request.ClientId, null, cancellationToken))
            return true;
        await recoveryCodes.GiveBackAsync(account.Id, code, cancellationToken);
        return false;
    }

    private async Task<ProofOutcome> CheckAsync(StaffAccount account, Func<Task<bool>> use, CancellationToken cancellationToken)
    {
        var (open, lockedNow) = await attempts.CountAsync(attempts.NameHash(account.UserName!), cancellationToken);
        return open && account.DisabledTime is null && await use()
            ? new ProofOutcome(account, account.Id, false)
            : new ProofOutcome(null, account.Id, lockedNow);
    }
}
