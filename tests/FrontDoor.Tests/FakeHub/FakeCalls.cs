using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace Mash.FrontDoor.Tests.FakeHub;

/// <summary>What the fake hub answers, by the type of the request, and what it was asked.</summary>
internal sealed class FakeCalls
{
    private readonly ConcurrentDictionary<System.Type, Func<IMessage, IMessage>> answers = new();
    private readonly ConcurrentQueue<(IMessage Request, string? Token)> received = new();

    public void On<TRequest>(Func<TRequest, IMessage> answer)
        where TRequest : IMessage => answers[typeof(TRequest)] = request => answer((TRequest)request);

    /// <summary>Refuses a kind of request as the hub does, with violations of fields.</summary>
    public void Refuse<TRequest>(StatusCode code, string sentence, params (string Field, string Words)[] violations)
        where TRequest : IMessage => answers[typeof(TRequest)] = _ => throw Refusal(code, "TEST", sentence, violations);

    /// <summary>Refuses a kind of request with a stable reason.</summary>
    public void Refuse<TRequest>(StatusCode code, string reason, string sentence)
        where TRequest : IMessage => answers[typeof(TRequest)] = _ => throw Refusal(code, reason, sentence, []);

    /// <summary>Requests of one kind so far, oldest first.</summary>
    public IReadOnlyList<TRequest> Received<TRequest>()
        where TRequest : IMessage => [.. received.Select(call => call.Request).OfType<TRequest>()];

    /// <summary>The token of the last call with a request of this kind.</summary>
    public string? TokenOf<TRequest>()
        where TRequest : IMessage => received.Last(call => call.Request is TRequest).Token;

    public void Forget() => received.Clear();

    internal Task<TResponse> Answer<TResponse>(IMessage request, ServerCallContext context)
        where TResponse : class
    {
        received.Enqueue((request, context.RequestHeaders.GetValue("authorization")));
        return answers.TryGetValue(request.GetType(), out var answer)
            ? Task.FromResult((TResponse)(object)answer(request))
            : throw new RpcException(new Grpc.Core.Status(StatusCode.Unimplemented, $"No answer to {request.GetType().Name} is set."));
    }

    private static RpcException Refusal(StatusCode code, string reason, string sentence, (string Field, string Words)[] violations)
    {
        var status = new Google.Rpc.Status { Code = (int)code, Message = sentence };
        status.Details.Add(Any.Pack(new ErrorInfo { Reason = reason, Domain = "mash.v1" }));
        if (violations.Length > 0)
        {
            var bad = new BadRequest();
            bad.FieldViolations.AddRange(violations.Select(violation => new BadRequest.Types.FieldViolation { Field = violation.Field, Description = violation.Words }));
            status.Details.Add(Any.Pack(bad));
        }

        return new RpcException(new Grpc.Core.Status(code, sentence), new Metadata { { "grpc-status-details-bin", status.ToByteArray() } });
    }
}
