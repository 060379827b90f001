using Google.Protobuf;
using Mash.Hub.Audit;
using Mash.Hub.Contacts;
using Mash.Hub.Errors;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;

namespace Mash.Hub.Access.Accounts;

/// <summary>The one way to change accounts and roles: once by request id, in the writer, on the record, and in force when it answers.</summary>
internal sealed class AccountChange(WriteQueue writes, KeyRing ring, AccessDirectory directory, ISignInAccounts signIns, HubDatabase database)
{
    /// <summary>Runs a change and answers its message, or the same answer as the first time.</summary>
    /// <param name="act">Name of the act on the record.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="requestId">UUID made by the caller.</param>
    /// <param name="message">The request.</param>
    /// <param name="parser">Reads the remembered answer.</param>
    /// <param name="accountOf">The account it is about, for the record; of a new one only its answer knows it (null where there is none).</param>
    /// <param name="rule">Changes tracked rows; what it adds is saved after it.</param>
    public async Task<Result<T>> RunAsync<T>(
        string act, Caller caller, Guid requestId, IMessage message, MessageParser<T> parser, Func<T?, Guid?> accountOf, Func<HubDb, WriteSession, Result<T>> rule)
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
                Subjects = accountOf(answer.Value.IsSuccess ? answer.Value.Value : null) is { } accountId ? [accountId] : [],
            });
            return answer.Value;
        });
        directory.Reload();
        return result;
    }

    /// <summary>
    /// Brings the authority's account to where the hub's row stands: open or closed. The hub refuses a closed account's calls from the moment of
    /// the row, so that a stop between the two leaves nothing open.
    /// </summary>
    public async Task FollowAsync(Guid accountId, CancellationToken cancellation)
    {
        AccountRow? row;
        using (var lease = database.Read())
        {
            using var db = lease.OpenContext();
            row = db.Accounts.FirstOrDefault(account => account.AccountId == accountId);
        }
        if (row is not null && row.Issuer == signIns.Issuer)
            await signIns.SetOpenAsync(row.Subject, row.DisabledTime is null, cancellation);
    }
}

/// <summary>Checks what every change of an account has.</summary>
internal static class AccountRequests
{
    public static List<FieldViolation> Check(string accountId, string requestId, out Guid account, out Guid request)
    {
        var violations = new List<FieldViolation>();
        if (!Guid.TryParse(accountId, out account))
            violations.Add(new FieldViolation("account_id", "Give the account's id: a UUID as the hub answered it."));
        request = RequestId(requestId, violations);
        return violations;
    }

    public static Guid RequestId(string requestId, List<FieldViolation> violations)
    {
        ChangeRequests.RequireRequestId(requestId, out var request, violations);
        return request;
    }
}
