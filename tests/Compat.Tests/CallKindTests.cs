using Google.Protobuf;
using Grpc.Core;
using Mash.Compat.Tests.Echo;

namespace Mash.Compat.Tests;

public sealed class CallKindTests(EchoHost host) : EchoTests(host)
{
    [Fact]
    public async Task Unary_Async_ReturnsTheReply()
    {
        var reply = await Client.UnaryAsync(new EchoRequest { Text = "Gwyneth Ô" });

        reply.Text.ShouldBe("Gwyneth Ô");
    }

    [Fact]
    public void Unary_Blocking_ReturnsTheReply() => Client.Unary(new EchoRequest { Text = "now" }).Text.ShouldBe("now");

    [Fact]
    public async Task Unary_Finished_TellsStatusAndTrailers()
    {
        using var call = Client.UnaryAsync(new EchoRequest());
        await call.ResponseAsync;

        call.GetStatus().StatusCode.ShouldBe(StatusCode.OK);
        call.GetTrailers().GetValue(KindInterceptor.Trailer).ShouldBe("Unary");
    }

    [Fact]
    public async Task ServerStream_ManyMessages_ArriveInOrder()
    {
        using var call = Client.ServerStream(new StreamRequest { Count = 300 });

        (await Numbers(call.ResponseStream)).ShouldBe(Enumerable.Range(1, 300));
    }

    [Fact]
    public async Task ServerStream_ErrorAfterMessages_GivesMessagesThenErrorWithTrailers()
    {
        using var call = Client.ServerStream(new StreamRequest { Count = 4, Status = (int)StatusCode.DataLoss });
        List<int> numbers = [];

        var error = await Should.ThrowAsync<RpcException>(async () =>
        {
            await foreach (var reply in call.ResponseStream.ReadAllAsync())
            {
                numbers.Add(reply.Number);
            }
        });

        numbers.ShouldBe([1, 2, 3, 4]);
        error.StatusCode.ShouldBe(StatusCode.DataLoss);
        error.Status.Detail.ShouldBe("after the last message");
        error.Trailers.GetValue("sent").ShouldBe("4");
    }

    [Fact]
    public async Task ClientStream_ManyMessages_AreAllReceived()
    {
        using var call = Client.ClientStream();
        foreach (var text in new[] { "one", "two", "three" })
        {
            await call.RequestStream.WriteAsync(new EchoRequest { Text = text });
        }

        await call.RequestStream.CompleteAsync();

        var reply = await call;
        reply.Text.ShouldBe("one two three");
        reply.Number.ShouldBe(3);
    }

    [Fact]
    public async Task Duplex_FiveHundredQuestions_AreAnsweredOneByOne()
    {
        using var call = Client.Duplex();
        for (var number = 1; number <= 500; number++)
        {
            await call.RequestStream.WriteAsync(new EchoRequest { Text = $"{number}" });
            (await call.ResponseStream.MoveNext(CancellationToken.None)).ShouldBeTrue();
            call.ResponseStream.Current.Text.ShouldBe($"{number}");
        }

        await call.RequestStream.CompleteAsync();
        (await call.ResponseStream.MoveNext(CancellationToken.None)).ShouldBeFalse();
    }

    [Fact]
    public async Task StreamWrite_WithToken_IsSent()
    {
        using var stop = new CancellationTokenSource();
        using var call = Client.Duplex();

        await call.RequestStream.WriteAsync(new EchoRequest { Text = "with token" }, stop.Token);

        (await call.ResponseStream.MoveNext(stop.Token)).ShouldBeTrue();
        call.ResponseStream.Current.Text.ShouldBe("with token");
    }

    [Fact]
    public async Task Method_NotImplemented_IsUnimplemented()
    {
        var error = await Should.ThrowAsync<RpcException>(async () => await Client.MissingAsync(new EchoRequest()));

        error.StatusCode.ShouldBe(StatusCode.Unimplemented);
    }

    [Fact]
    public async Task Service_NotMapped_IsUnimplemented()
    {
        var client = new Grpc.Health.V1.Health.HealthClient(Channel);

        var error = await Should.ThrowAsync<RpcException>(async () => await client.CheckAsync(new()));

        error.StatusCode.ShouldBe(StatusCode.Unimplemented);
    }

    [Fact]
    public async Task Marshallers_WrittenByHand_CarryAnyBytes()
    {
        var text = Marshallers.Create(
            serializer: (string value) => new EchoRequest { Text = value }.ToByteArray(),
            deserializer: bytes => EchoReply.Parser.ParseFrom(bytes).Text);
        var method = new Method<string, string>(MethodType.Unary, "mash.compat.tests.EchoService", "Unary", text, text);

        var reply = await Channel.CreateCallInvoker().AsyncUnaryCall(method, null, new CallOptions(), "by hand");

        reply.ShouldBe("by hand");
    }

    [Fact]
    public async Task Calls_TwoThousandInParallel_AllReturnTheirOwnReply()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 2000).Select(async number =>
            (await Client.UnaryAsync(new EchoRequest { Text = $"{number}" })).Text));

        replies.ShouldBe(Enumerable.Range(0, 2000).Select(number => $"{number}"));
    }

    private static async Task<List<int>> Numbers(IAsyncStreamReader<EchoReply> replies)
    {
        List<int> numbers = [];
        await foreach (var reply in replies.ReadAllAsync())
        {
            numbers.Add(reply.Number);
        }

        return numbers;
    }
}
