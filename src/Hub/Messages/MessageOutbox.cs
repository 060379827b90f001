using System.Security.Cryptography;
using Mash.Hub.Audit;
using Mash.Hub.Contacts;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Mash.V1;

namespace Mash.Hub.Messages;

/// <summary>A message to a person, before it stands in the outbox.</summary>
/// <param name="Recipient">Address of the transport, for example an email address.</param>
/// <param name="Subject">Subject line.</param>
/// <param name="Body">Text.</param>
internal sealed record MessageDraft(string Recipient, string Subject, string Body);

/// <summary>The one outbox of messages to people: sealed, on the record, in the transaction of the act.</summary>
internal static class MessageOutbox
{
    private static readonly SqlStatement Insert = new(
        "INSERT INTO messages (message_id, contact_id, topic, state, transport, created_time, sent_time, key_id, sealed) "
        + "VALUES ($1, $2, $3, 'Waiting', '', $4, NULL, $5, $6)", 6);

    /// <summary>Puts a message about a contact into the outbox.</summary>
    /// <param name="session">The write of the act that causes it.</param>
    /// <param name="draft">The message.</param>
    /// <param name="contact">The contact it is about.</param>
    /// <param name="key">That contact's key.</param>
    /// <param name="actor">Who causes it.</param>
    public static void AppendForContact(WriteSession session, MessageDraft draft, ContactRow contact, DataKey key, AuditActor actor) =>
        Append(session, draft, MessageTopic.Case, contact, key, actor);

    /// <summary>
    /// Puts a message about somebody's own account or an alert into the outbox. It belongs to no contact, holds no case content, and is the
    /// subject of its own leaf.
    /// </summary>
    /// <param name="session">The write of the act that causes it.</param>
    /// <param name="draft">The message.</param>
    /// <param name="key">A new key, for this message alone.</param>
    /// <param name="actor">Who causes it.</param>
    public static void AppendForAccount(WriteSession session, MessageDraft draft, DataKey key, AuditActor actor)
    {
        session.AddKey(key);
        Append(session, draft, MessageTopic.System, null, key, actor);
    }

    private static void Append(WriteSession session, MessageDraft draft, MessageTopic topic, ContactRow? contact, DataKey key, AuditActor actor)
    {
        var id = Guid.CreateVersion7();
        var bytes = Sealer.Seal(key, RecordKind.Message, id, 1, new OutboundMessage
        {
            Recipient = draft.Recipient,
            Subject = draft.Subject,
            Body = draft.Body,
            ContactReference = contact?.Reference ?? "",
        });
        session.Execute(Insert, id, contact?.ContactId, topic.ToString(), session.DomainTime, key.Id, bytes);
        session.Audit(new AuditEntry
        {
            Act = "message.queue",
            Actor = actor,
            Subjects = [contact?.ContactId ?? id],
            Records = [new RecordVersion(id, 1, SHA256.HashData(bytes))],
        });
    }
}
