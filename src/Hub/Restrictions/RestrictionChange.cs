using Google.Protobuf;
using Mash.Hub.Access;
using Mash.Hub.Alerts;
using Mash.Hub.Audit;
using Mash.Hub.Errors;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Microsoft.EntityFrameworkCore;

namespace Mash.Hub.Restrictions;

/// <summary>A restriction under change: its tracked row, and what the change says.</summary>
internal sealed class RestrictionEdit(WriteSession session, HubDb db, RestrictionRow row, DataKey key, Caller caller)
{
    public WriteSession Session => session;

    public HubDb Db => db;

    public RestrictionRow Row => row;

    public Caller Caller => caller;

    public Guid Me => caller.Account!.AccountId;

    public List<RecordVersion> Records { get; } = [];

    /// <summary>Seals what the caller says.</summary>
    public void Say(string act, string words) => Records.Add(RestrictionStore.Say(session, db, row, key, Me, act, words.Trim()));

    /// <summary>Names a person, where cases are their work.</summary>
    public void Name(Guid accountId) => RestrictionStore.Name(session, db, row, accountId, Me);
}

/// <summary>The one way to change a restriction that is there: once by request id, in the writer, on the record, in force when it answers.</summary>
internal sealed class RestrictionChange(WriteQueue writes, KeyRing ring, KeyStore keys, RestrictionDirectory directory, AlertOutbox alerts)
{
    /// <summary>Runs a change and answers its message, or the same answer as the first time.</summary>
    public async Task<Result<T>> RunAsync<T>(
        string act, Caller caller, Guid requestId, Guid restrictionId, IMessage message, MessageParser<T> parser, Func<RestrictionEdit, Result<T>> rule)
        where T : class, IMessage<T>
    {
        var once = new RequestOnce(ring, caller, act, requestId, message);
        var result = await writes.WriteAsync(session =>
        {
            using var db = session.OpenContext();
            if (once.TryFind(db, parser, out var answer))
            {
                if (!answer.Value.IsSuccess)
                    Record(session, act, caller, requestId, [restrictionId], [], answer.Value.Problem);
                return answer.Value;
            }
            var row = db.Restrictions.AsTracking().FirstOrDefault(restriction => restriction.RestrictionId == restrictionId);
            if (row is null || !RestrictionReader.Knows(db, row, caller))
            {
                Record(session, act, caller, requestId, [restrictionId], [], Problem.NotFound("restriction"));
                return Problem.NotFound("restriction");
            }
            List<Guid> subjects = [restrictionId, .. RestrictionStore.Covered(db, restrictionId)];
            var edit = new RestrictionEdit(session, db, row, keys.Get(row.KeyId), caller);
            var result = rule(edit);
            if (!result.IsSuccess)
            {
                db.ChangeTracker.Clear();
                Record(session, act, caller, requestId, subjects, [], result.Problem);
                return result;
            }
            row.Version++;
            once.Remember(db, result.Value, session.RealTime);
            db.SaveChanges();
            RestrictionDirectory.Touch(session);
            Record(session, act, caller, requestId, subjects, edit.Records, null);
            return result;
        });
        directory.Reload();
        return result;
    }

    /// <summary>Tells the manager on duty that something waits; the privacy lead too, where the manager on duty may be the one who asks.</summary>
    public void Tell(WriteSession session, RestrictionRow row, Caller caller, string title, string text)
    {
        var draft = new AlertDraft
        {
            Kind = AlertKind.RestrictionRequest,
            Addressee = AlertAddressee.DutyManager,
            Title = title,
            Text = text,
            AboutAccountId = row.ConcernsAccountId ?? caller.Account!.AccountId,
            Path = RestrictionWords.Path(row.RestrictionId),
        };
        alerts.Raise(session, draft, caller.ToActor());
        if (caller.HasRole(Roles.Manager) || row.ConcernsAccountId is not null)
            alerts.Raise(session, draft with { Addressee = AlertAddressee.PrivacyLead }, caller.ToActor());
    }

    private static void Record(
        WriteSession session, string act, Caller caller, Guid requestId, IReadOnlyList<Guid> subjects, IReadOnlyList<RecordVersion> records, Problem? refusal) =>
        session.Audit(new AuditEntry
        {
            Act = act,
            Actor = caller.ToActor(),
            RequestId = requestId.ToString(),
            Allowed = refusal is null,
            Refusal = refusal?.Reason,
            Subjects = subjects,
            Records = records,
        });
}
