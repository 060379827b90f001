using System.Collections.Frozen;
using Mash.Hub.Audit;
using Mash.Hub.Storage;
using Mash.Hub.UnusualAccess.Recording;

namespace Mash.Hub.Restrictions;

/// <summary>A contact's restriction as it stands now.</summary>
internal sealed record RestrictionStanding(Guid RestrictionId, Guid ContactId, Guid AgencyId, RestrictionLabel Label, IReadOnlySet<Guid> People)
{
    /// <summary>An adoption and witness protection are hidden from the agency that sent the contact as well.</summary>
    public bool SenderMaySee => Label is not (RestrictionLabel.Adoption or RestrictionLabel.WitnessProtection);
}

/// <summary>An emergency access that was not closed by hand.</summary>
internal sealed record BreakGlassStanding(Guid BreakGlassId, Guid AccountId, string Issuer, string Subject, Guid ContactId, DateTimeOffset ExpireTime);

/// <summary>
/// Restricted contacts, who is named for them and open emergency accesses, in memory. Loaded at start, again after each change on this hub, and within a
/// second of a change by another hub, which raises the epoch in the settings. What it does not know yet stays hidden: the row itself says
/// whether it is restricted.
/// </summary>
internal sealed class RestrictionDirectory(HubDatabase database, TimeProvider real) : IRecordLabels
{
    /// <summary>Setting that every change raises.</summary>
    public const string EpochSetting = "restriction_epoch";

    private static readonly IReadOnlyList<Guid> None = [];
    private readonly Lock gate = new();
    private volatile Snapshot snapshot = Snapshot.Empty;

    /// <summary>The restriction of a contact; null where it has none.</summary>
    public RestrictionStanding? Of(Guid contactId) => snapshot.ByContact.GetValueOrDefault(contactId);

    /// <inheritdoc />
    public bool IsHighProfile(Guid contactId) => Of(contactId)?.Label == RestrictionLabel.HighProfile;

    /// <summary>True where the contact is under any restriction.</summary>
    public bool IsRestricted(Guid contactId) => Of(contactId) is not null;

    /// <summary>True where the person is named for the restricted contact.</summary>
    public bool IsNamed(Guid accountId, Guid contactId) => Of(contactId)?.People.Contains(accountId) ?? false;

    /// <summary>Restricted contacts for which the person is named.</summary>
    public IReadOnlyList<Guid> NamedFor(Guid accountId) => snapshot.ByPerson.GetValueOrDefault(accountId, None);

    /// <summary>Restricted contacts that the agency which sent them still sees.</summary>
    public IReadOnlyList<Guid> KnownToSender(Guid agencyId) => snapshot.BySender.GetValueOrDefault(agencyId, None);

    /// <summary>Contacts under an adoption.</summary>
    public IReadOnlyList<Guid> Adoptions => snapshot.Adoptions;

    /// <summary>
    /// False where one of two contacts is under an adoption and the other is not under the same: a child's identities before and after are never
    /// linked.
    /// </summary>
    public bool MayLink(Guid contactId, Guid otherId)
    {
        var (one, other) = (Of(contactId), Of(otherId));
        return one?.RestrictionId == other?.RestrictionId || (one?.Label != RestrictionLabel.Adoption && other?.Label != RestrictionLabel.Adoption);
    }

    /// <summary>The person's emergency access to the contact that is open now; null where there is none.</summary>
    public BreakGlassStanding? OpenBreakGlass(Guid accountId, Guid contactId)
    {
        var now = real.GetUtcNow();
        return Array.Find(snapshot.BreakGlass, open => open.AccountId == accountId && open.ContactId == contactId && open.ExpireTime > now);
    }

    /// <summary>Contacts that the person's emergency accesses open now.</summary>
    public IReadOnlyList<Guid> OpenedByBreakGlass(Guid accountId)
    {
        var now = real.GetUtcNow();
        return snapshot.BreakGlass.Length == 0
            ? None
            : [.. snapshot.BreakGlass.Where(open => open.AccountId == accountId && open.ExpireTime > now).Select(open => open.ContactId)];
    }

    /// <summary>The emergency access under which an act on the record happens; null for almost all.</summary>
    public Guid? BreakGlassOf(AuditEntry entry)
    {
        var open = snapshot.BreakGlass;
        if (open.Length == 0)
            return null;
        var now = real.GetUtcNow();
        return Array.Find(open, access => access.ExpireTime > now && access.Subject == entry.Actor.Subject && access.Issuer == entry.Actor.Issuer
            && entry.Subjects.Contains(access.ContactId))?.BreakGlassId;
    }

    /// <summary>Marks a change inside the write that makes it.</summary>
    public static void Touch(WriteSession session) => Settings.Write(session, EpochSetting, Guid.CreateVersion7().ToString());

    /// <summary>Loads everything again.</summary>
    public void Reload()
    {
        lock (gate)
            snapshot = Load();
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
        var grants = (from grant in db.RestrictionGrants
                      join restriction in db.Restrictions on grant.RestrictionId equals restriction.RestrictionId
                      where grant.EndedTime == null && restriction.EndedTime == null && grant.AccountId != restriction.ConcernsAccountId
                      select new { grant.RestrictionId, grant.AccountId }).ToList().ToLookup(grant => grant.RestrictionId, grant => grant.AccountId);
        var people = grants.ToDictionary(group => group.Key, group => (IReadOnlySet<Guid>)group.ToFrozenSet());
        var contacts = (from covered in db.RestrictedContacts
                        join restriction in db.Restrictions on covered.RestrictionId equals restriction.RestrictionId
                        join contact in db.Contacts on covered.ContactId equals contact.ContactId
                        where covered.EndedTime == null && restriction.EndedTime == null
                        select new { covered.ContactId, covered.RestrictionId, contact.AgencyId, restriction.Label }).ToList()
            .ConvertAll(row => new RestrictionStanding(
                row.RestrictionId, row.ContactId, row.AgencyId, row.Label, people.GetValueOrDefault(row.RestrictionId) ?? FrozenSet<Guid>.Empty));
        var now = real.GetUtcNow();
        var open = (from row in db.BreakGlass
                    join account in db.Accounts on row.AccountId equals account.AccountId
                    where row.ContactId != null && row.ClosedTime == null && row.ExpireTime > now
                    select new { row.BreakGlassId, row.AccountId, account.Issuer, account.Subject, ContactId = row.ContactId!.Value, row.ExpireTime }).ToList();
        return new Snapshot(
            epoch,
            contacts.ToFrozenDictionary(contact => contact.ContactId),
            contacts.SelectMany(contact => contact.People, (contact, person) => (contact.ContactId, Person: person)).GroupBy(pair => pair.Person)
                .ToFrozenDictionary(group => group.Key, group => (IReadOnlyList<Guid>)[.. group.Select(pair => pair.ContactId)]),
            contacts.Where(contact => contact.SenderMaySee).GroupBy(contact => contact.AgencyId)
                .ToFrozenDictionary(group => group.Key, group => (IReadOnlyList<Guid>)[.. group.Select(contact => contact.ContactId)]),
            [.. contacts.Where(contact => contact.Label == RestrictionLabel.Adoption).Select(contact => contact.ContactId)],
            [.. open.Select(row => new BreakGlassStanding(row.BreakGlassId, row.AccountId, row.Issuer, row.Subject, row.ContactId, row.ExpireTime))]);
    }

    private sealed record Snapshot(
        string Epoch,
        FrozenDictionary<Guid, RestrictionStanding> ByContact,
        FrozenDictionary<Guid, IReadOnlyList<Guid>> ByPerson,
        FrozenDictionary<Guid, IReadOnlyList<Guid>> BySender,
        IReadOnlyList<Guid> Adoptions,
        BreakGlassStanding[] BreakGlass)
    {
        public static readonly Snapshot Empty = new(
            "-", FrozenDictionary<Guid, RestrictionStanding>.Empty, FrozenDictionary<Guid, IReadOnlyList<Guid>>.Empty,
            FrozenDictionary<Guid, IReadOnlyList<Guid>>.Empty, [], []);
    }
}
