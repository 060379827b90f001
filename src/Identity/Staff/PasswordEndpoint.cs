using Mash.Identity.Accounts;
using Mash.Identity.Audit;
using Mash.Identity.Issuing;
using Mash.Identity.Methods;
using Mash.Identity.Pages;
using Mash.Identity.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Mash.Identity.Staff;

/// <summary>
/// Where a person changes their password, after a fresh sign-in and with the old one; who has a passkey alone sets one. Every other place where they are signed in is signed out.
/// </summary>
internal static class PasswordEndpoint
{
    public const string Path = WaysEndpoint.Path + "/password";

    public static IResult Get(HttpContext context, MethodPages pages) => pages.ChangePassword(context, context.Fresh().Account, []);

    public static async Task<IResult> PostAsync(
        HttpContext context,
        StaffAccounts accounts,
        PasswordCheck passwords,
        PasswordChange change,
        SignInAttempts attempts,
        RequestLimits limits,
        SignInRecord record,
        MethodRecord methodRecord,
        MethodPages pages,
        PageLayout layout,
        CancellationToken cancellationToken)
    {
        var person = context.Fresh();
        var account = person.Account;
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var (old, chosen) = (form["old-password"].ToString(), form["new-password"].ToString());
        List<FieldProblem> problems = [];
        var hasPassword = account.PasswordHash is not null;
        if (hasPassword && old.Length == 0)
            problems.Add(new FieldProblem("old-password", "Enter your password as it is now"));
        IReadOnlyList<string> refused = chosen.Length == 0 ? ["Enter a new password"] : await accounts.CheckPasswordAsync(account.Id, chosen, cancellationToken);
        problems.AddRange(refused.Select(words => new FieldProblem("new-password", words)));
        if (problems.Count > 0)
            return pages.ChangePassword(context, account, problems);

        if (!limits.TrySignIn(context, attempts.NameHash(account.UserName!)))
            return MessagePages.TooMany(layout);
        if (hasPassword && await passwords.CheckAsync(account.UserName!, old, cancellationToken) is { Account: null } refusal)
        {
            return await record.TryRefusedAsync(StaffSignIn.OwnPages, refusal, cancellationToken)
                ? pages.ChangePassword(context, account, [new FieldProblem("old-password", "That is not your password. After 5 wrong passwords, wait 15 minutes")])
                : MessagePages.Unavailable(layout);
        }

        if (!await methodRecord.TryAsync(SignInActKind.PasswordChanged, person, cancellationToken))
            return MessagePages.Unavailable(layout);
        await change.ApplyAsync(account, chosen, person.SessionId, attempts.NameHash(account.UserName!), cancellationToken);
        return SeeOther.To(WaysEndpoint.After(hasPassword ? "password-changed" : "password-set"));
    }
}

/// <summary>Replaces a password and ends what was signed in with the old one elsewhere.</summary>
internal sealed class PasswordChange(UserManager<StaffAccount> users, IdentityStore store, TimeProvider clock)
{
    /// <summary>Sets the checked password. The session in which it happens goes on; every other one ends, with its tokens and front-door sessions.</summary>
    public async Task ApplyAsync(StaffAccount account, string password, Guid keepSession, string nameHash, CancellationToken cancellationToken)
    {
        var token = await users.GeneratePasswordResetTokenAsync(account);
        var result = await users.ResetPasswordAsync(account, token, password);
        if (!result.Succeeded)
            throw new InvalidOperationException("A password could not be changed: " + string.Join(", ", result.Errors.Select(error => error.Code)));
        var (id, now) = (account.Id, clock.GetUtcNow());
        await store.WriteAsync(
            async db =>
            {
                await db.TokenGrants.Where(grant => grant.AccountId == id && grant.SessionId != keepSession && grant.RevokedTime == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(grant => grant.RevokedTime, now), cancellationToken);
                await db.SignInSessions.Where(session => session.AccountId == id && session.Id != keepSession && session.EndedTime == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(session => session.EndedTime, now), cancellationToken);
                await db.FrontDoorSessions.Where(session => session.AccountId == id).ExecuteDeleteAsync(cancellationToken);
                await db.SignInFailures.Where(failure => failure.NameHash == nameHash).ExecuteDeleteAsync(cancellationToken);
            },
            cancellationToken);
    }
}
