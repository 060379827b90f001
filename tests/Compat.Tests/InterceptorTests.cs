using Grpc.Core;
using Grpc.Core.Interceptors;
using Mash.Compat.Tests.Echo;

namespace Mash.Compat.Tests;

public sealed class InterceptorTests(EchoHost host) : EchoTests(host)
{
    [Fact]
    public async Task ServerInterceptor_UnaryCall_RunsUnaryHandler()
    {
        using var call = Client.UnaryAsync(new EchoRequest());
        await call.ResponseAsync;

        call.GetTrailers().GetValue(KindInterceptor.Trailer).ShouldBe("Unary");
    }

    [Fact]
    public async Task ServerInterceptor_ClientStreamingCall_RunsClientStreamingHandler()
    {
        using var call = Client.ClientStream();
        await call.RequestStream.CompleteAsync();
        await call.ResponseAsync;

        call.GetTrailers().GetValue(KindInterceptor.Trailer).ShouldBe("ClientStreaming");
    }

    [Fact]
    public async Task ServerInterceptor_ServerStreamingCall_RunsServerStreamingHandler()
    {
        using var call = Client.ServerStream(new StreamRequest());
        (await call.ResponseStream.MoveNext(CancellationToken.None)).ShouldBeFalse();

        call.GetTrailers().GetValue(KindInterceptor.Trailer).ShouldBe("ServerStreaming");
    }

    [Fact]
    public async Task ServerInterceptor_DuplexCall_RunsDuplexHandler()
    {
        using var call = Client.Duplex();
        await call.RequestStream.CompleteAsync();
        (await call.ResponseStream.MoveNext(CancellationToken.None)).ShouldBeFalse();

        call.GetTrailers().GetValue(KindInterceptor.Trailer).ShouldBe("DuplexStreaming");
    }

    [Fact]
    public async Task ClientInterceptor_AllKinds_WrapsEach()
    {
        var interceptor = new WrappingInterceptor("only");
        var client = new EchoService.EchoServiceClient(Channel.Intercept(interceptor));

        client.Unary(new EchoRequest());
        await client.UnaryAsync(new EchoRequest());
        using var upload = client.ClientStream();
        await upload.RequestStream.CompleteAsync();
        await upload;
        using var download = client.ServerStream(new StreamRequest { Count = 1 });
        (await download.ResponseStream.MoveNext(CancellationToken.None)).ShouldBeTrue();
        using var both = client.Duplex();
        await both.RequestStream.CompleteAsync();
        (await both.ResponseStream.MoveNext(CancellationToken.None)).ShouldBeFalse();

        interceptor.Seen.ShouldBe(["blocking Unary", "Unary", "ClientStream", "ServerStream", "Duplex"]);
        both.GetStatus().StatusCode.ShouldBe(StatusCode.OK);
        both.GetTrailers().GetValue(KindInterceptor.Trailer).ShouldBe("DuplexStreaming");
    }

    [Fact]
    public async Task ClientInterceptors_Several_FirstGivenRunsFirst()
    {
        var invoker = Channel.Intercept(new WrappingInterceptor("first"), new WrappingInterceptor("second"));

        var inspection = await new EchoService.EchoServiceClient(invoker).InspectAsync(new InspectRequest());

        inspection.Headers.Single(header => header.Key == "order").Text.ShouldBe("first, second");
    }

    [Fact]
    public async Task ClientInterceptor_OnHeaders_ChangesThem()
    {
        var invoker = Channel.Intercept(headers =>
        {
            headers.Add("added", "yes");
            return headers;
        });

        var inspection = await new EchoService.EchoServiceClient(invoker).InspectAsync(new InspectRequest());

        inspection.Headers.Single(header => header.Key == "added").Text.ShouldBe("yes");
    }

    [Fact]
    public void Client_WithoutChannel_ThrowsOnUse()
    {
        var client = new ChannellessClient();

        Should.Throw<NotImplementedException>(() => client.Unary(new EchoRequest()));
    }

    private sealed class ChannellessClient : EchoService.EchoServiceClient;
}
