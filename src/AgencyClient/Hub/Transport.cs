using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mash.AgencyClient;

/// <summary>Makes the HTTP handlers towards hub and authority: which certificates are trusted, and how dead connections are noticed.</summary>
internal static class Transport
{
    public static SocketsHttpHandler CreateHandler(MashAgencyClientOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(10),
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(20),
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5),
            EnableMultipleHttp2Connections = true,
            AllowAutoRedirect = false,
            UseCookies = false,
        };
        if (options.CaCertificateFile is { } file)
            handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = TrustOnly(file) };
        if (options.ClientCertificate is { } certificate)
        {
            // Given as a context it is shown whichever authorities the server names: it may be self-signed.
            handler.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
        }
        return handler;
    }

    private static X509ChainPolicy TrustOnly(string file)
    {
        // A hub's own authority publishes no revocation list.
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        try
        {
            policy.CustomTrustStore.ImportFromPemFile(file);
        }
        catch (CryptographicException e)
        {
            throw new MashException("CaCertificateFile holds no PEM certificate.", e);
        }
        if (policy.CustomTrustStore.Count == 0) throw new MashException("CaCertificateFile holds no PEM certificate.");
        return policy;
    }
}
