using System.IO.Compression;
using Google.Protobuf;
using Grpc.Core;
using Mash.Compat.Tests.Echo;

namespace Mash.Compat.Tests;

public sealed class MessageSizeTests(EchoHost host) : EchoTests(host)
{
    private const string UnaryPath = "/mash.compat.tests.EchoService/Unary";

    [Fact]
    public async Task Request_Gzip_IsUnpackedByTheServer()
    {
        var inspection = await Client.InspectAsync(new InspectRequest(), new Metadata { { "grpc-internal-encoding-request", "gzip" } });
        var reply = await Client.UnaryAsync(
            new EchoRequest { Text = new string('a', 100_000) }, new Metadata { { "grpc-internal-encoding-request", "gzip" } });

        inspection.Encoding.ShouldBe("gzip");
        reply.Text.Length.ShouldBe(100_000);
    }

    [Fact]
    public async Task Request_Deflate_IsUnpackedByTheServer()
    {
        using var packed = new MemoryStream();
        using (var stream = new Grpc.Net.Compression.DeflateCompressionProvider(CompressionLevel.Fastest).CreateCompressionStream(packed, null))
        {
            new EchoRequest { Text = "deflated" }.WriteTo(stream);
        }

        var reply = await RawCall.Send(Host.PlainAddress, UnaryPath, packed.ToArray(), isCompressed: true, ("grpc-encoding", "deflate"));

        reply.Status.ShouldBe("0");
    }

    [Fact]
    public async Task Reply_WhenGzipIsAccepted_IsGzip()
    {
        var reply = await RawCall.Send(
            Host.PlainAddress, UnaryPath, new EchoRequest { ReplySize = 200_000 }, ("grpc-accept-encoding", "gzip"));

        reply.Status.ShouldBe("0");
        reply.IsCompressed.ShouldBe(true);
        reply.Headers.GetValues("grpc-encoding").ShouldBe(["gzip"]);
        reply.MessageLength.ShouldBeLessThan(5_000);
    }

    [Fact]
    public async Task Reply_WhenNothingIsAccepted_IsPlain()
    {
        var reply = await RawCall.Send(Host.PlainAddress, UnaryPath, new EchoRequest { ReplySize = 200_000 });

        reply.IsCompressed.ShouldBe(false);
        reply.MessageLength.ShouldBeGreaterThan(200_000);
    }

    [Fact]
    public async Task Reply_WithNoCompress_IsPlain()
    {
        var reply = await RawCall.Send(
            Host.PlainAddress,
            UnaryPath,
            new EchoRequest { ReplySize = 200_000, UncompressedReply = true },
            ("grpc-accept-encoding", "gzip"));

        reply.IsCompressed.ShouldBe(false);
        reply.MessageLength.ShouldBeGreaterThan(200_000);
    }

    [Fact]
    public async Task Request_OverTheServersLimit_IsResourceExhausted()
    {
        var request = new EchoRequest { Payload = ByteString.CopyFrom(new byte[(4 * 1024 * 1024) + 1]) };

        var error = await Should.ThrowAsync<RpcException>(async () => await Client.UnaryAsync(request));

        error.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task Request_SmallButUnpackingOverTheServersLimit_IsResourceExhausted()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            new EchoRequest { Payload = UnsafeByteOperations.UnsafeWrap(new byte[64 * 1024 * 1024]) }.WriteTo(gzip);
        }

        packed.Length.ShouldBeLessThan(4 * 1024 * 1024);
        var reply = await RawCall.Send(Host.PlainAddress, UnaryPath, packed.ToArray(), isCompressed: true, ("grpc-encoding", "gzip"));

        reply.Status.ShouldBe("8");
    }

    [Fact]
    public async Task Reply_OverTheServersLimit_IsResourceExhausted()
    {
        using var channel = Host.Connect(options => options.MaxReceiveMessageSize = null);

        var error = await Should.ThrowAsync<RpcException>(async () =>
            await new EchoService.EchoServiceClient(channel).UnaryAsync(new EchoRequest { ReplySize = EchoHost.MaxReplySize + 1 }));

        error.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task Reply_OverTheClientsLimit_IsResourceExhausted()
    {
        using var channel = Host.Connect(options => options.MaxReceiveMessageSize = 1000);

        var error = await Should.ThrowAsync<RpcException>(async () =>
            await new EchoService.EchoServiceClient(channel).UnaryAsync(new EchoRequest { ReplySize = 1001 }));

        error.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task Request_OverTheClientsLimit_IsResourceExhausted()
    {
        using var channel = Host.Connect(options => options.MaxSendMessageSize = 1000);

        var error = await Should.ThrowAsync<RpcException>(async () =>
            await new EchoService.EchoServiceClient(channel).UnaryAsync(new EchoRequest { Text = new string('a', 1001) }));

        error.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
    }
}
