using Mash.Hub.Access;
using Mash.Hub.Audit;
using Mash.Hub.Contacts;
using Mash.Hub.Contacts.Content;
using Mash.Hub.Errors;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Mash.V1;

namespace Mash.Hub.Restrictions;

/// <summary>Restricts a contact and every other about the same children at once; somebody else decides whether it stays so.</summary>
internal sealed class RequestRestriction(
    WriteQueue writes, KeyRing ring, ContactReader reader, CaseAccess access, AccessDirectory accounts, RestrictionDirectory directory, RestrictionChange changes)
{
    private const string Act = "restriction.request";

    private static readonly SqlStatement SelectSame = new("SELECT contact_id, nhs_token FROM child_identities WHERE token = $1", 1);

    public async Task<Result<RequestRestrictionResponse>> HandleAsync(RequestRestrictionRequest request, Caller caller)
    {
        var violations = new List<FieldViolation>();
        if (!Guid.TryParse(request.ContactId, out var contactId))
            violations.Add(new FieldViolation("contact_id", "Give the contact's id: a UUID as the hub answered it."));
        if (!EnumNames<V1.RestrictionLabel, RestrictionLabel>.TryOf(request.Label, out var label))
            violations.Add(new FieldViolation("label", "Say why it must be restricted."));
        ChangeRequests.RequireText("reason", request.Reason, RestrictionRequests.MinReason, RestrictionRequests.MaxReason, violations);
        Guid? concerns = null;
        if (request.ConcernsAccountId.Length > 0)
        {
            if (Guid.TryParse(request.ConcernsAccountId, out var account) && accounts.Account(account) is { AgencyId: null } && account != caller.Account!.AccountId)
                concerns = account;
            else
                violations.Add(new FieldViolation("concerns_account_id", "Choose another member of staff, or nobody."));
        }
        ChangeRequests.RequireRequestId(request.RequestId, out var requestId, violations);
        if (violations.Count > 0)
            return Problem.Invalid(violations);

        var once = new RequestOnce(ring, caller, Act, requestId, request);
        // Opened outside the writer's turn: what the sender said never changes.
        var identities = reader.FindRow(contactId) is { } row && access.MaySee(row, caller) ? IdentitiesOf(reader.Open(row)) : [];
        var result = await writes.WriteAsync(session => Apply(session, request, caller, contactId, label, concerns, identities, once));
        directory.Reload();
        return result;
    }

    private Result<RequestRestrictionResponse> Apply(
        WriteSession session, RequestRestrictionRequest request, Caller caller, Guid contactId, RestrictionLabel label, Guid? concerns,
        List<(byte[] Token, byte[]? Nhs)> identities, RequestOnce once)
    {
        using var db = session.OpenContext();
        if (once.TryFind(db, RequestRestrictionResponse.Parser, out var answer))
            return answer.Value.IsSuccess ? answer.Value : Refuse(session, request, caller, contactId, answer.Value.Problem);
        var contact = db.Contacts.FirstOrDefault(row => row.ContactId == contactId);
        if (contact is null || !access.MaySee(contact, caller))
            return Refuse(session, request, caller, contactId, Problem.NotFound("contact"));
        if (RestrictionFollow.LiveOf(session, contactId) is not null)
            return Refuse(session, request, caller, contactId, Problem.WrongState("ALREADY_RESTRICTED", "This contact is restricted already. Only the people who are named can see it."));

        var key = DataKey.Create();
        session.AddKey(key);
        var restriction = new RestrictionRow
        {
            RestrictionId = Guid.CreateVersion7(),
            Label = label,
            State = RestrictionState.Requested,
            Emergency = caller.HasRole(Roles.EmergencyDutyTeam),
            RequestedBy = caller.Account!.AccountId,
            RequestedTime = session.DomainTime,
            ConcernsAccountId = concerns,
            KeyId = key.Id,
            Version = 1,
        };
        db.Restrictions.Add(restriction);
        // Its notes, people and contacts refer to the row.
        db.SaveChanges();
        var said = RestrictionStore.Say(session, db, restriction, key, restriction.RequestedBy, "Asked for", request.Reason.Trim());
        RestrictionStore.Name(session, db, restriction, caller.Account.AccountId, null);
        List<Guid> covered = [contactId, .. Others(session, contactId, identities)];
        foreach (var id in covered)
            RestrictionStore.Cover(session, db, restriction, id);
        var response = new RequestRestrictionResponse { RestrictionId = restriction.RestrictionId.ToString(), State = V1.RestrictionState.Requested };
        once.Remember(db, response, session.RealTime);
        db.SaveChanges();
        RestrictionDirectory.Touch(session);
        session.Audit(Entry(request, caller, [.. covered, restriction.RestrictionId]) with { Records = [said] });
        changes.Tell(
            session, restriction, caller,
            restriction.Emergency ? "The emergency duty team restricted a record: confirm it" : "A restriction waits for a decision",
            $"{caller.Account.Name} asks to restrict {contact.Reference} ({RestrictionWords.Of(label)}). It is restricted already. Another manager or the privacy lead "
            + "agrees or refuses, and names the people who work on it.");
        return response;
    }

    /// <summary>Other contacts about the same children that are under no restriction yet. Two different NHS numbers veto.</summary>
    private static List<Guid> Others(WriteSession session, Guid contactId, List<(byte[] Token, byte[]? Nhs)> identities)
    {
        var others = new HashSet<Guid>();
        foreach (var (token, nhs) in identities)
        {
            using var rows = session.Query(SelectSame, token);
            while (rows.Read())
            {
                var other = rows.IsDBNull(1) ? null : rows.ReadBytes(1);
                if (other is null || nhs is null || other.AsSpan().SequenceEqual(nhs))
                    others.Add(rows.ReadGuid(0));
            }
        }
        others.Remove(contactId);
        return [.. others.Where(id => RestrictionFollow.LiveOf(session, id) is null)];
    }

    private List<(byte[] Token, byte[]? Nhs)> IdentitiesOf(OpenedContact opened) =>
    [
        .. opened.Details.Children.SelectMany(child =>
        {
            var nhs = ContactPeople.FactsOf(opened.Details, child).NhsNumber is { } number
                ? ContactTokens.Of(ring.Blocking, new ContactKey(ContactKeyKind.ChildNhsNumber, number.Value))
                : null;
            return ContactKeys.StrongIdentityKeys(opened.Details, child, opened.Row.ReceivedTime).Select(key => (ContactTokens.Of(ring.Blocking, key), nhs));
        }),
    ];

    private static Result<RequestRestrictionResponse> Refuse(WriteSession session, RequestRestrictionRequest request, Caller caller, Guid contactId, Problem problem)
    {
        session.Audit(Entry(request, caller, [contactId]) with { Allowed = false, Refusal = problem.Reason });
        return problem;
    }

    private static AuditEntry Entry(RequestRestrictionRequest request, Caller caller, IReadOnlyList<Guid> subjects) => new()
    {
        Act = Act,
        Actor = caller.ToActor(),
        RequestId = request.RequestId,
        Subjects = subjects,
    };
}
