using System.Data.Common;
using Google.Protobuf.WellKnownTypes;
using Mash.Hub.Access;
using Mash.Hub.Contacts;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Mash.V1;
using MessageState = Mash.Hub.Messages.MessageState;

namespace Mash.Hub.Messages;

/// <summary>Reads the outbox and opens what is sealed.</summary>
internal sealed class MessageReader(HubDatabase database, KeyStore keys, HubOptions options)
{
    private const string Columns = "message_id, contact_id, topic, state, transport, created_time, sent_time, key_id, sealed";

    private static readonly SqlStatement SelectOne = new($"SELECT {Columns} FROM messages WHERE message_id = $1", 1);

    private static readonly SqlStatement SelectPage = new(
        $"SELECT {Columns} FROM messages WHERE (created_time < $1 OR (created_time = $1 AND message_id < $2)) AND topic IN ($4, $5) "
        + "ORDER BY created_time DESC, message_id DESC LIMIT $3", 5);

    /// <summary>One message; null where there is none.</summary>
    public MessageRow? Find(Guid messageId)
    {
        using var lease = database.Read();
        using var row = lease.Execute(SelectOne, messageId);
        return row.Read() ? Read(row) : null;
    }

    /// <summary>Messages of these topics before a position, newest first.</summary>
    public List<MessageRow> Before(PagePosition? position, int count, IReadOnlySet<MessageTopic> topics)
    {
        using var lease = database.Read();
        var (time, id) = position is { } at ? (at.SortValue, at.Id) : (DateTimeOffset.MaxValue.UtcTicks, Guid.AllBitsSet);
        using var rows = lease.Execute(SelectPage, time, id, count, topics.Min().ToString(), topics.Max().ToString());
        var messages = new List<MessageRow>();
        while (rows.Read())
            messages.Add(Read(rows));
        return messages;
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

    /// <summary>What the caller may read here: those who work the queue messages about contacts, administrators those about accounts and alerts.</summary>
    public static IReadOnlySet<MessageTopic> TopicsOf(Caller caller)
    {
        var topics = new HashSet<MessageTopic>();
        if (caller.HasRole(Roles.ContactOfficer) || caller.HasRole(Roles.Manager))
            topics.Add(MessageTopic.Case);
        if (caller.HasRole(Roles.Administrator))
            topics.Add(MessageTopic.System);
        return topics;
    }

    private static MessageRow Read(DbDataReader row) => new()
    {
        MessageId = row.ReadGuid(0),
        ContactId = row.IsDBNull(1) ? null : row.ReadGuid(1),
        Topic = System.Enum.Parse<MessageTopic>(row.GetString(2)),
        State = System.Enum.Parse<MessageState>(row.GetString(3)),
        Transport = row.GetString(4),
        CreatedTime = row.ReadInstant(5),
        SentTime = row.ReadInstantOrNull(6),
        KeyId = row.ReadGuid(7),
        Sealed = row.ReadBytes(8),
    };
}
