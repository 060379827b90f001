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
}
