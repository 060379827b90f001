using Mash.Hub.Access;
using Mash.Hub.Errors;
using Mash.V1;
using Microsoft.EntityFrameworkCore;

namespace Mash.Hub.Restrictions;

/// <summary>Names people who may see restricted contacts, and ends it.</summary>
internal sealed class RestrictionGrants(RestrictionChange changes, AccessDirectory accounts)
{
    public async Task<Result<GrantAccessResponse>> GrantAsync(GrantAccessRequest request, Caller caller)
    {
        var violations = Check(request.RestrictionId, request.AccountId, request.RequestId, request.Reason, out var restrictionId, out var accountId, out var requestId);
        if (violations.Count > 0)
            return Problem.Invalid(violations);
        return await changes.RunAsync("restriction.grant", caller, requestId, restrictionId, request, GrantAccessResponse.Parser, edit =>
        {
            if (RestrictionRules.AgainstManaging(edit.Row, caller) is { } problem)
                return problem;
            if (SeparationOfDuties.Check(SeparationOfDuties.NobodyNamesThemselves, accountId, caller) is { } own)
                return own;
            if (!RestrictionRules.MayBeNamed(edit.Row, accounts.Account(accountId)))
                return Problem.Invalid("account_id", "Choose a member of staff who works with cases and whom this does not concern.");
            edit.Say($"Named {accounts.NameOf(accountId)}", request.Reason);
            edit.Name(accountId);
            return new GrantAccessResponse();
        });
    }

    public async Task<Result<EndAccessResponse>> EndAsync(EndAccessRequest request, Caller caller)
    {
        var violations = Check(request.RestrictionId, request.AccountId, request.RequestId, request.Reason, out var restrictionId, out var accountId, out var requestId);
        if (violations.Count > 0)
            return Problem.Invalid(violations);
        return await changes.RunAsync("restriction.end_access", caller, requestId, restrictionId, request, EndAccessResponse.Parser, edit =>
        {
            if (RestrictionRules.AgainstManaging(edit.Row, caller) is { } problem)
                return problem;
            var grants = edit.Db.RestrictionGrants.AsTracking()
                .Where(grant => grant.RestrictionId == restrictionId && grant.AccountId == accountId && grant.EndedTime == null).ToList();
            if (grants.Count == 0)
                return Problem.Invalid("account_id", "This person is not named here.");
            foreach (var grant in grants)
                (grant.EndedTime, grant.EndedBy) = (edit.Session.DomainTime, edit.Me);
            edit.Say($"Ended the access of {accounts.NameOf(accountId)}", request.Reason);
            return new EndAccessResponse();
        });
    }

    private static List<FieldViolation> Check(
        string restrictionId, string accountId, string requestId, string reason, out Guid restriction, out Guid account, out Guid request)
    {
        var violations = RestrictionRequests.Check(restrictionId, requestId, reason, out restriction, out request);
        if (!Guid.TryParse(accountId, out account))
            violations.Add(new FieldViolation("account_id", "Choose a member of staff."));
        return violations;
    }
}
