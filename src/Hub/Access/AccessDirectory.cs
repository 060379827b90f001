using System.Collections.Frozen;
using Mash.Hub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Mash.Hub.Access;

/// <summary>
/// Agencies and staff as they stand now, in memory. Loaded at start, again after each change on this hub, and within a second of a
/// change by another hub or the command line, which raise the epoch in the settings.
/// </summary>
internal sealed class AccessDirectory(HubDatabase database)
{
    /// <summary>Setting that every change of agencies, keys, accounts and memberships raises.</summary>
    public const string EpochSetting = "access_epoch";

    private readonly Lock gate = new();
    private volatile Snapshot snapshot = Snapshot.Empty;

    /// <summary>Raised after what stands here has changed.</summary>
    public event Action? Changed;

    /// <summary>Every agency, by id.</summary>
    public IReadOnlyDictionary<Guid, AgencyStanding> Agencies => snapshot.Agencies;

    /// <summary>Finds an agency.</summary>
    public AgencyStanding? Agency(Guid agencyId) => snapshot.Agencies.GetValueOrDefault(agencyId);

    /// <summary>Finds an account by issuer and subject.</summary>
    public AccountStanding? Account(string issuer, string subject) => snapshot.Accounts.GetValueOrDefault((issuer, subject));

    /// <summary>Name of an account to show; a plain word where it is not known any more.</summary>
    public string NameOf(Guid? accountId) =>
        accountId is { } id ? Account(id)?.Name ?? "A former colleague" : "";

    /// <summary>Finds an account by the hub's own id.</summary>
    public AccountStanding? Account(Guid accountId) => snapshot.AccountsById.GetValueOrDefault(accountId);

    /// <summary>The hub's own people.</summary>
    public IEnumerable<AccountStanding> Staff => snapshot.AccountsById.Values.Where(account => account.AgencyId is null);

    /// <summary>Everybody who holds the role for the hub now.</summary>
    public IEnumerable<AccountStanding> Holders(string role) =>
        snapshot.AccountsById.Values.Where(account => account.AgencyId is null && account.Roles.Contains(role));

    /// <summary>True where the account holds the role now.</summary>
    public bool HasRole(Guid accountId, string role) => Account(accountId)?.Roles.Contains(role) ?? false;

    /// <summary>Marks a change inside the write that makes it.</summary>
    public static void Touch(WriteSession session) => Settings.Write(session, EpochSetting, Guid.CreateVersion7().ToString());

    /// <summary>Loads everything again.</summary>
    public void Reload()
    {
        lock (gate)
            snapshot = Load();
        Changed?.Invoke();
    }

    /// <summary>Loads everything again where somebody changed it.</summary>
    public void ReloadIfChanged()
    {
        if ((Settings.Read(database, EpochSetting) ?? "") != snapshot.Epoch)
            Reload();
    }

    private Snapshot Load()
    {
        using var lease = database.Read();
        using var db = lease.OpenContext();
        var epoch = db.Settings.Where(row => row.Name == EpochSetting).Select(row => row.Value).FirstOrDefault() ?? "";
        var keys = db.AgencyKeys.Where(row => row.RevokedTime == null).ToList().ToLookup(row => row.AgencyId);
        var agencies = db.Agencies.ToList().ToFrozenDictionary(row => row.AgencyId, row => new AgencyStanding(
            row.AgencyId, row.Name, row.Kind, row.Telephone, row.Suspended, Words(row.Scopes), Words(row.SourceCodes),
            keys[row.AgencyId].ToFrozenDictionary(key => key.KeyId, key => key.Jwk))
        {
            AgreementFrom = row.AgreementFrom,
            AgreementTo = row.AgreementTo,
            Registering = row.Registering,
            JwksAddress = row.JwksAddress,
        });
        var memberships = db.Memberships.Where(row => row.EndedTime == null).ToList().ToLookup(row => row.AccountId);
        var accounts = db.Accounts.ToList().ConvertAll(row => Standing(row, [.. memberships[row.AccountId]]));
        return new Snapshot(
            epoch,
            agencies,
            accounts.ToFrozenDictionary(account => (account.Issuer, account.Subject)),
            accounts.ToFrozenDictionary(account => account.AccountId));
    }

    /// <summary>A person is of the hub's staff or of one agency, never both: where rows say both, the agency's side holds, which may less.</summary>
    private static AccountStanding Standing(AccountRow row, List<MembershipRow> memberships)
    {
        var agencyId = memberships.Find(membership => membership.AgencyId is not null)?.AgencyId;
        var roles = row.DisabledTime is not null
            ? FrozenSet<string>.Empty
            : memberships.Where(membership => membership.AgencyId == agencyId).Select(membership => membership.Role).ToFrozenSet();
        return new AccountStanding(row.AccountId, row.Issuer, row.Subject, row.Name, roles)
        {
            AgencyId = agencyId,
            Email = row.Email,
            Disabled = row.DisabledTime is not null,
        };
    }

    private static FrozenSet<string> Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    private sealed record Snapshot(
        string Epoch,
        FrozenDictionary<Guid, AgencyStanding> Agencies,
        FrozenDictionary<(string Issuer, string Subject), AccountStanding> Accounts,
        FrozenDictionary<Guid, AccountStanding> AccountsById)
    {
        public static readonly Snapshot Empty = new(
            "-", FrozenDictionary<Guid, AgencyStanding>.Empty, FrozenDictionary<(string, string), AccountStanding>.Empty,
            FrozenDictionary<Guid, AccountStanding>.Empty);
    }
}
