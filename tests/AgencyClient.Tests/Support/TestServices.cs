using System.Threading.Channels;
using Grpc.Core;
using Mash.V1;
using Microsoft.AspNetCore.Http;

namespace Mash.AgencyClient.Tests.Support;

/// <summary>Lets a test refuse any call, and demands the bearer token that the test authority gave.</summary>
internal static class TestCalls
{
    public static void Begin(TestHubState state, TestAuthority authority, ServerCallContext context)
    {
        state.Calls.Enqueue(context.Method);
        state.Practitioners.Enqueue(context.RequestHeaders.GetValueBytes("mash-practitioner-bin") is { } name ? System.Text.Encoding.UTF8.GetString(name) : null);
        var bearer = context.RequestHeaders.GetValue("authorization") ?? "";
        if (!authority.IsLive(bearer["Bearer ".Length..]))
            throw Statuses.ToException(Statuses.Make(StatusCode.Unauthenticated, "TOKEN_INVALID"));
        if (state.OnCall(context.Method) is { } status) throw Statuses.ToException(status);
    }
}

internal sealed class TestContactService(TestHubState state, TestAuthority authority) : ContactService.ContactServiceBase
{
    public override async Task<SubmitContactResponse> SubmitContact(SubmitContactRequest request, ServerCallContext context)
    {
        TestCalls.Begin(state, authority, context);
        var answer = await AnswerAsync(request, context);
        if (answer.ResultCase == SubmitContactsResponse.ResultOneofCase.Refused) throw Statuses.ToException(answer.Refused);
        return answer.Accepted;
    }

    public override async Task SubmitContacts(
        IAsyncStreamReader<SubmitContactsRequest> requestStream, IServerStreamWriter<SubmitContactsResponse> responseStream, ServerCallContext context)
    {
        TestCalls.Begin(state, authority, context);
        var answers = System.Threading.Channels.Channel.CreateUnbounded<SubmitContactsResponse>();
        var writing = WriteAsync(answers.Reader, responseStream);
        var pending = new List<Task>();
        await foreach (var item in requestStream.ReadAllAsync(context.CancellationToken))
        {
            pending.Add(Task.Run(async () => answers.Writer.TryWrite(await AnswerAsync(item.Item, context))));
        }
        await Task.WhenAll(pending);
        answers.Writer.Complete();
        await writing;
    }

    public override Task<GetContactResponse> GetContact(GetContactRequest request, ServerCallContext context)
    {
        TestCalls.Begin(state, authority, context);
        return Task.FromResult(new GetContactResponse { Contact = new Contact { ContactId = request.ContactId } });
    }

    public override Task<ListContactsResponse> ListContacts(ListContactsRequest request, ServerCallContext context)
    {
        TestCalls.Begin(state, authority, context);
        var from = request.PageToken.Length == 0 ? 0 : int.Parse(request.PageToken, System.Globalization.CultureInfo.InvariantCulture);
        var page = new ListContactsResponse();
        page.Contacts.AddRange(state.Contacts.Skip(from).Take(2));
        if (from + 2 < state.Contacts.Count) page.NextPageToken = $"{from + 2}";
        return Task.FromResult(page);
    }

    public override Task<WithdrawContactResponse> WithdrawContact(WithdrawContactRequest request, ServerCallContext context)
    {
        TestCalls.Begin(state, authority, context);
        state.Requests.Add(request.RequestId);
        return Task.FromResult(new WithdrawContactResponse { State = ContactState.Withdrawn });
    }

    private static async Task WriteAsync(ChannelReader<SubmitContactsResponse> answers, IServerStreamWriter<SubmitContactsResponse> stream)
    {
        await foreach (var answer in answers.ReadAllAsync()) await stream.WriteAsync(answer);
    }

    private async Task<SubmitContactsResponse> AnswerAsync(SubmitContactRequest request, ServerCallContext context)
    {
        var answer = new SubmitContactsResponse { RequestId = request.RequestId };
        if (request.ValidateOnly)
        {
            answer.Accepted = new SubmitContactResponse();
            if (request.Contact.SourceCode.Length == 0)
                answer.Refused = Statuses.Make(StatusCode.InvalidArgument, "INVALID_CONTACT", null, "contact.source_code");
            return answer;
        }
        switch (state.Arrive(request))
        {
            case Verdict.RefuseVerdict refuse:
                answer.Refused = refuse.Status;
                return answer;
            case Verdict.LoseReplyVerdict:
                state.Store(request);
                context.GetHttpContext().Abort();
                throw new RpcException(new Status(StatusCode.Aborted, "lost"));
            case Verdict.WaitVerdict wait:
                await wait.Gate.WaitAsync(context.CancellationToken);
                break;
        }
        try
        {
            answer.Accepted = state.Store(request);
        }
        catch (RpcException e)
        {
            answer.Refused = Google.Rpc.Status.Parser.ParseFrom(e.Trailers.GetValueBytes("grpc-status-details-bin"));
        }
        return answer;
    }
}

internal sealed class TestEventService(TestHubState state, TestAuthority authority) : EventService.EventServiceBase
{
    public override async Task WatchEvents(
        WatchEventsRequest request, IServerStreamWriter<WatchEventsResponse> responseStream, ServerCallContext context)
    {
        TestCalls.Begin(state, authority, context);
        var log = state.Events;
        log.Opened.Enqueue(request.AfterSequence);
        var opening = log.Opened.Count;
        if (request.AfterSequence < log.KeptAfter || request.AfterSequence > log.Newest) throw OutOfRange(log);
        if (log.Silent.Contains(opening)) await Task.Delay(Timeout.Infinite, context.CancellationToken);
        await responseStream.WriteAsync(new WatchEventsResponse { Heartbeat = new Heartbeat() });
        var next = (int)request.AfterSequence;
        while (!context.CancellationToken.IsCancellationRequested)
        {
            var (items, changed) = log.After(next);
            foreach (var item in items)
            {
                next++;
                if (log.BeforeSend(opening, item)) await responseStream.WriteAsync(item);
            }
            await changed.WaitAsync(context.CancellationToken);
        }
    }

    public override Task<ListEventsResponse> ListEvents(ListEventsRequest request, ServerCallContext context)
    {
        TestCalls.Begin(state, authority, context);
        var (items, _) = state.Events.After((int)request.AfterSequence);
        var response = new ListEventsResponse();
        response.Events.AddRange(items.Where(i => i.Event is not null).Select(i => i.Event).Take(2));
        if (items.Count > 2) response.NextAfterSequence = response.Events[^1].Sequence;
        return Task.FromResult(response);
    }

    private static RpcException OutOfRange(TestEventLog log)
    {
        var status = new Google.Rpc.Status { Code = (int)StatusCode.OutOfRange, Message = "not kept" };
        var info = new Google.Rpc.ErrorInfo { Reason = "EVENTS_NOT_KEPT", Domain = "mash.v1" };
        info.Metadata["oldest_sequence"] = $"{log.KeptAfter + 1}";
        info.Metadata["newest_sequence"] = $"{log.Newest}";
        status.Details.Add(Google.Protobuf.WellKnownTypes.Any.Pack(info));
        return Statuses.ToException(status);
    }
}
