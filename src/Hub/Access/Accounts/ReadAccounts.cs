using Google.Protobuf.WellKnownTypes;
using Mash.Hub.Audit;
using Mash.Hub.Contacts;
using Mash.Hub.Errors;
using Mash.Hub.Storage;
using Mash.V1;

namespace Mash.Hub.Access.Accounts;

/// <summary>Reads the people whom the caller manages, and everybody's own sign-ins.</summary>
internal sealed class ReadAccounts(
    HubDatabase database, WriteQueue writes, PageTokens tokens, AccessDirectory directory, ISignInAccounts signIns, DormancyOptions dormancy)
{
    public async Task<Result<GetAccountResponse>> GetAsync(GetAccountRequest request, Caller caller)
    {
        if (!Guid.TryParse(request.AccountId, out var accountId))
            return Problem.Invalid("account_id", "Give the account's id: a UUID as the hub answered it.");
        AccountRecord? account;
        using (var lease = database.Read())
        {
            using var db = lease.OpenContext();
            account = AccountRules.Find(db, ManagedPeople.By(caller), accountId);
        }
        await RecordAsync("account.view", caller, account is not null, [accountId]);
        return account is null ? Problem.NotFound("account") : new GetAccountResponse { Account = ToProto(account, caller) };
    }

    public async Task<Result<ListAccountsResponse>> ListAsync(ListAccountsRequest request, Caller caller)
    {
        var managed = ManagedPeople.By(caller);
        var filters = new ListAccountsRequest { State = request.State, Role = request.Role, AgencyId = request.AgencyId };
        var violations = new List<FieldViolation>();
        if (request.PageSize is < 0 or > ListContacts.MaxPageSize)
            violations.Add(new FieldViolation("page_size", $"Ask for 1 to {ListContacts.MaxPageSize} people."));
        if (!System.Enum.IsDefined(request.State))
            violations.Add(new FieldViolation("state", "Use one of the states."));
        if (request.Role.Length > 0 && !Roles.Names.ContainsKey(request.Role) && !Roles.AgencyNames.ContainsKey(request.Role))
            violations.Add(new FieldViolation("role", "Use a role of the role list."));
        var agencyId = Guid.Empty;
        if (request.AgencyId.Length > 0 && !Guid.TryParse(request.AgencyId, out agencyId))
            violations.Add(new FieldViolation("agency_id", "Give the agency's id: a UUID."));
        var position = default(PagePosition);
        if (request.PageToken.Length > 0 && !tokens.TryRead(request.PageToken, filters, caller, out position))
            violations.Add(new FieldViolation("page_token", "Use a token from an earlier answer with the same filters."));
        if (violations.Count > 0)
            return Problem.Invalid(violations);

        var people = Read().Where(account => managed.Includes(account.AgencyId)
            && (request.State == AccountState.Unspecified || StateOf(account) == request.State)
            && (request.Role.Length == 0 || account.Holds(request.Role))
            && (request.AgencyId.Length == 0 || account.AgencyId == agencyId));
        var response = Page(people, request, filters, position.Id, caller);
        await RecordAsync("account.list", caller, allowed: true, [.. response.Accounts.Select(account => Guid.Parse(account.AccountId))]);
        return response;
    }

    public async Task<Result<ListOwnSignInsResponse>> ListOwnSignInsAsync(ListOwnSignInsRequest request, Caller caller, CancellationToken cancellation)
    {
        if (request.PageSize is < 0 or > ListContacts.MaxPageSize)
            return Problem.Invalid("page_size", $"Ask for 1 to {ListContacts.MaxPageSize} sign-ins.");
        var here = signIns.IsHere && caller.Issuer == signIns.Issuer;
        var entries = here
            ? await signIns.ListSignInsAsync(caller.Subject, request.PageSize == 0 ? ListContacts.DefaultPageSize : request.PageSize, cancellation)
            : [];
        await RecordAsync("account.own_sign_ins", caller, allowed: true, [caller.Account!.AccountId]);
        var response = new ListOwnSignInsResponse { KeptElsewhere = !here };
        response.SignIns.Add(entries.Select(entry => new SignIn
        {
            Time = entry.Time.ToTimestamp(),
            Method = entry.Method,
            Succeeded = entry.Succeeded,
            Locked = entry.Locked,
            Browser = entry.Browser,
        }));
        return response;
    }

    /// <summary>People are some hundreds at the most: all are read, in order, and the token names the last one shown.</summary>
    private List<AccountRecord> Read()
    {
        using var lease = database.Read();
        using var db = lease.OpenContext();
        var memberships = db.Memberships.ToList().ToLookup(membership => membership.AccountId);
        return [.. db.Accounts.AsEnumerable().Select(row => new AccountRecord(row, [.. memberships[row.AccountId]])).OrderBy(account => account, ByName)];
    }

    private ListAccountsResponse Page(IEnumerable<AccountRecord> people, ListAccountsRequest request, ListAccountsRequest filters, Guid after, Caller caller)
    {
        var size = request.PageSize == 0 ? ListContacts.DefaultPageSize : request.PageSize;
        var last = after == Guid.Empty ? null : Read().Find(account => account.Row.AccountId == after);
        var page = people.Where(account => last is null || ByName.Compare(account, last) > 0).Take(size + 1).ToList();
        var response = new ListAccountsResponse { SignInElsewhere = !signIns.IsHere };
        if (page.Count > size)
        {
            page.RemoveAt(size);
            response.NextPageToken = tokens.Create(new PagePosition(0, page[^1].Row.AccountId), filters, caller);
        }
        response.Accounts.Add(page.Select(account => ToProto(account, caller)));
        return response;
    }

    private static readonly Comparer<AccountRecord> ByName = Comparer<AccountRecord>.Create((left, right) =>
        StringComparer.OrdinalIgnoreCase.Compare(left.Row.Name, right.Row.Name) is var order and not 0
            ? order
            : left.Row.AccountId.CompareTo(right.Row.AccountId));

    private Account ToProto(AccountRecord record, Caller caller)
    {
        var row = record.Row;
        var account = new Account
        {
            AccountId = row.AccountId.ToString(),
            Name = row.Name,
            Email = row.Email,
            State = StateOf(record),
            DisabledReason = row.DisabledReason switch
            {
                AccountClosing.Administrator => DisabledReason.Administrator,
                AccountClosing.Dormant => DisabledReason.Dormant,
                _ => DisabledReason.Unspecified,
            },
            DisabledTime = row.DisabledTime?.ToTimestamp(),
            AgencyId = record.AgencyId?.ToString() ?? "",
            AgencyName = record.AgencyId is { } agencyId ? directory.Agency(agencyId)?.Name ?? "" : "",
            CreatedTime = row.CreatedTime.ToTimestamp(),
            InvitedTime = row.InvitedTime?.ToTimestamp(),
            LastUsedTime = row.LastUsedTime?.ToTimestamp(),
            DormantTime = row.DisabledTime is null ? dormancy.ClosesTime(row).ToTimestamp() : null,
            Own = caller.Account?.AccountId == row.AccountId,
        };
        var names = record.AgencyId is null ? Roles.Names : Roles.AgencyNames;
        account.Roles.Add(names.SelectMany(name => record.Live.Where(membership => membership.Role == name.Key).Select(membership => new AccountRole
        {
            Role = name.Key,
            RoleName = name.Value,
            GrantedTime = membership.GrantedTime.ToTimestamp(),
        })));
        return account;
    }

    private static AccountState StateOf(AccountRecord account) => account switch
    {
        { Row.DisabledTime: not null } => AccountState.Disabled,
        { IsInvited: true } => AccountState.Invited,
        _ => AccountState.Open,
    };

    private Task<bool> RecordAsync(string act, Caller caller, bool allowed, IReadOnlyList<Guid> accounts) => writes.WriteAsync(session =>
    {
        session.Audit(new AuditEntry { Act = act, Actor = caller.ToActor(), Allowed = allowed, Refusal = allowed ? null : ProblemReasons.NotFound, Subjects = accounts });
        return true;
    });
}
