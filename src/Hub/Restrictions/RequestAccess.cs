using Mash.Hub.Access;
using Mash.Hub.Alerts;
using Mash.Hub.Audit;
using Mash.Hub.Contacts;
using Mash.Hub.Errors;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Mash.V1;
using AlertAddressee = Mash.Hub.Alerts.AlertAddressee;
using AlertKind = Mash.Hub.Alerts.AlertKind;

namespace Mash.Hub.Restrictions;

/// <summary>
/// Asks for access by a reference. Whoever asks learns nothing: not whether there is such a contact, and not whether it is restricted. Where it is, the
/// manager on duty hears who needs it and why.
/// </summary>
internal sealed class RequestAccess(WriteQueue writes, KeyRing ring, KeyStore keys, CaseAccess access, AlertOutbox alerts)
{
    private const string Act = "restriction.request_access";

    public async Task<Result<RequestAccessResponse>> HandleAsync(RequestAccessRequest request, Caller caller)
    {
        var violations = new List<FieldViolation>();
        var reference = ContactReference.TryParse(request.Reference);
        if (reference is null)
            violations.Add(new FieldViolation("reference", "Enter a reference like C-7K3M9-2QDXA."));
        ChangeRequests.RequireText("reason", request.Reason, RestrictionRequests.MinReason, RestrictionRequests.MaxReason, violations);
        ChangeRequests.RequireRequestId(request.RequestId, out var requestId, violations);
        if (violations.Count > 0)
            return Problem.Invalid(violations);

        var once = new RequestOnce(ring, caller, Act, requestId, request);
        return await writes.WriteAsync(session => Apply(session, request, reference!, caller, once));
    }

    private Result<RequestAccessResponse> Apply(WriteSession session, RequestAccessRequest request, string reference, Caller caller, RequestOnce once)
    {
        using var db = session.OpenContext();
        if (once.TryFind(db, RequestAccessResponse.Parser, out var answer))
            return answer.Value;
        var contact = db.Contacts.FirstOrDefault(row => row.Reference == reference);
        var entry = new AuditEntry
        {
            Act = Act,
            Actor = caller.ToActor(),
            RequestId = request.RequestId,
            Subjects = contact is null ? [] : [contact.ContactId],
        };
        if (contact is { Restricted: true } && !access.MaySee(contact, caller) && RestrictionFollow.LiveOf(session, contact.ContactId) is { } live)
        {
            var restriction = db.Restrictions.Single(row => row.RestrictionId == live.RestrictionId);
            var said = RestrictionStore.Say(session, db, restriction, keys.Get(restriction.KeyId), caller.Account!.AccountId, "Asked for access", request.Reason.Trim());
            entry = entry with { Records = [said] };
            alerts.Raise(
                session,
                new AlertDraft
                {
                    Kind = AlertKind.RestrictionRequest,
                    Addressee = AlertAddressee.DutyManager,
                    Title = "Somebody asks for access to a restricted record",
                    Text = $"{caller.Account.Name} says: {request.Reason.Trim()}",
                    AboutAccountId = restriction.ConcernsAccountId ?? caller.Account.AccountId,
                    ContactId = contact.ContactId,
                    Path = RestrictionWords.Path(restriction.RestrictionId),
                },
                caller.ToActor());
        }
        var response = new RequestAccessResponse();
        once.Remember(db, response, session.RealTime);
        db.SaveChanges();
        session.Audit(entry);
        return response;
    }
}
