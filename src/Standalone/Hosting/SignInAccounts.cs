using Mash.Hub.Access.Accounts;
using Mash.Identity;
using Mash.Identity.Accounts;
using Mash.V1;

namespace Mash.Standalone.Hosting;

/// <summary>The embedded staff authority's accounts, as the hub opens and closes them.</summary>
internal sealed class SignInAccounts(StaffAccounts accounts, AccountLinks links, SignInHistory history, IdentityOptions options) : ISignInAccounts
{
    private static readonly string[] SecondFactors = ["otp", "rec", "mfa"];
    private static readonly string[] Passkeys = ["hwk", "swk", "user"];

    public bool IsHere => true;

    public string Issuer => options.StaffIssuer;

    public async Task<(string? Subject, string? Problem)> MakeAsync(string name, string email, CancellationToken cancellation)
    {
        if (await accounts.FindByUserNameAsync(email, cancellation) is { } known)
            return (known.Id.ToString(), null);
        var made = await accounts.CreateInvitedAsync(name, email, cancellation);
        return made.Account is { } account ? (account.Id.ToString(), null) : (null, string.Join(". ", made.Problems));
    }

    public async Task<InvitationLink> InviteAsync(string subject, CancellationToken cancellation)
    {
        var link = await links.IssueAsync(Guid.Parse(subject), AccountLinkKind.Invitation, cancellation);
        return new InvitationLink(link.Id, link.Address, link.ExpiresTime);
    }

    public Task ReplaceInvitationsAsync(string subject, InvitationLink link, CancellationToken cancellation) =>
        links.ReplaceAsync(Guid.Parse(subject), link.Id, cancellation);

    public async Task SetOpenAsync(string subject, bool open, CancellationToken cancellation)
    {
        if (!Guid.TryParse(subject, out var id))
            return;
        if (open)
            await accounts.EnableAsync(id, cancellation);
        else
            await accounts.DisableAsync(id, cancellation);
    }

    public async Task<IReadOnlyList<SignInEntry>> ListSignInsAsync(string subject, int count, CancellationToken cancellation)
    {
        if (!Guid.TryParse(subject, out var id))
            return [];
        var lines = await history.ListAsync(id, count, cancellation);
        return [.. lines.Select(line => new SignInEntry(
            line.Time, MethodOf(line.Method.Split(' ')), line.Outcome == SignInOutcome.SignedIn, line.Outcome == SignInOutcome.Locked, line.Browser))];
    }

    private static SignInMethod MethodOf(string[] methods) => methods switch
    {
        _ when methods.Any(Passkeys.Contains) && !methods.Contains("pwd") => SignInMethod.Passkey,
        _ when methods.Any(SecondFactors.Contains) => SignInMethod.PasswordAndCode,
        _ => SignInMethod.Password,
    };
}
