using System.Threading.Channels;
using Mash.Hub.Audit;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Mash.V1;
using MessageState = Mash.Hub.Messages.MessageState;

namespace Mash.Hub.Messages;

/// <summary>
/// Hands waiting messages to the transport, oldest first. What waits is in the database, so that a restart loses nothing. A message that
/// could not be tried keeps its place and stops no other.
/// </summary>
internal sealed partial class MessageSender(
    HubDatabase database, KeyStore keys, WriteQueue writes, IMessageTransport transport, ILogger<MessageSender> logger) : BackgroundService
{
    private const int Batch = 50;
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(30);

    private static readonly SqlStatement SelectWaiting = new(
        "SELECT message_id, contact_id, created_time, key_id, sealed FROM messages WHERE state = 'Waiting' "
        + $"AND (created_time > $1 OR (created_time = $1 AND message_id > $2)) ORDER BY created_time, message_id LIMIT {Batch}", 2);

    private static readonly SqlStatement Finish = new(
        "UPDATE messages SET state = $1, transport = $2, sent_time = $3 WHERE message_id = $4 AND state = 'Waiting'", 4);

    private readonly Channel<bool> wake = System.Threading.Channels.Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly SemaphoreSlim gate = new(1);

    /// <summary>Looks for waiting messages now. Only a hint: the sender also looks by itself.</summary>
    public void Wake() => wake.Writer.TryWrite(true);

    /// <summary>Tries every message that waits, once.</summary>
    public async Task SendWaitingAsync(CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            var after = (Time: DateTimeOffset.MinValue, Id: Guid.Empty);
            while (Read(after) is { Count: > 0 } batch)
            {
                foreach (var message in batch)
                    await SendAsync(message, cancellation);
                after = (batch[^1].CreatedTime, batch[^1].MessageId);
            }
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SendWaitingAsync(stoppingToken);
                await WaitAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogPassFailed(logger, exception.GetType().Name);
                await WaitAsync(stoppingToken);
            }
        }
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        gate.Dispose();
        base.Dispose();
    }

    private async Task WaitAsync(CancellationToken stoppingToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        either.CancelAfter(LookAgain);
        try
        {
            await wake.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            // Time to look again, or to stop: the loop tells them apart.
        }
    }

    private async Task SendAsync(MessageRow row, CancellationToken cancellation)
    {
        var state = MessageState.Failed;
        // Without its key the message was erased with its contact.
        if (keys.Find(row.KeyId) is { } key)
        {
            var content = Sealer.Open(key, RecordKind.Message, row.MessageId, 1, row.Sealed, OutboundMessage.Parser);
            try
            {
                var delivery = await transport.SendAsync(new OutgoingMessage(row.MessageId, content.Recipient, content.Subject, content.Body), cancellation);
                state = delivery == MessageDelivery.Accepted ? MessageState.Sent : MessageState.Failed;
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellation.IsCancellationRequested)
            {
                LogNotSent(logger, row.MessageId, exception.GetType().Name);
                return;
            }
        }
        await writes.WriteAsync(session => Record(session, row, state));
    }

    private bool Record(WriteSession session, MessageRow row, MessageState state)
    {
        DateTimeOffset? sentTime = state == MessageState.Sent ? session.DomainTime : null;
        if (session.ExecuteCounted(Finish, state.ToString(), transport.Name, sentTime, row.MessageId) == 0)
            return false;
        session.Audit(new AuditEntry
        {
            Act = "message.send",
            Actor = AuditActor.Hub,
            Allowed = state == MessageState.Sent,
            Refusal = state == MessageState.Sent ? null : "NOT_DELIVERABLE",
            Subjects = row.ContactId is { } contact ? [contact] : [row.MessageId],
        });
        return true;
    }

    private List<MessageRow> Read((DateTimeOffset Time, Guid Id) after)
    {
        using var lease = database.Read();
        using var rows = lease.Execute(SelectWaiting, after.Time, after.Id);
        var messages = new List<MessageRow>();
        while (rows.Read())
        {
            messages.Add(new MessageRow
            {
                MessageId = rows.ReadGuid(0),
                ContactId = rows.IsDBNull(1) ? null : rows.ReadGuid(1),
                CreatedTime = rows.ReadInstant(2),
                KeyId = rows.ReadGuid(3),
                Sealed = rows.ReadBytes(4),
            });
        }
        return messages;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {MessageId} could not be handed over and waits: {ExceptionType}")]
    private static partial void LogNotSent(ILogger logger, Guid messageId, string exceptionType);

    [LoggerMessage(Level = LogLevel.Error, Message = "Sending messages failed and is tried again: {ExceptionType}")]
    private static partial void LogPassFailed(ILogger logger, string exceptionType);
}
