using Mash.Hub.Errors;
using Mash.Hub.Storage;
using Mash.V1;

namespace Mash.Hub.Access.Accounts;

/// <summary>Gives a role, and ends one. Both count at the next call.</summary>
internal sealed class RoleActs(AccountChange changes)
{
    public async Task<Result<GrantRoleResponse>> GrantAsync(GrantRoleRequest request, Caller caller)
    {
        var managed = ManagedPeople.By(caller);
        var violations = AccountRequests.Check(request.AccountId, request.RequestId, out var accountId, out var requestId);
        var agencyId = AccountRules.CheckAgency(request.AgencyId, managed, violations);
        var known = AccountRules.KnownRoles(request.AgencyId, managed);
        if (!known.ContainsKey(request.Role))
            violations.Add(new FieldViolation("role", AccountRules.RoleWords(known)));
        if (violations.Count > 0)
            return Problem.Invalid(violations);
        return await changes.RunAsync("account.grant_role", caller, requestId, request, GrantRoleResponse.Parser, _ => accountId, (db, session) =>
        {
            if (AccountRules.Find(db, managed, accountId) is not { } account)
                return Problem.NotFound("account");
            if (AccountRules.RefuseOwn(caller, account) is { } own)
                return own;
            if (AccountRules.RequireAgency(db, agencyId) is { } unknown)
                return unknown;
            if (account.Live.Any(membership => membership.AgencyId != agencyId))
                return Problem.WrongState("OTHER_SIDE", "A person is of the hub's staff or of one agency. End the roles on the other side first.");
            if (account.Holds(request.Role))
                return Problem.WrongState("ROLE_HELD", "The person holds this role already.");
            db.Memberships.Add(new MembershipRow
            {
                MembershipId = Guid.CreateVersion7(),
                AccountId = accountId,
                Role = request.Role,
                AgencyId = agencyId,
                GrantedTime = session.RealTime,
            });
            return new GrantRoleResponse();
        });
    }

    public async Task<Result<EndRoleResponse>> EndAsync(EndRoleRequest request, Caller caller)
    {
        var violations = AccountRequests.Check(request.AccountId, request.RequestId, out var accountId, out var requestId);
        if (!Roles.Names.ContainsKey(request.Role) && !Roles.AgencyNames.ContainsKey(request.Role))
            violations.Add(new FieldViolation("role", "Name a role that the person holds."));
        if (violations.Count > 0)
            return Problem.Invalid(violations);
        return await changes.RunAsync("account.end_role", caller, requestId, request, EndRoleResponse.Parser, _ => accountId, (db, session) =>
        {
            if (AccountRules.Find(db, ManagedPeople.By(caller), accountId) is not { } account)
                return Problem.NotFound("account");
            if (AccountRules.RefuseOwn(caller, account) is { } own)
                return own;
            if (!account.Holds(request.Role))
                return Problem.WrongState("ROLE_NOT_HELD", "The person does not hold this role any more.");
            if (request.Role == Roles.Administrator && AccountRules.RefuseLastAdministrator(db, account) is { } last)
                return last;
            foreach (var membership in account.Live.Where(membership => membership.Role == request.Role).ToList())
                membership.EndedTime = session.RealTime;
            return new EndRoleResponse();
        });
    }
}

/// <summary>Closes an account, and opens it again.</summary>
internal sealed class AccountStandingActs(AccountChange changes)
{
    public async Task<Result<DisableAccountResponse>> DisableAsync(DisableAccountRequest request, Caller caller, CancellationToken cancellation)
    {
        var violations = AccountRequests.Check(request.AccountId, request.RequestId, out var accountId, out var requestId);
        if (violations.Count > 0)
            return Problem.Invalid(violations);
        var result = await changes.RunAsync("account.disable", caller, requestId, request, DisableAccountResponse.Parser, _ => accountId, (db, session) =>
        {
            if (AccountRules.Find(db, ManagedPeople.By(caller), accountId) is not { } account)
                return Problem.NotFound("account");
            if ((AccountRules.RefuseOwn(caller, account) ?? AccountRules.RefuseLastAdministrator(db, account)) is { } refused)
                return refused;
            if (account.Row.DisabledTime is null)
                Close(account.Row, session, AccountClosing.Administrator);
            return new DisableAccountResponse();
        });
        if (result.IsSuccess)
            await changes.FollowAsync(accountId, cancellation);
        return result;
    }

    public async Task<Result<EnableAccountResponse>> EnableAsync(EnableAccountRequest request, Caller caller, CancellationToken cancellation)
    {
        var violations = AccountRequests.Check(request.AccountId, request.RequestId, out var accountId, out var requestId);
        if (violations.Count > 0)
            return Problem.Invalid(violations);
        var result = await changes.RunAsync("account.enable", caller, requestId, request, EnableAccountResponse.Parser, _ => accountId, (db, session) =>
        {
            if (AccountRules.Find(db, ManagedPeople.By(caller), accountId) is not { } account)
                return Problem.NotFound("account");
            if (AccountRules.RefuseOwn(caller, account) is { } own)
                return own;
            if (account.Row.DisabledTime is not null)
                account.Row.EnabledTime = session.RealTime;
            account.Row.DisabledTime = null;
            account.Row.DisabledReason = null;
            account.Row.DormancyToldTime = null;
            return new EnableAccountResponse();
        });
        if (result.IsSuccess)
            await changes.FollowAsync(accountId, cancellation);
        return result;
    }

    /// <summary>Closes an account inside a write.</summary>
    public static void Close(AccountRow row, WriteSession session, AccountClosing reason)
    {
        row.DisabledTime = session.RealTime;
        row.DisabledReason = reason;
    }
}
