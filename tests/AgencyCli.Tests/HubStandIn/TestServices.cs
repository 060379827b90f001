using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Mash.Hub.Contacts.Content;
using Mash.Hub.Errors;
using Mash.V1;

namespace Mash.AgencyCli.Tests.HubStandIn;

/// <summary>Takes contacts in by the hub's own rules, once for each request id.</summary>
internal sealed class TestContactService(HubState state) : ContactService.ContactServiceBase
{
    public override async Task<SubmitContactResponse> SubmitContact(SubmitContactRequest request, ServerCallContext context)
    {
        var (response, problem) = await TakeAsync(request);
        return response ?? throw ProblemStatus.ToRpcException(problem!);
    }

    public override async Task SubmitContacts(
        IAsyncStreamReader<SubmitContactsRequest> requestStream, IServerStreamWriter<SubmitContactsResponse> responseStream, ServerCallContext context)
    {
        while (await requestStream.MoveNext(context.CancellationToken))
        {
            var item = requestStream.Current.Item;
            var (response, problem) = await TakeAsync(item);
            await responseStream.WriteAsync(response is not null
                ? new SubmitContactsResponse { RequestId = item.RequestId, Accepted = response }
                : new SubmitContactsResponse { RequestId = item.RequestId, Refused = ProblemStatus.ToStatusProto(problem!) });
        }
    }

    public override Task<GetContactResponse> GetContact(GetContactRequest request, ServerCallContext context) =>
        state.Stored.ContainsKey(request.ContactId)
            ? Task.FromResult(new GetContactResponse { Contact = new Contact { ContactId = request.ContactId, Reference = "C-TEST-0001", State = ContactState.Received } })
            : throw ProblemStatus.ToRpcException(Problem.NotFound("contact"));

    public override Task<ListContactsResponse> ListContacts(ListContactsRequest request, ServerCallContext context) =>
        Task.FromResult(new ListContactsResponse());

    private async Task<(SubmitContactResponse? Response, Problem? Problem)> TakeAsync(SubmitContactRequest request)
    {
        var validation = ContactValidator.Validate(request.Contact, new ValidationContext
        {
            ReceivedTime = HubState.ReceivedTime,
            AgencyKind = state.AgencyKind,
            AllowedSourceCodes = null,
        });
        var response = new SubmitContactResponse { Warnings = { validation.Warnings } };
        if (request.ValidateOnly)
            return validation.ToProblem() is { } wrong ? (null, wrong) : (response, null);
        await state.CountAsync(request.RequestId);
        if (validation.ToProblem() is { } problem) return (null, problem);
        response.Replayed = !state.Stored.TryAdd(request.RequestId, request.Contact);
        if (response.Replayed && !state.Stored[request.RequestId].Equals(request.Contact)) return (null, Problem.RequestIdReused());
        response.ContactId = request.RequestId;
        response.Reference = "C-TEST-0001";
        response.ReceivedTime = Timestamp.FromDateTimeOffset(HubState.ReceivedTime);
        return (response, null);
    }
}

/// <summary>Three events of one contact, then silence. The stream stays open, as the hub's does.</summary>
internal sealed class TestEventService(HubState state) : EventService.EventServiceBase
{
    private static readonly Event[] s_events =
    [
        One(1, EventKind.Received), One(2, EventKind.Acknowledged), One(3, EventKind.Outcome),
    ];

    public override Task<ListEventsResponse> ListEvents(ListEventsRequest request, ServerCallContext context) =>
        Task.FromResult(new ListEventsResponse { Events = { s_events.Where(e => e.Sequence > request.AfterSequence) }, NewestSequence = 3 });

    public override async Task WatchEvents(
        WatchEventsRequest request, IServerStreamWriter<WatchEventsResponse> responseStream, ServerCallContext context)
    {
        foreach (var e in s_events.Where(e => e.Sequence > request.AfterSequence))
            await responseStream.WriteAsync(new WatchEventsResponse { Event = e }, context.CancellationToken);
        await responseStream.WriteAsync(new WatchEventsResponse { Heartbeat = new Heartbeat { NewestSequence = 3 } }, context.CancellationToken);
        state.WatchersServed.TrySetResult();
        await Task.Delay(Timeout.Infinite, context.CancellationToken);
    }

    private static Event One(long sequence, EventKind kind) => new()
    {
        Sequence = sequence,
        EventId = $"00000000-0000-7000-8000-00000000000{sequence}",
        Kind = kind,
        EventTime = Timestamp.FromDateTimeOffset(HubState.ReceivedTime),
        ContactId = "00000000-0000-7000-8000-000000000001",
        Reference = "C-TEST-0001",
        SenderReference = "PPN-1",
        Message = "A sentence.",
        Outcomes = { kind == EventKind.Outcome ? [new ChildOutcome { Level = 3, Outcome = Outcome.Referral }] : Array.Empty<ChildOutcome>() },
    };
}
