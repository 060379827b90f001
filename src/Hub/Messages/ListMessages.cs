using Mash.Hub.Access;
using Mash.Hub.Audit;
using Mash.Hub.Contacts;
using Mash.Hub.Errors;
using Mash.Hub.Storage;
using Mash.V1;

namespace Mash.Hub.Messages;

/// <summary>Lists messages, newest first, by keyset. It shows who was written to: one leaf names the contacts.</summary>
internal sealed class ListMessages(MessageReader reader, WriteQueue writes, PageTokens tokens)
{
    public const int DefaultPageSize = 50;
    public const int MaxPageSize = 200;

    /// <summary>Every list is the same: nothing filters.</summary>
    private static readonly ListMessagesRequest Filters = new();

    public async Task<Result<ListMessagesResponse>> HandleAsync(ListMessagesRequest request, Caller caller)
    {
        var violations = new List<FieldViolation>();
        PagePosition? position = null;
        if (request.PageSize is < 0 or > MaxPageSize)
            violations.Add(new FieldViolation("page_size", $"Ask for 1 to {MaxPageSize} rows."));
        if (request.PageToken.Length > 0)
        {
            if (tokens.TryRead(request.PageToken, Filters, caller, out var read))
                position = read;
            else
                violations.Add(new FieldViolation("page_token", "Use a token from an earlier answer."));
        }
        if (violations.Count > 0)
            return Problem.Invalid(violations);

        var size = request.PageSize == 0 ? DefaultPageSize : request.PageSize;
        var rows = reader.Before(position, size + 1, caller);
        var response = new ListMessagesResponse();
        if (rows.Count > size)
        {
            rows.RemoveAt(size);
            response.NextPageToken = tokens.Create(new PagePosition(rows[^1].CreatedTime.UtcTicks, rows[^1].MessageId), Filters, caller);
        }
        response.Messages.Add(rows.Select(row => reader.Open(row, withText: false)));
        await writes.WriteAsync(session =>
        {
            session.Audit(new AuditEntry
            {
                Act = "message.list",
                Actor = caller.ToActor(),
                Subjects = [.. rows.Select(row => row.ContactId ?? row.MessageId).Distinct()],
            });
            return true;
        });
        return response;
    }
}
