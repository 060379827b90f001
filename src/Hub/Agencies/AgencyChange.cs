using System.Security.Cryptography;
using Google.Protobuf;
using Mash.Hub.Access;
using Mash.Hub.Audit;
using Mash.Hub.Errors;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Microsoft.EntityFrameworkCore;

namespace Mash.Hub.Agencies;

/// <summary>The one way to change agencies and their keys: once by request id, in the writer, on the record, and in force when it answers.</summary>
internal sealed class AgencyChange(WriteQueue writes, KeyRing ring, KeyStore keys, AccessDirectory directory)
{
    /// <summary>Runs a change and answers its message, or the same answer as the first time.</summary>
    /// <param name="act">Name of the act on the record.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="requestId">UUID made by the caller.</param>
    /// <param name="message">The request.</param>
    /// <param name="parser">Reads the remembered answer. It is remembered in clear and holds nothing personal.</param>
    /// <param name="agencyOf">The agency it is about, for the record; of a registration only its answer knows it (null where there is none).</param>
    /// <param name="rule">Changes tracked rows; what it adds is saved after it.</param>
    public async Task<Result<T>> RunAsync<T>(
        string act, Caller caller, Guid requestId, IMessage message, MessageParser<T> parser, Func<T?, Guid?> agencyOf, Func<AgencyEdit, Result<T>> rule)
        where T : class, IMessage<T>
    {
        var once = new RequestOnce(ring, caller, act, requestId, message);
        var result = await writes.WriteAsync(session =>
        {
            using var db = session.OpenContext();
            var edit = new AgencyEdit(db, session, caller, keys);
            if (!once.TryFind(db, parser, out var answer))
            {
                answer = rule(edit);
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
                Records = answer.Value.IsSuccess ? edit.RecordVersions : [],
            });
            return answer.Value;
        });
        directory.Reload();
        return result;
    }
}

/// <summary>An agency under change: tracked rows, and what the change seals under the agency's key.</summary>
internal sealed class AgencyEdit(HubDb db, WriteSession session, Caller caller, KeyStore keys)
{
    public HubDb Db => db;

    public WriteSession Session => session;

    public List<RecordVersion> RecordVersions { get; } = [];

    /// <summary>Finds the agency, where the caller may change it: administrators any, an agency's own people theirs.</summary>
    public AgencyRow? Find(Guid agencyId) => AgencyAccess.MayOpen(caller, agencyId)
        ? db.Agencies.AsTracking().FirstOrDefault(row => row.AgencyId == agencyId)
        : null;

    /// <summary>Seals the agency's people as a new version, in place of those before.</summary>
    public void SealContacts(AgencyRow row, IEnumerable<V1.AgencyContact> contacts)
    {
        var record = new V1.Agency();
        record.Contacts.Add(contacts);
        row.ContactsVersion++;
        row.Contacts = Sealer.Seal(KeyOf(row), RecordKind.AgencyContacts, row.AgencyId, row.ContactsVersion, record);
        RecordVersions.Add(new RecordVersion(row.AgencyId, row.ContactsVersion, SHA256.HashData(row.Contacts)));
    }

    /// <summary>Says what was changed, for the agency's page, and gives the row its next version.</summary>
    /// <param name="row">The agency.</param>
    /// <param name="text">One or more sentences.</param>
    public void Note(AgencyRow row, string text)
    {
        row.Version++;
        var id = Guid.CreateVersion7();
        var key = KeyOf(row);
        var bytes = Sealer.Seal(key, RecordKind.AgencyChange, id, 1, new V1.AgencyChange { Text = text });
        db.AgencyChanges.Add(new AgencyChangeRow
        {
            ChangeId = id,
            AgencyId = row.AgencyId,
            ChangeTime = session.RealTime,
            AccountId = caller.Account?.AccountId,
            ByAgency = caller.Agency is not null,
            KeyId = key.Id,
            Sealed = bytes,
        });
        RecordVersions.Add(new RecordVersion(id, 1, SHA256.HashData(bytes)));
    }

    /// <summary>The agency as the answer shows it: without its people, because answers are remembered in clear.</summary>
    public V1.Agency Show(AgencyRow row)
    {
        var stored = db.AgencyKeys.Where(key => key.AgencyId == row.AgencyId).ToList();
        var added = db.ChangeTracker.Entries<AgencyKeyRow>().Where(entry => entry.State == EntityState.Added).Select(entry => entry.Entity);
        return AgencyMapping.ToProto(row, [.. stored, .. added], Calendar.UkTime.DateOf(session.DomainTime));
    }

    private DataKey KeyOf(AgencyRow row)
    {
        if (row.KeyId is { } id)
            return session.NewKeys.FirstOrDefault(made => made.Key.Id == id)?.Key ?? keys.Get(id);
        var made = DataKey.Create();
        session.AddKey(made);
        row.KeyId = made.Id;
        return made;
    }
}
