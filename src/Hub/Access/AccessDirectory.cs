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
        accountId is { } id ? snapshot.AccountNames.GetValueOrDefault(id, "A former colleague") : "";

    /// <summary>True where the account holds the role now.</summary>
    public bool HasRole(Guid accountId, string role) => snapshot.RolesByAccount.TryGetValue(accountId, out var roles) && roles.Contains(role);

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
            keys[row.AgencyId].ToFrozenDictionary(key => key.KeyId, key => key.Jwk)));
        var roles = db.Memberships.Where(row => row.EndedTime == null && row.AgencyId == null).ToList().ToLookup(row => row.AccountId, row => row.Role);
        var accounts = db.Accounts.ToList();
        return new Snapshot(
            epoch,
            agencies,
            accounts.ToFrozenDictionary(row => (row.Issuer, row.Subject), row => new AccountStanding(
                row.AccountId, row.Issuer, row.Subject, row.Name, roles[row.AccountId].ToFrozenSet())),
            accounts.ToFrozenDictionary(row => row.AccountId, row => row.Name),
            accounts.ToFrozenDictionary(row => row.AccountId, row => roles[row.AccountId].ToFrozenSet()));
    }

    private static FrozenSet<string> Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    private sealed record Snapshot(
        string Epoch,
        FrozenDictionary<Guid, AgencyStanding> Agencies,
        FrozenDictionary<(string Issuer, string Subject), AccountStanding> Accounts,
        FrozenDictionary<Guid, string> AccountNames,
        FrozenDictionary<Guid, FrozenSet<string>> RolesByAccount)
    {
        public static readonly Snapshot Empty = new(
            "-", FrozenDictionary<Guid, AgencyStanding>.Empty, FrozenDictionary<(string, string), AccountStanding>.Empty, FrozenDictionary<Guid, string>.Empty,
            FrozenDictionary<Guid, FrozenSet<string>>.Empty);
    }
}
