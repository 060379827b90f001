using System.Threading.Channels;
using Grpc.Core;
using Mash.Hub.Access;
using Mash.Hub.Errors;
using Mash.V1;
using Channel = System.Threading.Channels.Channel;

namespace Mash.Hub.Contacts;

/// <summary>
/// Takes in many contacts over one stream. Up to 64 are worked on at once; the next is read when one is answered, so that memory stays
/// bounded and the sender feels the hub's pace. Each gets its own answer; the stream's status never carries one. The agency's standing is looked
/// at again before each.
/// </summary>
internal sealed class SubmitContacts(SubmitContact submit, StreamStanding standing)
{
    private const int MaxInFlight = 64;

    public async Task HandleAsync(
        IAsyncStreamReader<SubmitContactsRequest> requests, IServerStreamWriter<SubmitContactsResponse> responses, Caller caller, CancellationToken cancellation)
    {
        using var places = new SemaphoreSlim(MaxInFlight);
        var answers = Channel.CreateUnbounded<SubmitContactsResponse>(new UnboundedChannelOptions { SingleReader = true });
        var writing = WriteAsync(answers.Reader, responses, places, cancellation);
        var working = new List<Task>();
        try
        {
            while (await requests.MoveNext(cancellation))
            {
                await places.WaitAsync(cancellation);
                standing.Check(caller, AgencyScopes.Submit);
                working.RemoveAll(task => task.IsCompletedSuccessfully);
                working.Add(AnswerAsync(requests.Current.Item ?? new SubmitContactRequest(), caller, answers.Writer));
            }
            await Task.WhenAll(working);
        }
        finally
        {
            answers.Writer.Complete();
        }
        await writing;
    }

    private async Task AnswerAsync(SubmitContactRequest item, Caller caller, ChannelWriter<SubmitContactsResponse> answers)
    {
        var answer = new SubmitContactsResponse { RequestId = item.RequestId };
        try
        {
            var result = await submit.HandleAsync(item, caller);
            if (result.IsSuccess)
                answer.Accepted = result.Value;
            else
                answer.Refused = ProblemStatus.ToStatusProto(result.Problem);
        }
        catch (ProblemException exception)
        {
            answer.Refused = ProblemStatus.ToStatusProto(exception.Problem);
        }
        await answers.WriteAsync(answer);
    }

    private static async Task WriteAsync(
        ChannelReader<SubmitContactsResponse> answers, IServerStreamWriter<SubmitContactsResponse> responses, SemaphoreSlim places, CancellationToken cancellation)
    {
        await foreach (var answer in answers.ReadAllAsync(cancellation))
        {
            await responses.WriteAsync(answer, cancellation);
            places.Release();
        }
    }
}
