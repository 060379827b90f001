using Google.Protobuf.WellKnownTypes;
using Mash.Hub.Access;
using Mash.Hub.Contacts;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Mash.V1;

namespace Mash.Hub.UnusualAccess.Review;

/// <summary>Which findings a caller may read, and their words.</summary>
internal sealed class FindingReader(HubDatabase database, KeyStore keys, AccessDirectory directory)
{
    private static readonly SqlStatement SelectEvidence = new(
        "SELECT v.seq, v.kind, v.domain_time, v.ended_time, v.flags, c.reference FROM access_evidence e JOIN access_views v ON v.seq = e.seq "
        + $"LEFT JOIN contacts c ON c.contact_id = v.contact_id WHERE e.finding_id = $1 ORDER BY v.seq LIMIT {FindingBook.MaxEvidence}", 1);

    /// <summary>The findings that this caller may review: none about themselves.</summary>
    public static IQueryable<FindingRow> To(HubDb db, Caller caller)
    {
        var me = caller.Account!.AccountId;
        return db.AccessFindings.Where(row => row.AccountId != me);
    }

    /// <summary>Opens a finding.</summary>
    public Finding Open(FindingRow row)
    {
        var content = ContentOf(row);
        return new Finding
        {
            FindingId = row.FindingId.ToString(),
            Rule = EnumNames<AccessRule, V1.AccessRule>.Of(row.Rule),
            Severity = EnumNames<AccessSeverity, FindingSeverity>.Of(row.Severity),
            State = EnumNames<FindingState, V1.FindingState>.Of(row.State),
            PersonName = directory.NameOf(row.AccountId),
            PersonRole = Roles.Names.GetValueOrDefault(row.Role, ""),
            WeekDate = new Date { Year = row.Week.Year, Month = row.Week.Month, Day = row.Week.Day },
            Reason = content.Reason,
            EvidenceCount = row.EvidenceCount,
            OpenedTime = row.OpenedTime.ToTimestamp(),
            UpdatedTime = row.UpdatedTime.ToTimestamp(),
            Outcome = row.Outcome is { } outcome ? EnumNames<FindingOutcome, V1.FindingOutcome>.Of(outcome) : V1.FindingOutcome.Unspecified,
            ClosingWords = content.ClosingWords,
            ClosedBy = directory.NameOf(row.ClosedBy),
            ClosedTime = row.ClosedTime?.ToTimestamp(),
            Etag = Etags.Of(row.Version),
        };
    }

    /// <summary>The words of a finding.</summary>
    public FindingContent ContentOf(FindingRow row) => keys.Find(row.KeyId) is { } key
        ? Sealer.Open(key, RecordKind.Finding, row.FindingId, row.Version, row.Sealed, FindingContent.Parser)
        : new FindingContent();

    /// <summary>What a finding rests on, oldest first: references of contacts and circumstances, no name of a child.</summary>
    public IReadOnlyList<Evidence> Evidence(Guid findingId)
    {
        using var lease = database.Read();
        using var rows = lease.Execute(SelectEvidence, findingId);
        var evidence = new List<Evidence>();
        while (rows.Read())
        {
            var time = rows.ReadInstant(2);
            var piece = new Evidence
            {
                Sequence = rows.GetInt64(0),
                Act = System.Enum.Parse<AccessKind>(rows.GetString(1)) == AccessKind.Search ? EvidenceAct.Searched : EvidenceAct.Opened,
                ActTime = time.ToTimestamp(),
                ContactReference = rows.ReadStringOrNull(5) ?? "",
            };
            piece.Circumstances.Add(AccessWords.Circumstances(piece.Act, (AccessFlags)rows.GetInt32(4), rows.ReadInstantOrNull(3), time));
            evidence.Add(piece);
        }
        return evidence;
    }
}
