using Mash.Hub.Audit;
using Mash.Hub.Errors;
using Mash.Hub.Storage;
using Mash.V1;

namespace Mash.Hub.Access.Interests;

/// <summary>Lists a person's interests. The read is on the record; which contacts they hide is told to nobody.</summary>
internal sealed class ListInterests(HubDatabase database, InterestSeals seals, AccessDirectory accounts, WriteQueue writes)
{
    public async Task<Result<ListInterestsResponse>> HandleAsync(ListInterestsRequest request, Caller caller)
    {
        var owner = InterestOwners.Find(request.AccountId, caller, accounts);
        if (!owner.IsSuccess)
            return owner.Problem;
        var response = new ListInterestsResponse { Person = Member(accounts.Account(owner.Value)!), Own = owner.Value == caller.Account!.AccountId };
        using (var lease = database.Read())
        {
            using var db = lease.OpenContext();
            response.Interests.Add(seals.OfAccount(db, owner.Value).Select(found => found.Interest));
        }
        if (caller.HasRole(Roles.PrivacyLead))
            response.People.Add(Working().Select(Member));
        await writes.WriteAsync(session =>
        {
            session.Audit(new AuditEntry { Act = "interest.list", Actor = caller.ToActor(), Subjects = [owner.Value] });
            return true;
        });
        return response;
    }

    /// <summary>Everybody of the staff whose account is open and who holds a role, by name.</summary>
    private IEnumerable<AccountStanding> Working() => accounts.Staff
        .Where(account => account is { Disabled: false, Roles.Count: > 0 })
        .OrderBy(account => account.Name, StringComparer.CurrentCultureIgnoreCase).ThenBy(account => account.AccountId);

    private static StaffMember Member(AccountStanding account) => new() { AccountId = account.AccountId.ToString(), Name = account.Name };
}
