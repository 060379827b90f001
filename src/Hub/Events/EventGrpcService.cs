using Grpc.Core;
using Mash.Hub.Access;
using Mash.Hub.Audit;
using Mash.Hub.Contacts;
using Mash.Hub.Errors;
using Mash.Hub.Storage;
using Mash.V1;

namespace Mash.Hub.Events;

/// <summary>mash.v1.EventService.</summary>
internal sealed class EventGrpcService(WatchEvents watch, ListEvents list) : EventService.EventServiceBase
{
    public override Task WatchEvents(WatchEventsRequest request, IServerStreamWriter<WatchEventsResponse> responseStream, ServerCallContext context) =>
        watch.HandleAsync(request, responseStream, AccessInterceptor.CallerOf(context), context.CancellationToken);

    public override async Task<ListEventsResponse> ListEvents(ListEventsRequest request, ServerCallContext context) =>
        (await list.HandleAsync(request, AccessInterceptor.CallerOf(context))).Value;
}

/// <summary>Lists events of the calling agency, oldest first. What was shown is on the record.</summary>
internal sealed class ListEvents(EventReader reader, WriteQueue writes)
{
    public async Task<Result<ListEventsResponse>> HandleAsync(ListEventsRequest request, Caller caller)
    {
        var violations = new List<FieldViolation>();
        if (request.PageSize is < 0 or > ListContacts.MaxPageSize)
            violations.Add(new FieldViolation("page_size", $"Ask for 1 to {ListContacts.MaxPageSize} events."));
        if (request.AfterSequence < 0)
            violations.Add(new FieldViolation("after_sequence", "Give 0 or a sequence number."));
        Guid? contactId = null;
        if (request.ContactId.Length > 0)
        {
            if (Guid.TryParse(request.ContactId, out var parsed))
                contactId = parsed;
            else
                violations.Add(new FieldViolation("contact_id", "Give a contact's id: a UUID."));
        }
        if (violations.Count > 0)
            return Problem.Invalid(violations);

        var agencyId = caller.Agency!.AgencyId;
        var size = request.PageSize == 0 ? ListContacts.DefaultPageSize : request.PageSize;
        var events = reader.Read(agencyId, request.AfterSequence, size + 1, contactId);
        var more = events.Count > size;
        if (more)
            events.RemoveAt(size);
        await writes.WriteAsync(session =>
        {
            session.Audit(new AuditEntry { Act = "event.list", Actor = caller.ToActor(), Subjects = [.. events.Select(item => item.ContactId).Distinct()] });
            return true;
        });
        var response = new ListEventsResponse { NewestSequence = reader.Newest(agencyId), NextAfterSequence = more ? events[^1].Sequence : 0 };
        response.Events.Add(events.Where(item => item.Event is not null).Select(item => item.Event));
        return response;
    }
}
