using Google.Protobuf;
using Mash.Hub.Access;
using Mash.Hub.Audit;
using Mash.Hub.Errors;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;

namespace Mash.Hub.Agencies;

/// <summary>The one way to change agencies and their keys: once by request id, in the writer, on the record, and in force when it answers.</summary>
internal sealed class AgencyChange(WriteQueue writes, KeyRing ring, AccessDirectory directory)
{
    /// <summary>Runs a change and answers its message, or the same answer as the first time.</summary>
    /// <param name="act">Name of the act on the record.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="requestId">UUID made by the caller.</param>
    /// <param name="message">The request.</param>
    /// <param name="parser">Reads the remembered answer.</param>
    /// <param name="agencyOf">The agency it is about, for the record; of a registration only its answer knows it (null where there is none).</param>
    /// <param name="rule">Changes tracked rows; what it adds is saved after it.</param>
    public async Task<Result<T>> RunAsync<T>(
        string act, Caller caller, Guid requestId, IMessage message, MessageParser<T> parser, Func<T?, Guid?> agencyOf, Func<HubDb, WriteSession, Result<T>> rule)
        where T : class, IMessage<T>
    {
        var once = new RequestOnce(ring, caller, act, requestId, message);
        var result = await writes.WriteAsync(session =>
        {
            using var db = session.OpenContext();
            if (!once.TryFind(db, parser, out var answer))
            {
                answer = rule(db, session);
                if (answer.Value.IsSuccess)
                {
                    once.Remember(db, answer.Value.Value, session.RealTime);
                    db.SaveChanges();
                    AccessDirectory.Touch(session);
                }
            }
            session.Audit(new AuditEntry
            {
                Act = act,
                Actor = caller.ToActor(),
                RequestId = requestId.ToString(),
                Allowed = answer.Value.IsSuccess,
                Refusal = answer.Value.Problem?.Reason,
                Subjects = agencyOf(answer.Value.IsSuccess ? answer.Value.Value : null) is { } agencyId ? [agencyId] : [],
            });
            return answer.Value;
        });
        directory.Reload();
        return result;
    }
}
