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
    /// <summary>Every list is the same: nothing filters.</summary>
    private static readonly ListMessagesRequest Filters = new();

    public async Task<Result<ListMessagesResponse>> HandleAsync(ListMessagesRequest request, Caller caller)
    {
        var violations = new List<FieldViolation>();
        var page = tokens.Read(request.PageSize, request.PageToken, Filters, caller, violations);
        if (violations.Count > 0)
            return Problem.Invalid(violations);

        var rows = reader.Before(page.After, page.Size + 1, caller);
        var response = new ListMessagesResponse
        {
            NextPageToken = tokens.Cut(rows, page, row => new PagePosition(row.CreatedTime.UtcTicks, row.MessageId), Filters, caller),
        };
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
