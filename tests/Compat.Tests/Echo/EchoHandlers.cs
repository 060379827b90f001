using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Status = Grpc.Core.Status;

namespace Mash.Compat.Tests.Echo;

internal sealed class EchoHandlers(Observations observations) : EchoService.EchoServiceBase
{
    public override Task<EchoReply> Unary(EchoRequest request, ServerCallContext context) => Task.FromResult(Reply(request, context));

    public override Task<Everything> Copy(Everything request, ServerCallContext context) => Task.FromResult(request);

    [Authorize]
    public override Task<EchoReply> Guarded(EchoRequest request, ServerCallContext context) =>
        Task.FromResult(new EchoReply { Text = context.GetHttpContext().User.Identity!.Name! });

    [Authorize(BearerNameHandler.WriterPolicy)]
    public override Task<EchoReply> Restricted(EchoRequest request, ServerCallContext context) => Guarded(request, context);

    public override async Task ServerStream(StreamRequest request, IServerStreamWriter<EchoReply> responseStream, ServerCallContext context)
    {
        for (var number = 1; number <= request.Count; number++)
        {
            await responseStream.WriteAsync(new EchoReply { Number = number }, context.CancellationToken);
        }

        if (request.Status != 0)
        {
            throw new RpcException(new Status((StatusCode)request.Status, "after the last message"), new Metadata { { "sent", $"{request.Count}" } });
        }
    }

    public override async Task<EchoReply> ClientStream(IAsyncStreamReader<EchoRequest> requestStream, ServerCallContext context)
    {
        List<string> texts = [];
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
        {
            texts.Add(request.Text);
        }

        return new EchoReply { Text = string.Join(' ', texts), Number = texts.Count };
    }

    public override async Task Duplex(
        IAsyncStreamReader<EchoRequest> requestStream, IServerStreamWriter<EchoReply> responseStream, ServerCallContext context)
    {
        var number = 0;
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
        {
            var reply = Reply(request, context);
            reply.Number = ++number;
            await responseStream.WriteAsync(reply);
        }
    }

    public override async Task<Inspection> Inspect(InspectRequest request, ServerCallContext context)
    {
        await context.WriteResponseHeadersAsync(Selected(context.RequestHeaders, "echo-"));
        foreach (var trailer in Selected(context.RequestHeaders, "trail-"))
        {
            context.ResponseTrailers.Add(trailer);
        }

        return new Inspection
        {
            Headers = { context.RequestHeaders.Select(Describe) },
            Method = context.Method,
            Host = context.Host,
            Peer = context.Peer,
            TimeLeft = context.Deadline == DateTime.MaxValue ? null : (context.Deadline - DateTime.UtcNow).ToDuration(),
            Encoding = context.GetHttpContext().Request.Headers["grpc-encoding"].ToString(),
            AcceptedEncodings = context.GetHttpContext().Request.Headers["grpc-accept-encoding"].ToString(),
        };
    }

    public override Task<EchoReply> Fail(FailRequest request, ServerCallContext context)
    {
        if (request.Unhandled)
        {
            throw new InvalidOperationException(request.Message);
        }

        var status = new Status((StatusCode)request.Status, request.Message);
        throw request.WithDetails ? new RpcException(status, Details(request)) : new RpcException(status);
    }

    public override async Task<EchoReply> Flaky(FlakyRequest request, ServerCallContext context)
    {
        var attempt = observations.CountAttempt(request.Key);
        if (attempt <= request.Failures)
        {
            if (request.Hang)
            {
                await WaitForEnd(request.Key, context);
            }

            throw new RpcException(new Status(StatusCode.Unavailable, "not yet"));
        }

        return new EchoReply { Text = context.RequestHeaders.GetValue("grpc-previous-rpc-attempts") ?? "", Number = attempt };
    }

    public override async Task<EchoReply> Hang(HangRequest request, ServerCallContext context)
    {
        await WaitForEnd(request.Key, context);
        throw new RpcException(Status.DefaultCancelled);
    }

    public override async Task HangStream(HangRequest request, IServerStreamWriter<EchoReply> responseStream, ServerCallContext context)
    {
        await responseStream.WriteAsync(new EchoReply { Number = 1 });
        await WaitForEnd(request.Key, context);
    }

    private static EchoReply Reply(EchoRequest request, ServerCallContext context)
    {
        if (request.UncompressedReply)
        {
            context.WriteOptions = new WriteOptions(WriteFlags.NoCompress);
        }

        return new EchoReply { Text = request.Text, Payload = UnsafeByteOperations.UnsafeWrap(new byte[request.ReplySize]) };
    }

    private async Task WaitForEnd(string key, ServerCallContext context)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = context.CancellationToken.Register(ended.SetResult);
        observations.MarkStarted(key);
        await ended.Task;
        observations.MarkEnded(key);
    }

    private static Metadata Selected(Metadata headers, string prefix)
    {
        var selected = new Metadata();
        foreach (var entry in headers.Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal)))
        {
            selected.Add(entry);
        }

        return selected;
    }

    private static Header Describe(Metadata.Entry entry) => entry.IsBinary
        ? new Header { Key = entry.Key, Bytes = ByteString.CopyFrom(entry.ValueBytes) }
        : new Header { Key = entry.Key, Text = entry.Value };

    private static Metadata Details(FailRequest request)
    {
        var details = new Google.Rpc.Status
        {
            Code = request.Status,
            Message = request.Message,
            Details =
            {
                Any.Pack(new ErrorInfo { Reason = "ECHO_FAILED", Domain = "mash.v1" }),
                Any.Pack(new BadRequest { FieldViolations = { new BadRequest.Types.FieldViolation { Field = "children[0].name", Description = "Enter a name." } } }),
            },
        };
        return new Metadata { { "grpc-status-details-bin", details.ToByteArray() } };
    }
}
