using System.Security.Cryptography;
using Google.Protobuf.WellKnownTypes;
using Mash.Hub.Access;
using Mash.Hub.Access.Interests;
using Mash.Hub.Alerts;
using Mash.Hub.Audit;
using Mash.Hub.Contacts;
using Mash.Hub.Errors;
using Mash.Hub.Restrictions;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Mash.V1;
using AlertAddressee = Mash.Hub.Alerts.AlertAddressee;
using AlertKind = Mash.Hub.Alerts.AlertKind;

namespace Mash.Hub.BreakGlass;

/// <summary>
/// Opens one contact for one person for a time. The row, the alerts and the leaf are one transaction; where there is no such contact, or the person has
/// an interest in it, the same is written, so that trying references leaves the same marks as opening one. Those two answer alike; who is alerted is
/// told which it was.
/// </summary>
internal sealed class OpenBreakGlass(WriteQueue writes, KeyRing ring, CaseAccess access, AlertOutbox alerts, RestrictionDirectory directory, ConflictDirectory conflicts)
{
    public const int MinReason = 20;
    public const int MaxReason = 2000;
    public const int DefaultMinutes = 60;
    public const int MinMinutes = 5;
    public const int MaxMinutes = 240;
    private const string Act = "break_glass.open";

    public async Task<Result<OpenBreakGlassResponse>> HandleAsync(OpenBreakGlassRequest request, Caller caller)
    {
        var violations = new List<FieldViolation>();
        var reference = ContactReference.TryParse(request.Contact);
        var isId = Guid.TryParse(request.Contact, out var contactId);
        if (reference is null && !isId)
            violations.Add(new FieldViolation("contact", "Enter a reference like C-7K3M9-2QDXA."));
        ChangeRequests.RequireText("reason", request.Reason, MinReason, MaxReason, violations);
        if (request.Minutes is not 0 and (< MinMinutes or > MaxMinutes))
            violations.Add(new FieldViolation("minutes", $"Ask for {MinMinutes} to {MaxMinutes} minutes."));
        ChangeRequests.RequireRequestId(request.RequestId, out var requestId, violations);
        if (violations.Count > 0)
            return Problem.Invalid(violations);

        var once = new RequestOnce(ring, caller, Act, requestId, request);
        var result = await writes.WriteAsync(session => Apply(session, request, caller, isId ? contactId : null, reference, once));
        directory.Reload();
        return result;
    }

    private Result<OpenBreakGlassResponse> Apply(
        WriteSession session, OpenBreakGlassRequest request, Caller caller, Guid? contactId, string? reference, RequestOnce once)
    {
        using var db = session.OpenContext();
        if (once.TryFind(db, OpenBreakGlassResponse.Parser, out var answer))
        {
            if (!answer.Value.IsSuccess)
                session.Audit(Entry(request, caller, []) with { Allowed = false, Refusal = answer.Value.Problem.Reason });
            return answer.Value;
        }
        var contact = contactId is { } id ? db.Contacts.FirstOrDefault(row => row.ContactId == id) : db.Contacts.FirstOrDefault(row => row.Reference == reference);
        var inConflict = contact is not null && conflicts.HiddenFrom(caller).Contains(contact.ContactId);
        var opens = contact is not null && !inConflict;
        if (contact is not null && access.MaySee(contact, caller))
        {
            session.Audit(Entry(request, caller, [contact.ContactId]) with { Allowed = false, Refusal = "NOT_NEEDED" });
            return Problem.WrongState("NOT_NEEDED", "You may open this contact without emergency access.");
        }

        var key = DataKey.Create();
        session.AddKey(key);
        var row = new BreakGlassRow
        {
            BreakGlassId = Guid.CreateVersion7(),
            AccountId = caller.Account!.AccountId,
            ContactId = contact?.ContactId,
            OpenedTime = session.RealTime,
            OpenedDomainTime = session.DomainTime,
            ExpireTime = opens ? session.RealTime.AddMinutes(request.Minutes == 0 ? DefaultMinutes : request.Minutes) : session.RealTime,
            KeyId = key.Id,
        };
        row.Reason = Sealer.Seal(key, RecordKind.BreakGlassReason, row.BreakGlassId, 1, new V1.BreakGlass { Reason = request.Reason.Trim() });
        db.BreakGlass.Add(row);
        var response = new OpenBreakGlassResponse
        {
            BreakGlassId = row.BreakGlassId.ToString(),
            ContactId = row.ContactId?.ToString() ?? "",
            ExpireTime = row.ExpireTime.ToTimestamp(),
        };
        if (opens)
            once.Remember(db, response, session.RealTime);
        db.SaveChanges();
        RestrictionDirectory.Touch(session);
        Alert(session, row, request, caller);
        session.Audit(Entry(request, caller, contact is null ? [row.BreakGlassId] : [contact.ContactId, row.BreakGlassId]) with
        {
            Allowed = opens,
            Refusal = opens ? null : ProblemReasons.NotFound,
            Records = [new RecordVersion(row.BreakGlassId, 1, SHA256.HashData(row.Reason))],
            BreakGlassId = row.BreakGlassId,
        });
        return opens ? response : Problem.NotFound("contact");
    }

    private void Alert(WriteSession session, BreakGlassRow row, OpenBreakGlassRequest request, Caller caller)
    {
        var (title, after) = row switch
        {
            { ContactId: null } => ("Emergency access was tried for a contact that does not exist", ""),
            { RefusedForInterest: true } => (
                "Emergency access was refused: the person has an interest in the record",
                " They have declared an interest that this contact meets: themselves, a relative or a home. It stays hidden from them, and they were told that there is no such "
                + "contact. See at once that somebody else looks at it: a child may need it. If the interest is wrong, a privacy lead ends it."),
            _ => ("Somebody opened a record by emergency access", $" It ends after {(row.ExpireTime - row.OpenedTime).TotalMinutes:N0} minutes at the latest."),
        };
        var draft = new AlertDraft
        {
            Kind = AlertKind.BreakGlass,
            Addressee = AlertAddressee.PrivacyLead,
            Title = title,
            Text = $"{caller.Account!.Name} says: {request.Reason.Trim()}{after}",
            AboutAccountId = caller.Account.AccountId,
            ContactId = row.ContactId,
            Path = "/emergency-access",
        };
        alerts.Raise(session, draft, caller.ToActor());
        alerts.Raise(session, draft with { Addressee = AlertAddressee.DutyManager, Path = "" }, caller.ToActor());
    }

    private static AuditEntry Entry(OpenBreakGlassRequest request, Caller caller, IReadOnlyList<Guid> subjects) => new()
    {
        Act = Act,
        Actor = caller.ToActor(),
        RequestId = request.RequestId,
        Subjects = subjects,
    };
}
