using Mash.Hub.Access;
using Mash.Hub.Audit;
using Mash.Hub.Errors;
using Mash.Hub.Storage;
using Mash.V1;

namespace Mash.Hub.Messages;

/// <summary>Reads one message. The read is on the record before the answer leaves.</summary>
internal sealed class GetMessage(MessageReader reader, WriteQueue writes)
{
    public async Task<Result<GetMessageResponse>> HandleAsync(GetMessageRequest request, Caller caller)
    {
        if (!Guid.TryParse(request.MessageId, out var messageId))
            return Problem.Invalid("message_id", "Give the message's id: a UUID as the hub answered it.");
        var row = reader.Find(messageId, caller);
        await writes.WriteAsync(session =>
        {
            session.Audit(new AuditEntry
            {
                Act = "message.view",
                Actor = caller.ToActor(),
                Allowed = row is not null,
                Refusal = row is null ? ProblemReasons.NotFound : null,
                Subjects = [row?.ContactId ?? messageId],
            });
            return true;
        });
        return row is null ? Problem.NotFound("message") : new GetMessageResponse { Message = reader.Open(row, withText: true) };
    }
}
