using Mash.Hub.Access;
using Mash.Hub.Contacts;
using Mash.Hub.People.Identifiers;
using Mash.Hub.Storage;

namespace Mash.Hub.UnusualAccess.Recording;

/// <summary>Works out, on the request's own thread, what the rules of unusual access need to know of a look. It is written with its leaf.</summary>
internal sealed class AccessRecorder(AccessTokens tokens, StaffNames names, IDeclaredInterests interests, IRecordLabels labels)
{
    /// <summary>The fact of opening a contact; null where no member of staff opens it.</summary>
    public AccessRecord? OfView(OpenedContact opened, Caller caller)
    {
        if (!caller.IsStaff || caller.Account is not { } viewer)
            return null;
        var row = opened.Row;
        var role = WorkingRole.Of(viewer.Roles);
        var (flags, colleague) = names.Compare(viewer, opened.Details);
        flags |= interests.Of(viewer.AccountId, opened);
        if (row.ScreenerAccountId == viewer.AccountId || row.RecordedByAccountId == viewer.AccountId)
            flags |= AccessFlags.OwnWork;
        var by = CaseRelationships.Of(caller);
        if (row.InQueue && by.HasFlag(CaseRelationship.WorksTheQueue))
            flags |= AccessFlags.InQueue;
        if ((by.HasFlag(CaseRelationship.RoutedToEarlyHelp) && row.RoutedToEarlyHelp) || (by.HasFlag(CaseRelationship.RoutedToAssessment) && row.RoutedToAssessment))
            flags |= AccessFlags.Routed;
        if (labels.IsHighProfile(row.ContactId))
            flags |= AccessFlags.HighProfile;
        return new AccessRecord(viewer.AccountId, role, AccessKind.View)
        {
            ContactId = row.ContactId,
            ChildTokens = tokens.OfChildren(opened),
            HouseholdToken = row.HouseholdToken,
            EndedTime = row.EndedTime,
            ColleagueId = colleague,
            Flags = flags,
        };
    }

    /// <summary>The fact of a list: of one that looked for a contact, or showed names outside the queue. Null for the queue as it stands.</summary>
    /// <param name="caller">Who lists.</param>
    /// <param name="narrowed">True where one contact was looked for.</param>
    /// <param name="shown">The rows shown.</param>
    public static AccessRecord? OfList(Caller caller, bool narrowed, IReadOnlyCollection<ContactRow> shown)
    {
        var outside = shown.Count(row => !row.InQueue);
        return caller is { IsStaff: true, Account: { } viewer } && (narrowed || outside > 0)
            ? new AccessRecord(viewer.AccountId, WorkingRole.Of(viewer.Roles), AccessKind.Search)
            {
                Listed = outside,
                Flags = narrowed ? AccessFlags.ByReference : AccessFlags.None,
            }
            : null;
    }

    /// <summary>The fact of looking for people by name.</summary>
    /// <param name="caller">Who looks.</param>
    /// <param name="searched">The names looked for.</param>
    /// <param name="shown">How many people or contacts outside the queue were shown.</param>
    public AccessRecord? OfLookUp(Caller caller, IReadOnlyCollection<FactName> searched, int shown)
    {
        if (!caller.IsStaff || caller.Account is not { } viewer)
            return null;
        var (flags, colleague) = names.Compare(viewer, searched);
        return new AccessRecord(viewer.AccountId, WorkingRole.Of(viewer.Roles), AccessKind.Search) { Listed = shown, ColleagueId = colleague, Flags = flags };
    }

    /// <summary>The fact of working on a contact; null where no member of staff does.</summary>
    public static AccessRecord? OfWork(Caller caller, Guid contactId) => caller is { IsStaff: true, Account: { } worker }
        ? new AccessRecord(worker.AccountId, WorkingRole.Of(worker.Roles), AccessKind.Act) { ContactId = contactId }
        : null;
}

/// <summary>A fact of access that has its place in the log as soon as its leaf has.</summary>
internal sealed record AccessRecord(Guid AccountId, string Role, AccessKind Kind)
{
    // Whether the person has worked on the contact, or is on duty now, is looked up in the transaction itself.
    private static readonly SqlStatement Insert = new(
        "INSERT INTO access_views (seq, account_id, role, kind, real_time, domain_time, contact_id, child_tokens, household_token, listed, ended_time, colleague_id, flags) "
        + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13"
        + " + CASE WHEN EXISTS (SELECT 1 FROM access_views work WHERE work.account_id = $2 AND work.contact_id = $7 AND work.kind = 'Act') THEN $14 ELSE 0 END"
        + " + CASE WHEN EXISTS (SELECT 1 FROM duty_rota WHERE account_id = $2 AND removed_time IS NULL AND from_time <= $6 AND to_time > $6) THEN 4 ELSE 0 END)", 14);

    public Guid? ContactId { get; init; }
    public byte[] ChildTokens { get; init; } = [];
    public byte[]? HouseholdToken { get; init; }
    public int Listed { get; init; }
    public DateTimeOffset? EndedTime { get; init; }
    public Guid? ColleagueId { get; init; }
    public AccessFlags Flags { get; init; }

    /// <summary>Writes the fact in the transaction of its leaf.</summary>
    /// <param name="session">The write.</param>
    /// <param name="leaf">Place of the leaf in the audit log.</param>
    public void Write(WriteSession session, long leaf)
    {
        var ownWork = (Flags & AccessFlags.OwnWork) != 0 ? 0 : (int)AccessFlags.OwnWork;
        session.Execute(
            Insert, leaf, AccountId, Role, Kind.ToString(), session.RealTime, session.DomainTime, ContactId, ChildTokens, HouseholdToken, Listed, EndedTime, ColleagueId,
            (int)Flags, ownWork);
    }
}
