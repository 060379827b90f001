using Google.Protobuf.WellKnownTypes;
using Mash.Hub.Access;
using Mash.Hub.Contacts;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Mash.V1;
using Microsoft.EntityFrameworkCore;
using MessageState = Mash.Hub.Messages.MessageState;

namespace Mash.Hub.Messages;

/// <summary>Reads the outbox and opens what is sealed.</summary>
internal sealed class MessageReader(HubDatabase database, KeyStore keys, CaseAccess access, HubOptions options)
{
    /// <summary>One message that the caller may read; null where there is none.</summary>
    public MessageRow? Find(Guid messageId, Caller caller)
    {
        using var lease = database.Read();
        using var db = lease.OpenContext();
        return To(db, caller).FirstOrDefault(row => row.MessageId == messageId);
    }

    /// <summary>The messages before a position that the caller may read, newest first.</summary>
    public List<MessageRow> Before(PagePosition? position, int count, Caller caller)
    {
        using var lease = database.Read();
        using var db = lease.OpenContext();
        var rows = To(db, caller);
        if (position is { } at)
        {
            var instant = new DateTimeOffset(at.SortValue, TimeSpan.Zero);
            rows = rows.Where(row => row.CreatedTime < instant || (row.CreatedTime == instant && row.MessageId.CompareTo(at.Id) < 0));
        }
        return [.. rows.OrderByDescending(row => row.CreatedTime).ThenByDescending(row => row.MessageId).Take(count)];
    }

    /// <summary>
    /// Opens a message; its text stays away where only a list needs it. The text about somebody's account may hold a link that lets its reader
    /// in, so it is shown on sample hubs only. An erased message keeps what stands in clear.
    /// </summary>
    public OutboundMessage Open(MessageRow row, bool withText)
    {
        var message = keys.Find(row.KeyId) is { } key
            ? Sealer.Open(key, RecordKind.Message, row.MessageId, 1, row.Sealed, OutboundMessage.Parser)
            : new OutboundMessage();
        message.MessageId = row.MessageId.ToString();
        message.ContactId = row.ContactId?.ToString() ?? "";
        message.CreatedTime = row.CreatedTime.ToTimestamp();
        message.SentTime = row.SentTime?.ToTimestamp();
        message.State = EnumNames<MessageState, V1.MessageState>.Of(row.State);
        message.Transport = row.Transport;
        if (!withText || (row.Topic == MessageTopic.System && !options.SampleData))
            message.Body = "";
        return message;
    }

    /// <summary>
    /// What the caller may read here: those who work the queue messages about the contacts that they may see, administrators those about
    /// accounts and alerts.
    /// </summary>
    private IQueryable<MessageRow> To(HubDb db, Caller caller)
    {
        var topics = new List<MessageTopic>();
        if (caller.HasRole(Roles.ContactOfficer) || caller.HasRole(Roles.Manager))
            topics.Add(MessageTopic.Case);
        if (caller.HasRole(Roles.Administrator))
            topics.Add(MessageTopic.System);
        var visible = access.Visible(db.Contacts, caller);
        return db.Messages.Where(row => topics.Contains(row.Topic)
            && (row.Topic != MessageTopic.Case || visible.Any(contact => contact.ContactId == row.ContactId)));
    }
}
