using Grpc.Core;
using Grpc.Net.Client;
using Mash.Compat.Tests.Echo;

namespace Mash.Compat.Tests;

public sealed class CredentialsTests(EchoHost host) : EchoTests(host)
{
    [Fact]
    public async Task GuardedMethod_WithoutToken_IsUnauthenticated() =>
        (await StatusOf(Client.GuardedAsync(new EchoRequest()))).ShouldBe(StatusCode.Unauthenticated);

    [Fact]
    public async Task GuardedMethod_WithToken_KnowsTheCaller()
    {
        var reply = await Client.GuardedAsync(new EchoRequest(), Bearer("reader"));

        reply.Text.ShouldBe("reader");
    }

    [Fact]
    public async Task RestrictedMethod_WithTokenOfAnotherRole_IsPermissionDenied() =>
        (await StatusOf(Client.RestrictedAsync(new EchoRequest(), Bearer("reader")))).ShouldBe(StatusCode.PermissionDenied);

    [Fact]
    public async Task RestrictedMethod_WithTokenOfTheRole_Answers()
    {
        var reply = await Client.RestrictedAsync(new EchoRequest(), Bearer("writer"));

        reply.Text.ShouldBe("writer");
    }

    [Fact]
    public async Task Tls_TrustedCertificate_Answers()
    {
        using var channel = Host.ConnectSecurely();

        var reply = await new EchoService.EchoServiceClient(channel).UnaryAsync(new EchoRequest { Text = "secret" });

        reply.Text.ShouldBe("secret");
    }

    [Fact]
    public async Task Tls_UnknownCertificate_IsRefusedByTheClient()
    {
        using var channel = GrpcChannel.ForAddress(Host.SecureAddress);

        (await StatusOf(new EchoService.EchoServiceClient(channel).UnaryAsync(new EchoRequest()))).ShouldNotBe(StatusCode.OK);
    }

    [Fact]
    public async Task ChannelCredentials_WithCallCredentials_SendThemWithEveryCall()
    {
        using var channel = Host.ConnectSecurely(options =>
            options.Credentials = ChannelCredentials.Create(ChannelCredentials.SecureSsl, Token("channel")));
        var client = new EchoService.EchoServiceClient(channel);

        (await client.GuardedAsync(new EchoRequest())).Text.ShouldBe("channel");
        (await client.GuardedAsync(new EchoRequest())).Text.ShouldBe("channel");
    }

    [Fact]
    public async Task CallCredentials_OfOneCall_AreSentOverTls()
    {
        using var channel = Host.ConnectSecurely();

        var reply = await new EchoService.EchoServiceClient(channel).GuardedAsync(new EchoRequest(), new CallOptions(credentials: Token("call")));

        reply.Text.ShouldBe("call");
    }

    [Fact]
    public async Task CallCredentials_Composed_AreAllSentInOrder()
    {
        using var channel = Host.ConnectSecurely();
        var credentials = CallCredentials.Compose(Note("one"), CallCredentials.Compose(Note("two"), Note("three")));

        var inspection = await new EchoService.EchoServiceClient(channel).InspectAsync(
            new InspectRequest(), new CallOptions().WithCredentials(credentials));

        inspection.Headers.Single(header => header.Key == "note").Text.ShouldBe("one, two, three");
    }

    [Fact]
    public async Task CallCredentials_Asked_KnowServiceAndMethod()
    {
        AuthInterceptorContext? asked = null;
        using var channel = Host.ConnectSecurely();
        var credentials = CallCredentials.FromInterceptor((context, _) =>
        {
            asked = context;
            return Task.CompletedTask;
        });

        await new EchoService.EchoServiceClient(channel).UnaryAsync(new EchoRequest(), new CallOptions(credentials: credentials));

        asked.ShouldNotBeNull().MethodName.ShouldBe("Unary");
        asked.ServiceUrl.ShouldBe($"{Host.SecureAddress.GetLeftPart(UriPartial.Authority)}/mash.compat.tests.EchoService");
    }

    [Fact]
    public async Task CallCredentials_WithoutTls_AreNotSent() => (await StatusOf(
        Client.GuardedAsync(new EchoRequest(), new CallOptions(credentials: Token("call"))))).ShouldBe(StatusCode.Unauthenticated);

    [Fact]
    public void ChannelCredentials_WithCallCredentialsTwice_Throw()
    {
        var once = ChannelCredentials.Create(ChannelCredentials.SecureSsl, Token("one"));

        Should.Throw<ArgumentException>(() => ChannelCredentials.Create(once, Token("two")));
    }

    private static Metadata Bearer(string name) => new() { { "authorization", $"Bearer {name}" } };

    private static CallCredentials Token(string name) => CallCredentials.FromInterceptor((_, metadata) =>
    {
        metadata.Add("authorization", $"Bearer {name}");
        return Task.CompletedTask;
    });

    private static CallCredentials Note(string text) => CallCredentials.FromInterceptor((_, metadata) =>
    {
        metadata.Add("note", text);
        return Task.CompletedTask;
    });

    private static async Task<StatusCode> StatusOf(AsyncUnaryCall<EchoReply> call)
    {
        using (call)
        {
            return (await Should.ThrowAsync<RpcException>(() => call.ResponseAsync)).StatusCode;
        }
    }
}
