using System.Collections.Frozen;
using Mash.Hub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Mash.Hub.Access.Interests;

/// <summary>An interest that a token belongs to.</summary>
internal readonly record struct InterestRef(Guid InterestId, Guid AccountId);

/// <summary>
/// Everybody's interests as tokens, and the contacts that are hidden from each person, in memory like <see cref="AccessDirectory"/>: loaded at
/// start, after each change on this hub, and within a second of a change by another hub. Taking a contact in costs one look-up a token, and
/// nothing at all while nobody declared an interest.
/// </summary>
internal sealed class ConflictDirectory(HubDatabase database)
{
    /// <summary>Setting that every change of interests and every new conflict raises.</summary>
    public const string EpochSetting = "conflict_epoch";

    private static readonly FrozenSet<Guid> NoContacts = [];

    private readonly Lock gate = new();
    private volatile Snapshot snapshot = Snapshot.Empty;

    /// <summary>Interests by token.</summary>
    public IReadOnlyDictionary<Guid, InterestRef[]> Tokens => snapshot.Tokens;

    /// <summary>The contacts that meet an interest of this person; empty for agencies' systems and most people.</summary>
    public IReadOnlySet<Guid> HiddenFrom(Caller caller) =>
        caller.Account is { } account ? snapshot.Hidden.GetValueOrDefault(account.AccountId, NoContacts) : NoContacts;

    /// <summary>The people from whom this contact is hidden.</summary>
    public IEnumerable<Guid> PeopleWithInterestIn(Guid contactId) =>
        snapshot.Hidden.Where(person => person.Value.Contains(contactId)).Select(person => person.Key);

    /// <summary>Hides a contact on this hub before the write is committed that finds the conflict: it is never seen in between.</summary>
    public void Hide(Guid accountId, Guid contactId)
    {
        lock (gate)
        {
            var hidden = snapshot.Hidden.ToDictionary();
            hidden[accountId] = hidden.GetValueOrDefault(accountId, NoContacts).Append(contactId).ToFrozenSet();
            snapshot = snapshot with { Hidden = hidden.ToFrozenDictionary() };
        }
    }

    /// <summary>Knows an interest's tokens before the write is committed that stores them: no contact slips in between.</summary>
    public void Learn(InterestRef interest, IEnumerable<InterestToken> tokens)
    {
        lock (gate)
        {
            var known = snapshot.Tokens.ToDictionary();
            foreach (var token in tokens)
                known[token.Value] = [.. known.GetValueOrDefault(token.Value, []).Append(interest).Distinct()];
            snapshot = snapshot with { Tokens = known.ToFrozenDictionary() };
        }
    }

    /// <summary>Marks a change inside the write that makes it.</summary>
    public static void Touch(WriteSession session) => Settings.Write(session, EpochSetting, Guid.CreateVersion7().ToString());

    /// <summary>Loads everything again.</summary>
    public void Reload()
    {
        lock (gate)
            snapshot = Load();
    }

    /// <summary>Loads everything again where somebody changed it; true where interests are among what changed.</summary>
    public bool ReloadIfChanged()
    {
        var before = snapshot;
        if ((Settings.Read(database, EpochSetting) ?? "") == before.Epoch)
            return false;
        Reload();
        return snapshot.Tokens.Values.SelectMany(interests => interests).Except(before.Tokens.Values.SelectMany(interests => interests)).Any();
    }

    private Snapshot Load()
    {
        using var lease = database.Read();
        using var db = lease.OpenContext();
        var epoch = db.Settings.Where(row => row.Name == EpochSetting).Select(row => row.Value).FirstOrDefault() ?? "";
        var owners = db.Interests.Where(row => row.EndedTime == null).ToDictionary(row => row.InterestId, row => row.AccountId);
        var tokens = db.InterestTokens.AsEnumerable().Where(row => owners.ContainsKey(row.InterestId))
            .GroupBy(row => InterestToken.Of(row.Token))
            .ToFrozenDictionary(group => group.Key, group => group.Select(row => new InterestRef(row.InterestId, owners[row.InterestId])).ToArray());
        var hidden = db.ContactConflicts.AsEnumerable().Where(row => owners.ContainsKey(row.InterestId))
            .GroupBy(row => owners[row.InterestId])
            .ToFrozenDictionary(group => group.Key, group => group.Select(row => row.ContactId).ToFrozenSet());
        return new Snapshot(epoch, tokens, hidden);
    }

    private sealed record Snapshot(string Epoch, FrozenDictionary<Guid, InterestRef[]> Tokens, FrozenDictionary<Guid, FrozenSet<Guid>> Hidden)
    {
        public static readonly Snapshot Empty = new("-", FrozenDictionary<Guid, InterestRef[]>.Empty, FrozenDictionary<Guid, FrozenSet<Guid>>.Empty);
    }
}
