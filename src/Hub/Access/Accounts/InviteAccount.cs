using Mash.Hub.Errors;
using Mash.Hub.Messages;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Mash.V1;

namespace Mash.Hub.Access.Accounts;

/// <summary>
/// Invites a person. The account at the authority and its link come first, then one write with the rows and the message: whoever reads the
/// message has a link that works, and a request that is sent again sends no second message.
/// </summary>
internal sealed class InviteAccount(AccountChange changes, ISignInAccounts signIns, MessageSender sender, HubOptions options)
{
    public async Task<Result<InviteAccountResponse>> HandleAsync(InviteAccountRequest request, Caller caller, CancellationToken cancellation)
    {
        var managed = ManagedPeople.By(caller);
        var violations = new List<FieldViolation>();
        var requestId = AccountRequests.RequestId(request.RequestId, violations);
        AccountRules.CheckName(request.Name, violations);
        AccountRules.CheckEmail(request.Email, required: true, violations);
        var agencyId = AccountRules.CheckRoles(request.Roles, request.AgencyId, managed, violations);
        if (violations.Count > 0)
            return Problem.Invalid(violations);
        if (!signIns.IsHere)
            return AccountRules.SignInElsewhere();

        var (made, wrong) = await signIns.MakeAsync(request.Name.Trim(), request.Email.Trim(), cancellation);
        if (made is not { } subject)
            return Problem.Invalid("email", wrong!);
        var link = await signIns.InviteAsync(subject, cancellation);
        var isNew = false;
        var result = await changes.RunAsync("account.invite", caller, requestId, request, InviteAccountResponse.Parser, AccountOf, (db, session) =>
        {
            if (AccountRules.RequireAgency(db, agencyId) is { } unknown)
                return unknown;
            if (db.Accounts.Any(account => account.Issuer == signIns.Issuer && account.Subject == subject))
                return AccountRules.Taken("email", "There is an account with this email address already.");
            var row = NewAccount.Add(db, session, request.Name, request.Email, signIns.Issuer, subject, request.Roles, agencyId);
            row.InvitedTime = session.RealTime;
            MessageOutbox.AppendForAccount(session, InvitationMessage.For(row, link, caller.Account?.Name, options.HubName), DataKey.Create(), caller.ToActor());
            isNew = true;
            return new InviteAccountResponse { AccountId = row.AccountId.ToString() };
        });
        if (isNew)
        {
            await signIns.ReplaceInvitationsAsync(subject, link, cancellation);
            sender.Wake();
        }
        return result;
    }

    private static Guid? AccountOf(InviteAccountResponse? invited) => invited is null ? null : Guid.Parse(invited.AccountId);
}

/// <summary>
/// Sends a new link: to a person who has not signed in yet, or to one who has lost every way to sign in and begins again. What they had works
/// until the link is used.
/// </summary>
internal sealed class ResendInvitation(AccountChange changes, ISignInAccounts signIns, AccessDirectory directory, MessageSender sender, HubOptions options)
{
    public async Task<Result<ResendInvitationResponse>> HandleAsync(ResendInvitationRequest request, Caller caller, CancellationToken cancellation)
    {
        var violations = AccountRequests.Check(request.AccountId, request.RequestId, out var accountId, out var requestId);
        if (violations.Count > 0)
            return Problem.Invalid(violations);
        if (!signIns.IsHere)
            return AccountRules.SignInElsewhere();

        // A link is made only for an account that is there; the writer decides whether it goes out.
        var subject = directory.Account(accountId)?.Subject;
        var link = subject is null ? null : await signIns.InviteAsync(subject, cancellation);
        var isNew = false;
        var result = await changes.RunAsync("account.resend_invitation", caller, requestId, request, ResendInvitationResponse.Parser, _ => accountId, (db, session) =>
        {
            if (AccountRules.Find(db, ManagedPeople.By(caller), accountId) is not { } account || link is null)
                return Problem.NotFound("account");
            if (AccountRules.RefuseOwn(caller, account) is { } own)
                return own;
            if (account.Row.DisabledTime is not null)
                return Problem.WrongState("ACCOUNT_CLOSED", "The account is closed. Open it first.");
            if (account.Row.Email.Length == 0)
                return Problem.WrongState("NO_ADDRESS", "The hub knows no email address of this person.");
            account.Row.InvitedTime = session.RealTime;
            MessageOutbox.AppendForAccount(session, InvitationMessage.For(account.Row, link, caller.Account?.Name, options.HubName), DataKey.Create(), caller.ToActor());
            isNew = true;
            return new ResendInvitationResponse();
        });
        if (isNew)
        {
            await signIns.ReplaceInvitationsAsync(subject!, link!, cancellation);
            sender.Wake();
        }
        return result;
    }
}

/// <summary>Adds a person who signs in at another authority.</summary>
internal sealed class LinkAccount(AccountChange changes, ISignInAccounts signIns)
{
    public async Task<Result<LinkAccountResponse>> HandleAsync(LinkAccountRequest request, Caller caller)
    {
        var violations = new List<FieldViolation>();
        var requestId = AccountRequests.RequestId(request.RequestId, violations);
        AccountRules.CheckName(request.Name, violations);
        AccountRules.CheckEmail(request.Email, required: false, violations);
        if (request.Subject.Length is 0 or > AccountRules.SubjectLimit || request.Subject.Any(char.IsControl))
            violations.Add(new FieldViolation("subject", $"Give the authority's own name for the person (sub), 1 to {AccountRules.SubjectLimit} characters."));
        if (request.Issuer.TrimEnd('/') != signIns.Issuer)
            violations.Add(new FieldViolation("issuer", "Give the issuer that this hub believes, exactly as in its tokens (iss)."));
        var agencyId = AccountRules.CheckRoles(request.Roles, request.AgencyId, ManagedPeople.By(caller), violations);
        if (violations.Count > 0)
            return Problem.Invalid(violations);
        if (signIns.IsHere)
            return AccountRules.SignInHere();
        return await changes.RunAsync(
            "account.link", caller, requestId, request, LinkAccountResponse.Parser, linked => linked is null ? null : Guid.Parse(linked.AccountId), (db, session) =>
            {
                if (AccountRules.RequireAgency(db, agencyId) is { } unknown)
                    return unknown;
                if (db.Accounts.Any(account => account.Issuer == signIns.Issuer && account.Subject == request.Subject))
                    return AccountRules.Taken("subject", "This person has an account already.");
                var row = NewAccount.Add(db, session, request.Name, request.Email, signIns.Issuer, request.Subject, request.Roles, agencyId);
                return new LinkAccountResponse { AccountId = row.AccountId.ToString() };
            });
    }
}

/// <summary>Makes the rows of a new account.</summary>
internal static class NewAccount
{
    public static AccountRow Add(
        HubDb db, WriteSession session, string name, string email, string issuer, string subject, IEnumerable<string> roles, Guid? agencyId)
    {
        var row = new AccountRow
        {
            AccountId = Guid.CreateVersion7(),
            Issuer = issuer,
            Subject = subject,
            Name = name.Trim(),
            Email = email.Trim(),
            CreatedTime = session.RealTime,
        };
        db.Accounts.Add(row);
        db.Memberships.AddRange(roles.Distinct(StringComparer.Ordinal).Select(role => new MembershipRow
        {
            MembershipId = Guid.CreateVersion7(),
            AccountId = row.AccountId,
            Role = role,
            AgencyId = agencyId,
            GrantedTime = session.RealTime,
        }));
        return row;
    }
}
