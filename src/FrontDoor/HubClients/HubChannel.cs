using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;

namespace Mash.FrontDoor.HubClients;

/// <summary>The one channel to the hub that all requests share.</summary>
internal sealed class HubChannel : IDisposable
{
    private const int MaxAnswerBytes = 16 * 1024 * 1024;

    public HubChannel(HubConnection connection)
    {
        if (connection.Address.Scheme != Uri.UriSchemeHttps)
            throw new InvalidOperationException("The hub is called over TLS only.");
        Channel = GrpcChannel.ForAddress(connection.Address, new GrpcChannelOptions
        {
            HttpHandler = new SocketsHttpHandler
            {
                EnableMultipleHttp2Connections = true,
                PooledConnectionLifetime = TimeSpan.FromMinutes(10),
                SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = Trusting(connection.Authority) },
            },
            DisposeHttpClient = true,
            MaxReceiveMessageSize = MaxAnswerBytes,
            // The defaults would show the hub as away for up to two minutes after it is back.
            InitialReconnectBackoff = TimeSpan.FromSeconds(1),
            MaxReconnectBackoff = TimeSpan.FromSeconds(5),
        });
    }

    public GrpcChannel Channel { get; }

    public void Dispose() => Channel.Dispose();

    private static X509ChainPolicy? Trusting(X509Certificate2? authority)
    {
        if (authority is null)
            return null;
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(authority);
        return policy;
    }
}
