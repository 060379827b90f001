using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;
using Mash.Compat.Tests.Echo;

namespace Mash.Compat.Tests;

public sealed class ConnectionTests(EchoHost host) : EchoTests(host)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string key = Guid.CreateVersion7().ToString();

    [Fact]
    public async Task RetryPolicy_TwoFailures_SucceedsAtTheThirdAttempt()
    {
        using var channel = ConnectWith(new MethodConfig
        {
            Names = { MethodName.Default },
            RetryPolicy = new RetryPolicy
            {
                MaxAttempts = 5,
                InitialBackoff = TimeSpan.FromMilliseconds(10),
                MaxBackoff = TimeSpan.FromMilliseconds(20),
                BackoffMultiplier = 1.5,
                RetryableStatusCodes = { StatusCode.Unavailable },
            },
        });

        var reply = await new EchoService.EchoServiceClient(channel).FlakyAsync(new FlakyRequest { Key = key, Failures = 2 });

        reply.Number.ShouldBe(3);
        reply.Text.ShouldBe("2");
    }

    [Fact]
    public async Task HedgingPolicy_FirstAttemptHangs_SecondAnswersAndFirstIsCancelled()
    {
        using var channel = ConnectWith(new MethodConfig
        {
            Names = { MethodName.Default },
            HedgingPolicy = new HedgingPolicy
            {
                MaxAttempts = 2,
                HedgingDelay = TimeSpan.FromMilliseconds(50),
                NonFatalStatusCodes = { StatusCode.Unavailable },
            },
        });

        var reply = await new EchoService.EchoServiceClient(channel).FlakyAsync(new FlakyRequest { Key = key, Failures = 1, Hang = true });

        reply.Number.ShouldBe(2);
        await Host.Observations.Ended(key);
    }

    [Fact]
    public async Task Server_NotThere_IsUnavailable()
    {
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{FreePort()}");

        var error = await Should.ThrowAsync<RpcException>(async () => await new EchoService.EchoServiceClient(channel).UnaryAsync(new EchoRequest()));

        error.StatusCode.ShouldBe(StatusCode.Unavailable);
    }

    [Fact]
    public async Task WaitForReady_ServerStartsLater_CallSucceeds()
    {
        var port = FreePort();
        using var channel = GrpcChannel.ForAddress(
            $"http://127.0.0.1:{port}", new GrpcChannelOptions { InitialReconnectBackoff = TimeSpan.FromMilliseconds(50) });
        using var call = new EchoService.EchoServiceClient(channel).UnaryAsync(new EchoRequest { Text = "late" }, new CallOptions().WithWaitForReady());
        await ReachState(channel, ConnectivityState.TransientFailure);

        var late = new EchoHost(port);
        await late.InitializeAsync();
        try
        {
            var reply = await call.ResponseAsync.WaitAsync(Patience);
            reply.Text.ShouldBe("late");
        }
        finally
        {
            await late.DisposeAsync();
        }
    }

    [Fact]
    public async Task Channel_Connected_IsReadyUntilItIsDisposed()
    {
        Channel.State.ShouldBe(ConnectivityState.Idle);

        await Channel.ConnectAsync();
        Channel.State.ShouldBe(ConnectivityState.Ready);

        Channel.Dispose();
        Channel.State.ShouldBe(ConnectivityState.Shutdown);
    }

    private GrpcChannel ConnectWith(MethodConfig config) => Host.Connect(options => options.ServiceConfig = new ServiceConfig { MethodConfigs = { config } });

    private static async Task ReachState(GrpcChannel channel, ConnectivityState wanted)
    {
        using var patience = new CancellationTokenSource(Patience);
        for (var state = channel.State; state != wanted; state = channel.State)
        {
            await channel.WaitForStateChangedAsync(state, patience.Token);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
