using Google.Protobuf.WellKnownTypes;
using Mash.Hub.Contacts;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Mash.V1;

namespace Mash.Hub.Events;

/// <summary>What every event of a contact carries.</summary>
internal sealed record EventSubject(ContactRow Contact, DataKey Key, string SenderReference);

/// <summary>Appends to agencies' gapless sequences, in the transaction of the act.</summary>
internal static class EventLog
{
    private static readonly SqlStatement Insert = new(
        "INSERT INTO events (agency_id, sequence, event_id, kind, event_time, contact_id, key_id, sealed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", 8);

    /// <summary>Completes the event (number, id, time, contact), seals it under the contact's key and appends it.</summary>
    public static void Append(WriteSession session, EventSubject subject, Event item)
    {
        var contact = subject.Contact;
        var id = Guid.CreateVersion7();
        item.Sequence = session.NextAgencySequence(contact.AgencyId);
        item.EventId = id.ToString();
        item.EventTime = session.DomainTime.ToTimestamp();
        item.ContactId = contact.ContactId.ToString();
        item.Reference = contact.Reference;
        item.SubmissionRequestId = contact.SubmissionId.ToString();
        item.SenderReference = subject.SenderReference;
        session.Execute(Insert, contact.AgencyId, item.Sequence, id, item.Kind.ToString(), session.DomainTime, contact.ContactId, subject.Key.Id,
            Sealer.Seal(subject.Key, RecordKind.Event, id, 1, item));
    }
}
