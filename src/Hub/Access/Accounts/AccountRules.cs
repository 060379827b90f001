using Mash.Hub.Contacts;
using Mash.Hub.Errors;
using Mash.Hub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Mash.Hub.Access.Accounts;

/// <summary>Whom an administrator manages: everybody, or the people of one agency.</summary>
/// <param name="AgencyId">The agency; null for the hub's administrators.</param>
internal readonly record struct ManagedPeople(Guid? AgencyId)
{
    public static ManagedPeople By(Caller caller) => new(caller.IsStaff ? null : caller.Agency?.AgencyId ?? Guid.Empty);

    /// <summary>True where the caller manages people of this side: an agency, or null for hub staff.</summary>
    public bool Includes(Guid? agencyId) => AgencyId is null || AgencyId == agencyId;
}

/// <summary>An account with all its memberships.</summary>
internal sealed record AccountRecord(AccountRow Row, IReadOnlyList<MembershipRow> Memberships)
{
    public IEnumerable<MembershipRow> Live => Memberships.Where(membership => membership.EndedTime is null);

    /// <summary>The agency whose person it is, or was last; null for hub staff.</summary>
    public Guid? AgencyId => (Live.FirstOrDefault() ?? Memberships.MaxBy(membership => membership.GrantedTime))?.AgencyId;

    public bool Holds(string role) => Live.Any(membership => membership.Role == role);

    /// <summary>True where the person was invited and has not worked here since.</summary>
    public bool IsInvited => Row is { InvitedTime: not null, LastUsedTime: null };
}

/// <summary>The rules of accounts and roles. The hub checks them where it writes.</summary>
internal static class AccountRules
{
    public const int NameLimit = 200;
    public const int EmailLimit = 254;
    public const int SubjectLimit = 255;

    /// <summary>The account among those whom the caller manages, tracked; null where it is absent or another's: both look the same.</summary>
    public static AccountRecord? Find(HubDb db, ManagedPeople managed, Guid accountId)
    {
        var row = db.Accounts.AsTracking().FirstOrDefault(account => account.AccountId == accountId);
        var memberships = db.Memberships.AsTracking().Where(membership => membership.AccountId == accountId).ToList();
        var record = row is null ? null : new AccountRecord(row, memberships);
        return record is not null && managed.Includes(record.AgencyId) ? record : null;
    }

    public static void CheckName(string name, List<FieldViolation> violations) => ChangeRequests.RequireText("name", name, 1, NameLimit, violations);

    public static void CheckEmail(string email, bool required, List<FieldViolation> violations)
    {
        if (email.Length == 0 && !required)
            return;
        var text = email.Trim();
        if (text.Length is 0 or > EmailLimit || !System.Net.Mail.MailAddress.TryCreate(text, out var address) || address.Address != text)
            violations.Add(new FieldViolation("email", "Give an email address like name@example.org."));
    }

    /// <summary>Checks the roles of a new person and the side they are on.</summary>
    public static Guid? CheckRoles(IReadOnlyCollection<string> roles, string agencyId, ManagedPeople managed, List<FieldViolation> violations)
    {
        var agency = CheckAgency(agencyId, managed, violations);
        var known = KnownRoles(agencyId, managed);
        if (roles.Count == 0)
            violations.Add(new FieldViolation("roles", "Choose at least one role."));
        else if (roles.Any(role => !known.ContainsKey(role)))
            violations.Add(new FieldViolation("roles", RoleWords(known)));
        return agency;
    }

    /// <summary>Roles of the side that a request is about.</summary>
    public static IReadOnlyDictionary<string, string> KnownRoles(string agencyId, ManagedPeople managed) =>
        agencyId.Length > 0 || managed.AgencyId is not null ? Roles.AgencyNames : Roles.Names;

    /// <summary>Checks the side that a role is for. An agency's administrator names no other side than their own, and need not name that.</summary>
    public static Guid? CheckAgency(string agencyId, ManagedPeople managed, List<FieldViolation> violations)
    {
        var agency = managed.AgencyId;
        if (agencyId.Length > 0)
        {
            if (Guid.TryParse(agencyId, out var parsed))
                agency = parsed;
            else
                violations.Add(new FieldViolation("agency_id", "Give the agency's id: a UUID."));
        }
        if (violations.TrueForAll(violation => violation.Field != "agency_id") && !managed.Includes(agency))
            violations.Add(new FieldViolation("agency_id", "You manage the people of your own agency only."));
        return agency;
    }

    /// <summary>What roles there are, for a wrong one.</summary>
    public static string RoleWords(IReadOnlyDictionary<string, string> known) => $"Choose from {string.Join(", ", known.Keys)}.";

    public static Problem? RequireAgency(HubDb db, Guid? agencyId) =>
        agencyId is { } id && !db.Agencies.Any(agency => agency.AgencyId == id) ? Problem.Invalid("agency_id", "There is no such agency.") : null;

    /// <summary>Nobody changes what they themselves may do.</summary>
    public static Problem? RefuseOwn(Caller caller, AccountRecord account) =>
        SeparationOfDuties.Check(SeparationOfDuties.NobodyChangesOwnRoles, account.Row.AccountId, caller);

    /// <summary>Somebody must always be able to manage accounts: an administrator whose account is open and who has begun to use it.</summary>
    public static Problem? RefuseLastAdministrator(HubDb db, AccountRecord account)
    {
        if (!account.Live.Any(membership => membership is { Role: Roles.Administrator, AgencyId: null }) || !IsLastAdministrator(db, account.Row))
            return null;
        return Problem.WrongState("LAST_ADMINISTRATOR", "This is the last administrator who can sign in. Make another one first.");
    }

    /// <summary>True where no other administrator can manage accounts.</summary>
    public static bool IsLastAdministrator(HubDb db, AccountRow account) => account.DisabledTime is null && !db.Accounts.Any(other =>
        other.AccountId != account.AccountId && other.DisabledTime == null && (other.InvitedTime == null || other.LastUsedTime != null)
        && db.Memberships.Any(membership => membership.AccountId == other.AccountId && membership.EndedTime == null
            && membership.AgencyId == null && membership.Role == Roles.Administrator));

    /// <summary>People sign in here, or they do not: each way to add a person is for one of the two.</summary>
    public static Problem SignInElsewhere() =>
        Problem.WrongState("SIGN_IN_ELSEWHERE", "People sign in at another authority here. Add the person by that authority's issuer and subject.");

    /// <inheritdoc cref="SignInElsewhere"/>
    public static Problem SignInHere() => Problem.WrongState("SIGN_IN_HERE", "People sign in at this hub's own authority. Invite the person.");

    public static Problem Taken(string field, string words) => new()
    {
        Code = ProblemCode.AlreadyExists,
        Reason = "ACCOUNT_EXISTS",
        Message = words,
        Violations = [new FieldViolation(field, words)],
    };
}
