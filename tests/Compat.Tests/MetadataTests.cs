using Grpc.Core;
using Mash.Compat.Tests.Echo;

namespace Mash.Compat.Tests;

public sealed class MetadataTests(EchoHost host) : EchoTests(host)
{
    private static readonly byte[] Bytes = [0, 1, 127, 128, 255];

    [Fact]
    public async Task TextHeader_SentTwice_ReachesTheServerJoinedInOrder()
    {
        var inspection = await Client.InspectAsync(new InspectRequest(), new Metadata { { "x-Note", "first" }, { "x-note", "second" } });

        inspection.Headers.Single(header => header.Key == "x-note").Text.ShouldBe("first, second");
    }

    [Fact]
    public async Task BinaryHeader_AnyBytes_ReachTheServer()
    {
        var inspection = await Client.InspectAsync(new InspectRequest(), new Metadata { { "x-note-bin", Bytes } });

        inspection.Headers.Single(header => header.Key == "x-note-bin").Bytes.ToByteArray().ShouldBe(Bytes);
    }

    [Fact]
    public async Task ResponseHeaders_TextAndBytes_ReachTheClientBeforeTheReply()
    {
        using var call = Client.InspectAsync(new InspectRequest(), new Metadata { { "echo-text", "hello" }, { "echo-bytes-bin", Bytes } });

        var headers = await call.ResponseHeadersAsync;

        headers.GetValueBytes("echo-bytes-bin").ShouldBe(Bytes);
        headers.GetValue("echo-text").ShouldBe("hello");
        await call.ResponseAsync;
    }

    [Fact]
    public async Task Trailers_TextAndBytes_ReachTheClient()
    {
        using var call = Client.InspectAsync(new InspectRequest(), new Metadata { { "trail-text", "end" }, { "trail-bytes-bin", Bytes } });
        await call.ResponseAsync;

        call.GetTrailers().GetValue("trail-text").ShouldBe("end");
        call.GetTrailers().GetValueBytes("trail-bytes-bin").ShouldBe(Bytes);
    }

    [Fact]
    public async Task Context_OfACall_NamesMethodHostAndPeer()
    {
        var inspection = await Client.InspectAsync(new InspectRequest());

        inspection.Method.ShouldBe("/mash.compat.tests.EchoService/Inspect");
        inspection.Host.ShouldBe(Host.PlainAddress.Authority);
        inspection.Peer.ShouldStartWith("ipv4:127.0.0.1:");
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("umlaut-ü")]
    [InlineData("colon:")]
    [InlineData("")]
    [InlineData("text-bin")]
    public void TextEntry_KeyNotValid_Throws(string key) =>
        Should.Throw<ArgumentException>(() => new Metadata { { key, "value" } });

    [Fact]
    public void BinaryEntry_KeyWithoutSuffix_Throws() =>
        Should.Throw<ArgumentException>(() => new Metadata { { "x-note", Bytes } });

    [Fact]
    public void BinaryEntry_ArrayChangedLater_KeepsItsBytes()
    {
        byte[] bytes = [1, 2, 3];
        var entry = new Metadata.Entry("x-note-bin", bytes);

        bytes[0] = 9;
        entry.ValueBytes[1] = 9;

        entry.ValueBytes.ShouldBe([1, 2, 3]);
        Should.Throw<InvalidOperationException>(() => entry.Value);
    }

    [Fact]
    public void Metadata_SeveralEntriesOfAKey_GivesTheLastOrAll()
    {
        var metadata = new Metadata { { "Key", "one" }, { "other", "x" }, { "key", "two" } };

        metadata.GetValue("key").ShouldBe("two");
        metadata.GetAll("key").Select(entry => entry.Value).ShouldBe(["one", "two"]);
        metadata.GetValue("absent").ShouldBeNull();
        metadata.GetValueBytes("key").ShouldBe("two"u8.ToArray());
    }

    [Fact]
    public void EmptyMetadata_Changed_Throws()
    {
        Metadata.Empty.IsReadOnly.ShouldBeTrue();
        Should.Throw<InvalidOperationException>(() => Metadata.Empty.Add("key", "value"));
    }
}
