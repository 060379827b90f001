using System.Security.Cryptography;
using Mash.Hub.Access;
using Mash.Hub.Alerts;
using Mash.Hub.Audit;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Microsoft.EntityFrameworkCore;

namespace Mash.Hub.UnusualAccess.Review;

/// <summary>Writes what the detector signals as findings: one for each person, rule and week, which grows while it is open.</summary>
internal sealed class FindingBook(AlertOutbox alerts, AccessDirectory directory, KeyStore keys)
{
    /// <summary>Most places in the log that one finding keeps; more say nothing new.</summary>
    public const int MaxEvidence = 300;

    /// <summary>Makes or adds to findings, and alerts the privacy lead to new ones.</summary>
    /// <returns>How many findings are new.</returns>
    public int Write(WriteSession session, IReadOnlyList<AccessSignal> signals)
    {
        var made = 0;
        foreach (var group in signals.GroupBy(signal => (signal.AccountId, signal.Rule, signal.Week)))
        {
            var last = group.Last() with
            {
                Evidence = [.. group.SelectMany(signal => signal.Evidence).Distinct().Order()],
                Severity = group.Max(signal => signal.Severity),
            };
            if (Write(session, last))
                made++;
        }
        return made;
    }

    private bool Write(WriteSession session, AccessSignal signal)
    {
        using var db = session.OpenContext();
        var findings = db.AccessFindings.AsTracking()
            .Where(row => row.AccountId == signal.AccountId && row.Rule == signal.Rule && row.Week == signal.Week).ToList();
        var ids = findings.Select(row => row.FindingId).ToList();
        var known = db.AccessEvidence.Where(row => ids.Contains(row.FindingId)).Select(row => row.Seq).ToHashSet();
        var fresh = signal.Evidence.Where(place => !known.Contains(place)).ToList();
        var open = findings.Find(row => row.State == FindingState.Open);
        if (fresh.Count == 0 || (open is null && !SpeaksAgain(signal, findings, fresh.Count)))
            return false;
        var row = open ?? Make(session, db, signal);
        Add(session, db, row, signal, fresh);
        db.SaveChanges();
        if (open is null)
            Announce(session, row, signal);
        return open is null;
    }

    /// <summary>After a review the same rule speaks again of the week only for as much again; a single view is always something new.</summary>
    private static bool SpeaksAgain(AccessSignal signal, List<FindingRow> reviewed, int fresh) =>
        signal.Excess is null || fresh >= reviewed.Sum(row => row.EvidenceCount);

    private FindingRow Make(WriteSession session, HubDb db, AccessSignal signal)
    {
        var key = DataKey.Create();
        session.AddKey(key);
        // Known before the batch is committed: the words are sealed with it right away.
        keys.Remember(key);
        var row = new FindingRow
        {
            FindingId = Guid.CreateVersion7(),
            AccountId = signal.AccountId,
            Role = directory.Account(signal.AccountId) is { } account ? WorkingRole.Of(account.Roles) : "",
            Rule = signal.Rule,
            Week = signal.Week,
            State = FindingState.Open,
            Severity = signal.Severity,
            OpenedTime = session.DomainTime,
            KeyId = key.Id,
        };
        db.AccessFindings.Add(row);
        return row;
    }

    private void Add(WriteSession session, HubDb db, FindingRow row, AccessSignal signal, List<long> fresh)
    {
        var room = MaxEvidence - row.EvidenceCount;
        db.AccessEvidence.AddRange(fresh.Take(room).Select(place => new EvidenceRow { FindingId = row.FindingId, Seq = place }));
        row.EvidenceCount += Math.Min(room, fresh.Count);
        row.Severity = (AccessSeverity)Math.Max((int)row.Severity, (int)signal.Severity);
        row.UpdatedTime = session.DomainTime;
        row.Version++;
        row.Sealed = Sealer.Seal(keys.Get(row.KeyId), RecordKind.Finding, row.FindingId, row.Version, new FindingContent { Reason = signal.Reason });
    }

    private void Announce(WriteSession session, FindingRow row, AccessSignal signal)
    {
        session.Audit(new AuditEntry
        {
            Act = "finding.raise",
            Actor = AuditActor.Hub,
            Purpose = signal.Rule.ToString(),
            Subjects = [row.FindingId],
            Records = [new RecordVersion(row.FindingId, row.Version, SHA256.HashData(row.Sealed))],
        });
        alerts.Raise(
            session,
            new AlertDraft
            {
                Kind = AlertKind.UnusualAccess,
                Addressee = AlertAddressee.PrivacyLead,
                Title = "Unusual access to records",
                Text = signal.Reason + " Review it and say what you found.",
                AboutAccountId = row.AccountId,
                Path = $"/unusual-access/{row.FindingId}",
            },
            AuditActor.Hub);
    }
}
