using System.Security.Cryptography.X509Certificates;

namespace Mash.Standalone.Tls;

/// <summary>Certificates from PEM files.</summary>
internal static class CertificateFiles
{
    /// <summary>A certificate with its private key.</summary>
    /// <exception cref="InvalidOperationException">A file is missing or does not fit; the message names the file only.</exception>
    public static X509Certificate2 Load(string certificateFile, string? privateKeyFile)
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(certificateFile, privateKeyFile);
        }
        catch (Exception error) when (error is IOException or System.Security.Cryptography.CryptographicException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"The certificate {certificateFile} or its private key cannot be read.", error);
        }
    }

    /// <summary>Trust in one authority and no other.</summary>
    /// <param name="authorityFile">PEM.</param>
    public static X509ChainPolicy TrustOnly(string authorityFile)
    {
        // A hub's own authority publishes no revocation list.
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(authorityFile);
        return policy;
    }
}
