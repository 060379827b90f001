using Google.Protobuf;
using Mash.Hub.Audit;
using Mash.Hub.Errors;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;

namespace Mash.Hub.Access;

/// <summary>The one way to change rota and interests: once by request id, in the writer, on the record.</summary>
internal sealed class AccessChange(WriteQueue writes, KeyRing ring)
{
    /// <summary>Runs a change and answers its message, or the same answer as the first time.</summary>
    /// <param name="act">Name of the act on the record.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="requestId">UUID made by the caller.</param>
    /// <param name="message">The request.</param>
    /// <param name="parser">Reads the remembered answer, which must hold nothing personal.</param>
    /// <param name="rule">Changes tracked rows and names the subjects of the act's leaf; what it adds is saved after it.</param>
    public Task<Result<T>> RunAsync<T>(
        string act, Caller caller, Guid requestId, IMessage message, MessageParser<T> parser, Func<AccessEdit, Result<T>> rule)
        where T : class, IMessage<T>
    {
        var once = new RequestOnce(ring, caller, act, requestId, message);
        return writes.WriteAsync(session =>
        {
            using var db = session.OpenContext();
            var edit = new AccessEdit(db, session);
            if (!once.TryFind(db, parser, out var answer))
            {
                answer = rule(edit);
                if (answer.Value.IsSuccess)
                    once.Remember(db, answer.Value.Value, session.RealTime);
                else
                    db.ChangeTracker.Clear();
                db.SaveChanges();
                if (answer.Value.IsSuccess)
                    edit.AfterSave?.Invoke();
            }
            session.Audit(new AuditEntry
            {
                Act = act,
                Actor = caller.ToActor(),
                RequestId = requestId.ToString(),
                Allowed = answer.Value.IsSuccess,
                Refusal = answer.Value.Problem?.Reason,
                Subjects = edit.Subjects,
                Records = answer.Value.IsSuccess ? edit.Records : [],
            });
            return answer.Value;
        });
    }
}

/// <summary>A change of rota or interests in the making.</summary>
internal sealed class AccessEdit(HubDb db, WriteSession session)
{
    public HubDb Db => db;

    public WriteSession Session => session;

    /// <summary>What the act is about, for its leaf.</summary>
    public List<Guid> Subjects { get; } = [];

    /// <summary>Sealed record versions that the act stored, for its leaf.</summary>
    public List<RecordVersion> Records { get; } = [];

    /// <summary>Statements that need the saved rows.</summary>
    public Action? AfterSave { get; set; }
}
