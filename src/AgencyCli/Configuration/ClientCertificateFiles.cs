using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mash.AgencyCli.Configuration;

/// <summary>The client certificate of the configuration.</summary>
internal static class ClientCertificateFiles
{
    /// <summary>Reads a certificate and its private key, both PEM.</summary>
    /// <param name="certificateFile">Null: the agency shows no certificate.</param>
    /// <param name="keyFile">Null: the key stands in the certificate's file.</param>
    /// <exception cref="ConfigurationException">A file cannot be read, or the key is not the certificate's.</exception>
    public static X509Certificate2? Load(string? certificateFile, string? keyFile)
    {
        if (certificateFile is null)
            return null;
        try
        {
            var certificate = X509Certificate2.CreateFromPemFile(certificateFile, keyFile);
            if (!OperatingSystem.IsWindows())
                return certificate;
            // TLS on Windows takes no key that was never in a key store.
            using (certificate)
                return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"clientCertificateFile: {certificateFile} is no PEM certificate that goes with the private key in {keyFile ?? "it"}");
        }
    }
}
