using Mash.Identity.Accounts;
using Mash.Identity.Audit;
using Mash.Identity.Issuing;
using Mash.Identity.Methods;
using Mash.Identity.Pages;
using Microsoft.AspNetCore.Identity;

namespace Mash.Identity.Staff;

/// <summary>
/// The pages behind the links of invitations and resets. Showing a page uses nothing up, because mail scanners look at links too; a passkey that
/// was made, or a password that was set, does. A link that was used or replaced, or whose time is over, answers one plain page.
/// </summary>
internal static class LinkEndpoints
{
    public static Task<IResult> GetInvitationAsync(HttpContext context, AccountLinks links, PasswordPages pages, PageLayout layout, CancellationToken cancellationToken) =>
        GetAsync(context, AccountLinkKind.Invitation, links, pages, layout, cancellationToken);

    public static Task<IResult> GetResetAsync(HttpContext context, AccountLinks links, PasswordPages pages, PageLayout layout, CancellationToken cancellationToken) =>
        GetAsync(context, AccountLinkKind.Reset, links, pages, layout, cancellationToken);

    public static Task<IResult> PostInvitationAsync(HttpContext context, LinkActs acts, CancellationToken cancellationToken) =>
        acts.SetPasswordAsync(context, AccountLinkKind.Invitation, cancellationToken);

    public static Task<IResult> PostResetAsync(HttpContext context, LinkActs acts, CancellationToken cancellationToken) =>
        acts.SetPasswordAsync(context, AccountLinkKind.Reset, cancellationToken);

    private static async Task<IResult> GetAsync(
        HttpContext context, AccountLinkKind kind, AccountLinks links, PasswordPages pages, PageLayout layout, CancellationToken cancellationToken)
    {
        var secret = context.Request.Query["link"].ToString();
        return await links.FindAsync(secret, kind, cancellationToken) is { } account
            ? LinkActs.Show(context, pages, kind, account, secret, [])
            : MessagePages.LinkOver(layout);
    }
}

/// <summary>What became of an act with a link.</summary>
internal enum LinkOutcome
{
    Done,

    /// <summary>The link was used or replaced meanwhile.</summary>
    Over,

    /// <summary>It could not be put on the record; the link still works.</summary>
    NotRecorded,
}

/// <summary>Sets how the person of a link signs in.</summary>
internal sealed class LinkActs(
    AccountLinks links,
    StaffAccounts accounts,
    SignInAttempts attempts,
    SignInMethods methods,
    Passkeys passkeys,
    PasswordPages pages,
    PageLayout layout,
    RequestLimits limits,
    SignInRecord record,
    MethodRecord methodRecord)
{
    public static IResult Show(HttpContext context, PasswordPages pages, AccountLinkKind kind, StaffAccount account, string secret, IReadOnlyList<string> problems) =>
        kind == AccountLinkKind.Invitation ? pages.Invitation(context, account, secret, problems) : pages.Reset(context, account, secret, problems);

    /// <summary>Makes a checked passkey the one way to sign in of somebody with an invitation: what they had before ends.</summary>
    /// <param name="account">Whose invitation it is.</param>
    /// <param name="secret">Of the link.</param>
    /// <param name="passkey">As the ceremony gave it.</param>
    /// <param name="name">What they call it.</param>
    /// <param name="cancellationToken">Ends the wait for storage.</param>
    public async Task<LinkOutcome> BeginWithPasskeyAsync(
        StaffAccount account, string secret, UserPasskeyInfo passkey, string name, CancellationToken cancellationToken)
    {
        if (!await record.TryLinkUsedAsync(AccountLinkKind.Invitation, account.Id, cancellationToken)
            || !await methodRecord.TryAsync(SignInActKind.PasskeyAdded, account, StaffSignIn.OwnPages, null, cancellationToken))
            return LinkOutcome.NotRecorded;
        if (!await links.UseAsync(secret, AccountLinkKind.Invitation, cancellationToken))
            return LinkOutcome.Over;
        await methods.RemoveAllAsync(account.Id, cancellationToken);
        await passkeys.AddAsync(account, passkey, name);
        await accounts.RemovePasswordAsync(account.Id, cancellationToken);
        await attempts.ForgetAsync(attempts.NameHash(account.UserName!), cancellationToken);
        return LinkOutcome.Done;
    }

    public async Task<IResult> SetPasswordAsync(HttpContext context, AccountLinkKind kind, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var (secret, password) = (form["link"].ToString(), form["password"].ToString());
        if (await links.FindAsync(secret, kind, cancellationToken) is not { } account)
            return MessagePages.LinkOver(layout);
        if (!limits.TrySignIn(context, attempts.NameHash(account.UserName!)))
            return MessagePages.TooMany(layout);
        var problems = password.Length == 0 ? ["Enter a password"] : await accounts.CheckPasswordAsync(account.Id, password, cancellationToken);
        if (problems.Count > 0)
            return Show(context, pages, kind, account, secret, problems);

        if (!await record.TryLinkUsedAsync(kind, account.Id, cancellationToken))
            return MessagePages.Unavailable(layout);
        if (!await links.UseAsync(secret, kind, cancellationToken))
            return MessagePages.LinkOver(layout);
        var changed = await accounts.SetPasswordAsync(account.Id, password, cancellationToken);
        if (!changed.Succeeded)
            return MessagePages.LinkOver(layout);
        // Somebody who has lost passkey, app and codes begins again with a new invitation; a reset changes the password alone.
        if (kind == AccountLinkKind.Invitation)
            await methods.RemoveAllAsync(account.Id, cancellationToken);
        await attempts.ForgetAsync(attempts.NameHash(account.UserName!), cancellationToken);
        return SeeOther.To(layout.FrontDoor);
    }
}

/// <summary>Where a person asks for a new password. The answer and the work behind it are the same whether or not an account has the address.</summary>
internal static class ForgottenEndpoint
{
    public const string Path = "/staff/forgotten";

    public static IResult Get(HttpContext context, PasswordPages pages) => pages.Forgotten(context, "", []);

    public static async Task<IResult> PostAsync(
        HttpContext context, PasswordPages pages, PageLayout layout, SignInAttempts attempts, RequestLimits limits, ResetRequests resets)
    {
        var email = (await context.Request.ReadFormAsync(context.RequestAborted))["user-name"].ToString();
        if (string.IsNullOrWhiteSpace(email) || email.Length > StaffAccount.UserNameLimit)
            return pages.Forgotten(context, "", ["Enter your email address"]);
        if (!limits.TrySignIn(context, attempts.NameHash(email)))
            return MessagePages.TooMany(layout);
        resets.Ask(email);
        return pages.Asked();
    }
}
