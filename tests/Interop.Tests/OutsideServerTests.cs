using Google.Rpc;
using Grpc.Core;
using Mash.Compat.Tests.Echo;

namespace Mash.Interop.Tests;

/// <summary>Our client calls an independent gRPC server over TLS.</summary>
public sealed class OutsideServerTests(OutsideServer server) : IClassFixture<OutsideServer>
{
    private static readonly byte[] Bytes = [0, 1, 127, 128, 255];

    private readonly EchoService.EchoServiceClient client = new(server.Channel);
    private readonly string key = Guid.CreateVersion7().ToString();

    [Fact]
    public async Task UnaryCall_ReturnsTheText() => (await client.UnaryAsync(new EchoRequest { Text = "Gwyneth Ô 子" })).Text.ShouldBe("Gwyneth Ô 子");

    [Fact]
    public async Task MessageWithEveryKindOfField_ComesBackEqual()
    {
        var sent = Sample.Everything();

        (await client.CopyAsync(sent)).ShouldBe(sent);
    }

    [Fact]
    public async Task ServerStream_ArrivesInOrder()
    {
        using var call = client.ServerStream(new StreamRequest { Count = 50 });

        List<int> numbers = [];
        await foreach (var reply in call.ResponseStream.ReadAllAsync())
        {
            numbers.Add(reply.Number);
        }

        numbers.ShouldBe(Enumerable.Range(1, 50));
    }

    [Fact]
    public async Task ClientStream_IsAllReceived()
    {
        using var call = client.ClientStream();
        await call.RequestStream.WriteAsync(new EchoRequest { Text = "one" });
        await call.RequestStream.WriteAsync(new EchoRequest { Text = "two" });
        await call.RequestStream.CompleteAsync();

        (await call).Text.ShouldBe("one two");
    }

    [Fact]
    public async Task DuplexStream_IsAnsweredOneByOne()
    {
        using var call = client.Duplex();
        for (var number = 1; number <= 20; number++)
        {
            await call.RequestStream.WriteAsync(new EchoRequest { Text = $"{number}" });
            (await call.ResponseStream.MoveNext(CancellationToken.None)).ShouldBeTrue();
            call.ResponseStream.Current.Text.ShouldBe($"{number}");
        }

        await call.RequestStream.CompleteAsync();
        (await call.ResponseStream.MoveNext(CancellationToken.None)).ShouldBeFalse();
    }

    [Fact]
    public async Task PassedDeadline_EndsTheCallOnBothSides()
    {
        await server.Channel.ConnectAsync();

        var error = await Should.ThrowAsync<RpcException>(async () =>
            await client.HangAsync(new HangRequest { Key = key }, deadline: DateTime.UtcNow.AddSeconds(2)));

        error.StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
        await server.Ended(key);
    }

    [Fact]
    public async Task Deadline_IsSeenByTheServer()
    {
        var inspection = await client.InspectAsync(new InspectRequest(), deadline: DateTime.UtcNow.AddSeconds(600));

        inspection.TimeLeft.Seconds.ShouldBeInRange(300, 601);
    }

    [Fact]
    public async Task Cancellation_EndsTheCallOnBothSides()
    {
        using var stop = new CancellationTokenSource();
        using var call = client.HangStream(new HangRequest { Key = key }, cancellationToken: stop.Token);
        (await call.ResponseStream.MoveNext(CancellationToken.None)).ShouldBeTrue();

        await stop.CancelAsync();

        var error = await Should.ThrowAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None));
        error.StatusCode.ShouldBe(StatusCode.Cancelled);
        await server.Ended(key);
    }

    [Fact]
    public async Task Metadata_TextAndBytes_ArriveBothWays()
    {
        using var call = client.InspectAsync(new InspectRequest(), new Metadata
        {
            { "x-text", "note" },
            { "x-data-bin", Bytes },
            { "echo-text", "head" },
            { "echo-data-bin", Bytes },
            { "trail-text", "end" },
            { "trail-data-bin", Bytes },
        });

        var headers = await call.ResponseHeadersAsync;
        var inspection = await call;
        inspection.Headers.Single(header => header.Key == "x-text").Text.ShouldBe("note");
        inspection.Headers.Single(header => header.Key == "x-data-bin").Bytes.ToByteArray().ShouldBe(Bytes);
        headers.GetValue("echo-text").ShouldBe("head");
        headers.GetValueBytes("echo-data-bin").ShouldBe(Bytes);
        call.GetTrailers().GetValue("trail-text").ShouldBe("end");
        call.GetTrailers().GetValueBytes("trail-data-bin").ShouldBe(Bytes);
    }

    [Fact]
    public async Task StatusDetails_AreRead()
    {
        var error = await Should.ThrowAsync<RpcException>(async () =>
            await client.FailAsync(new FailRequest { Status = (int)StatusCode.InvalidArgument, Message = "Not valid: ŵ", WithDetails = true }));

        error.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        error.Status.Detail.ShouldBe("Not valid: ŵ");
        var status = Google.Rpc.Status.Parser.ParseFrom(error.Trailers.GetValueBytes("grpc-status-details-bin"));
        status.Message.ShouldBe("Not valid: ŵ");
        status.Details[0].Unpack<ErrorInfo>().Reason.ShouldBe("ECHO_FAILED");
        status.Details[1].Unpack<BadRequest>().FieldViolations.Single().Field.ShouldBe("children[0].name");
    }

    [Fact]
    public async Task GzipRequest_IsReadAndALargeReplyArrives()
    {
        var reply = await client.UnaryAsync(
            new EchoRequest { Text = new string('a', 100_000), ReplySize = 200_000 },
            new Metadata { { "grpc-internal-encoding-request", "gzip" } });

        reply.Text.Length.ShouldBe(100_000);
        reply.Payload.Length.ShouldBe(200_000);
    }

    [Fact]
    public async Task MissingMethod_IsUnimplemented()
    {
        var error = await Should.ThrowAsync<RpcException>(async () => await client.MissingAsync(new EchoRequest()));

        error.StatusCode.ShouldBe(StatusCode.Unimplemented);
    }
}
