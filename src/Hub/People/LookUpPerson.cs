using System.Security.Cryptography;
using Mash.Hub.Access;
using Mash.Hub.Alerts;
using Mash.Hub.Audit;
using Mash.Hub.Contacts;
using Mash.Hub.Errors;
using Mash.Hub.People.Identifiers;
using Mash.Hub.Restrictions;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Mash.Hub.UnusualAccess.Recording;
using Mash.V1;
using AlertAddressee = Mash.Hub.Alerts.AlertAddressee;
using AlertKind = Mash.Hub.Alerts.AlertKind;

namespace Mash.Hub.People;

/// <summary>
/// Finds contacts again by exact terms. Whoever looks sees what they may see; a restricted record that they may not see leaves their answer as it is for
/// nobody found, and tells the manager on duty.
/// </summary>
internal sealed class LookUpPerson(
    HubDatabase database, KeyRing ring, KeyStore keys, ContactReader reader, ContactHistory history, CaseAccess access, WriteQueue writes, AlertOutbox alerts,
    RestrictionDirectory restrictions, AccessRecorder recorder)
{
    /// <summary>Most contacts of an answer.</summary>
    public const int Limit = 50;

    private static readonly SqlStatement SelectByToken = new(
        "SELECT p.contact_id, p.contact_child_id FROM person_tokens t JOIN people p ON p.person_id = t.person_id WHERE t.token = $1 LIMIT 1000", 1);

    private static readonly SqlStatement SelectByReference = new("SELECT contact_id FROM contacts WHERE reference = $1", 1);

    public async Task<Result<LookUpPersonResponse>> HandleAsync(LookUpPersonRequest request, Caller caller)
    {
        var terms = LookUpTerms.Of(request);
        if (!terms.IsSuccess)
            return terms.Problem;
        var found = Find(terms.Value).Select(hit => (Row: reader.FindRow(hit.Key)!, Children: hit.Value)).ToList();
        var shown = found.Where(hit => access.MaySee(hit.Row, caller)).OrderByDescending(hit => hit.Row.ReceivedTime).ThenBy(hit => hit.Row.ContactId).ToList();
        var hidden = found.Find(hit => hit.Row.Restricted && !access.MaySee(hit.Row, caller)).Row;
        var response = new LookUpPersonResponse { More = shown.Count > Limit };
        response.Contacts.Add(shown.Take(Limit).Select(hit => history.Compose(hit.Row, hit.Children)));
        FactName[] searched = request.FamilyName.Length > 0 ? [new FactName(request.GivenName, request.FamilyName)] : [];
        var fact = recorder.OfLookUp(caller, searched, shown.Take(Limit).Count(hit => !hit.Row.InQueue));
        await writes.WriteAsync(session =>
        {
            var leaf = Record(session, request, caller, [.. shown.Take(Limit).Select(hit => hit.Row.ContactId)]);
            fact?.Write(session, leaf);
            if (hidden is not null)
                Alert(session, hidden, caller);
            return true;
        });
        return response;
    }

    /// <summary>Contacts with those of their children who were found; null where an adult was, or the contact itself.</summary>
    private Dictionary<Guid, List<Guid>?> Find(LookUpTerms terms)
    {
        var found = new Dictionary<Guid, List<Guid>?>();
        using var lease = database.Read();
        if (terms.Reference is { } reference)
        {
            using var row = lease.Execute(SelectByReference, reference);
            if (row.Read())
                found[row.ReadGuid(0)] = null;
            return found;
        }
        foreach (var key in terms.Keys)
        {
            using var rows = lease.Execute(SelectByToken, BlockingTokens.Of(ring.Blocking, key));
            while (rows.Read())
            {
                var contactId = rows.ReadGuid(0);
                if (rows.IsDBNull(1))
                    found[contactId] = null;
                else if (!found.TryGetValue(contactId, out var children))
                    found[contactId] = [rows.ReadGuid(1)];
                else
                    children?.Add(rows.ReadGuid(1));
            }
        }
        return found;
    }

    private long Record(WriteSession session, LookUpPersonRequest request, Caller caller, IReadOnlyList<Guid> shown)
    {
        var key = AuditMonthKey.Of(session, keys);
        var row = new LookUpRow
        {
            LookUpId = Guid.CreateVersion7(),
            AccountId = caller.Account!.AccountId,
            CreatedTime = session.RealTime,
            Results = shown.Count,
            KeyId = key.Id,
        };
        row.Sealed = Sealer.Seal(key, RecordKind.LookUp, row.LookUpId, 1, request);
        using var db = session.OpenContext();
        db.LookUps.Add(row);
        db.SaveChanges();
        return session.Audit(new AuditEntry
        {
            Act = "person.look_up",
            Actor = caller.ToActor(),
            Subjects = shown,
            Records = [new RecordVersion(row.LookUpId, 1, SHA256.HashData(row.Sealed))],
            Count = shown.Count,
        });
    }

    private void Alert(WriteSession session, ContactRow hidden, Caller caller) => alerts.Raise(
        session,
        new AlertDraft
        {
            Kind = AlertKind.RestrictedHit,
            Addressee = AlertAddressee.DutyManager,
            Title = "A look-up met a restricted record",
            Text = $"{caller.Account!.Name} looked for somebody whose record is restricted and saw nothing of it. If they need it for their work, name them; if you do not know why they looked, ask them.",
            AboutAccountId = caller.Account.AccountId,
            ContactId = hidden.ContactId,
            Path = restrictions.Of(hidden.ContactId) is { } restriction ? RestrictionWords.Path(restriction.RestrictionId) : "/restrictions",
        },
        caller.ToActor());
}
