using Grpc.Net.Client;
using Mash.Compat.Tests.Echo;

namespace Mash.Compat.Tests;

/// <summary>Tests on the echo server through a channel without TLS.</summary>
public abstract class EchoTests : IClassFixture<EchoHost>, IDisposable
{
    protected EchoTests(EchoHost host)
    {
        Host = host;
        Channel = host.Connect();
        Client = new EchoService.EchoServiceClient(Channel);
    }

    protected EchoHost Host { get; }

    protected GrpcChannel Channel { get; }

    protected EchoService.EchoServiceClient Client { get; }

    public void Dispose() => Channel.Dispose();
}
