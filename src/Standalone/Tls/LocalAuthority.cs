using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Mash.Identity.Keys;

namespace Mash.Standalone.Tls;

/// <summary>
/// A certificate authority for this machine alone, made on first start, and the certificate for localhost that it signs. Clients are given
/// <see cref="AuthorityFile"/>; nobody installs it anywhere.
/// </summary>
internal sealed class LocalAuthority : IDisposable
{
    private static readonly TimeSpan AuthorityLifetime = TimeSpan.FromDays(3650);
    private static readonly TimeSpan ServerLifetime = TimeSpan.FromDays(90);
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(30);
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private static readonly Oid ServerUse = new("1.3.6.1.5.5.7.3.1");

    private readonly string directory;
    private readonly TimeProvider clock;
    private readonly X509Certificate2 authority;
    private readonly Lock gate = new();
    private X509Certificate2 server;

    /// <summary>Opens or makes the authority in a directory.</summary>
    public LocalAuthority(string directory, TimeProvider clock)
    {
        this.directory = directory;
        this.clock = clock;
        KeyFiles.EnsureDirectory(directory);
        authority = OpenOrCreateAuthority();
        server = OpenServer() ?? SignServer();
    }

    /// <summary>PEM file that clients trust.</summary>
    public string AuthorityFile => Path.Combine(directory, "ca.crt");

    /// <summary>The server's certificate, signed anew when its end is near.</summary>
    public X509Certificate2 Server()
    {
        lock (gate)
        {
            if (clock.GetUtcNow() > server.NotAfter.ToUniversalTime() - RenewBefore)
                server = SignServer();
            return server;
        }
    }

    public void Dispose()
    {
        authority.Dispose();
        server.Dispose();
    }

    private X509Certificate2 OpenOrCreateAuthority()
    {
        var keyFile = Path.Combine(directory, "ca.key");
        if (!File.Exists(AuthorityFile) || !File.Exists(keyFile))
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest("CN=MASH Hub local authority", key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
            request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
            request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
            var now = clock.GetUtcNow();
            using var made = request.CreateSelfSigned(now - Skew, now + AuthorityLifetime);
            Replace(keyFile, key.ExportPkcs8PrivateKeyPem());
            Replace(AuthorityFile, made.ExportCertificatePem());
        }
        return CertificateFiles.Load(AuthorityFile, keyFile);
    }

    private X509Certificate2? OpenServer()
    {
        var (certificateFile, keyFile) = ServerFiles();
        if (!File.Exists(certificateFile) || !File.Exists(keyFile))
            return null;
        var found = CertificateFiles.Load(certificateFile, keyFile);
        if (found.IssuerName.RawData.AsSpan().SequenceEqual(authority.SubjectName.RawData) && SignedByUs(found))
            return found;
        found.Dispose();
        return null;
    }

    /// <summary>A new authority over an old server certificate would be noticed by clients only.</summary>
    private bool SignedByUs(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
        return chain.Build(certificate);
    }

    private X509Certificate2 SignServer()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([ServerUse], false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));
        var now = clock.GetUtcNow();
        using var signed = request.Create(authority, now - Skew, Earlier(now + ServerLifetime, authority.NotAfter), RandomNumberGenerator.GetBytes(16));
        var (certificateFile, keyFile) = ServerFiles();
        Replace(keyFile, key.ExportPkcs8PrivateKeyPem());
        Replace(certificateFile, signed.ExportCertificatePem());
        return CertificateFiles.Load(certificateFile, keyFile);
    }

    private (string Certificate, string Key) ServerFiles() => (Path.Combine(directory, "server.crt"), Path.Combine(directory, "server.key"));

    private static DateTimeOffset Earlier(DateTimeOffset left, DateTime right) => left < right ? left : right;

    private static void Replace(string path, string text)
    {
        File.Delete(path);
        KeyFiles.TryCreate(path, Encoding.ASCII.GetBytes(text));
    }
}
