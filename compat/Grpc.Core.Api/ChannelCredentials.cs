namespace Grpc.Core;

/// <summary>How a channel is secured.</summary>
public abstract class ChannelCredentials
{
    /// <summary>No security.</summary>
    public static ChannelCredentials Insecure { get; } = new InsecureCredentials();

    /// <summary>TLS, with the trust of the HTTP handler.</summary>
    public static ChannelCredentials SecureSsl { get; } = new TlsCredentials();

    /// <summary>Channel credentials together with credentials that every call carries.</summary>
    public static ChannelCredentials Create(ChannelCredentials channelCredentials, CallCredentials callCredentials)
    {
        ArgumentNullException.ThrowIfNull(channelCredentials);
        ArgumentNullException.ThrowIfNull(callCredentials);
        if (channelCredentials is CompositeCredentials)
        {
            throw new ArgumentException("These channel credentials carry call credentials already; compose the call credentials.", nameof(channelCredentials));
        }

        return new CompositeCredentials(channelCredentials, callCredentials);
    }

    /// <summary>Hands these credentials to the client package.</summary>
    public abstract void InternalPopulateConfiguration(ChannelCredentialsConfiguratorBase configurator, object? state);

    private sealed class InsecureCredentials : ChannelCredentials
    {
        public override void InternalPopulateConfiguration(ChannelCredentialsConfiguratorBase configurator, object? state) =>
            configurator.SetInsecureCredentials(state);
    }

    private sealed class TlsCredentials : ChannelCredentials
    {
        public override void InternalPopulateConfiguration(ChannelCredentialsConfiguratorBase configurator, object? state) =>
            configurator.SetSslCredentials(state, null, null, null);
    }

    private sealed class CompositeCredentials(ChannelCredentials channelCredentials, CallCredentials callCredentials) : ChannelCredentials
    {
        public override void InternalPopulateConfiguration(ChannelCredentialsConfiguratorBase configurator, object? state) =>
            configurator.SetCompositeCredentials(state, channelCredentials, callCredentials);
    }
}

/// <summary>How the client package receives channel credentials.</summary>
public abstract class ChannelCredentialsConfiguratorBase
{
    /// <summary>Receives the absence of security.</summary>
    public abstract void SetInsecureCredentials(object? state);

    /// <summary>Receives TLS settings; null where the HTTP handler decides.</summary>
    public abstract void SetSslCredentials(
        object? state, string? rootCertificates, KeyCertificatePair? keyCertificatePair, VerifyPeerCallback? verifyPeerCallback);

    /// <summary>Receives channel credentials that come with call credentials.</summary>
    public abstract void SetCompositeCredentials(object? state, ChannelCredentials channelCredentials, CallCredentials callCredentials);
}

/// <summary>A client certificate with its key, both in PEM.</summary>
public sealed class KeyCertificatePair(string certificateChain, string privateKey)
{
    /// <summary>The certificate chain.</summary>
    public string CertificateChain { get; } = certificateChain ?? throw new ArgumentNullException(nameof(certificateChain));

    /// <summary>The private key.</summary>
    public string PrivateKey { get; } = privateKey ?? throw new ArgumentNullException(nameof(privateKey));
}

/// <summary>Decides on a server's certificate.</summary>
public delegate bool VerifyPeerCallback(VerifyPeerContext context);

/// <summary>The server whose certificate is to be decided on.</summary>
public class VerifyPeerContext
{
    internal VerifyPeerContext(string targetName, string peerPem)
    {
        TargetName = targetName;
        PeerPem = peerPem;
    }

    /// <summary>The name of the server.</summary>
    public string TargetName { get; }

    /// <summary>Its certificate, in PEM.</summary>
    public string PeerPem { get; }
}
