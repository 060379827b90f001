using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Mash.Identity.Keys;

/// <summary>Makes the key pair by which a front door proves itself to the staff issuer.</summary>
internal static class FrontDoorKey
{
    /// <summary>
    /// Makes <c>front-door.pem</c> (PKCS #8, 0600, for the front door) and <c>front-door.jwks.json</c> (for <see cref="StaffClient.PublicKeysFile"/>)
    /// unless they are there.
    /// </summary>
    /// <returns>Paths of the two files. The key's <c>kid</c> is its RFC 7638 thumbprint.</returns>
    public static (string PrivateKeyFile, string PublicKeysFile) Ensure(string directory)
    {
        var privateFile = Path.Combine(directory, "front-door.pem");
        var publicFile = Path.Combine(directory, "front-door.jwks.json");
        if (!File.Exists(privateFile))
        {
            using var fresh = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            KeyFiles.TryCreate(privateFile, Encoding.ASCII.GetBytes(fresh.ExportPkcs8PrivateKeyPem()));
        }

        if (!File.Exists(publicFile))
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(File.ReadAllText(privateFile));
            KeyFiles.TryCreate(publicFile, JsonSerializer.SerializeToUtf8Bytes(new PublicJwks([PublicJwk.Of(key)])));
        }

        return (privateFile, publicFile);
    }
}
