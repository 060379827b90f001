using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Mash.FrontDoor.SignIn;

/// <summary>Proves to the issuer that a call comes from this front door (<c>private_key_jwt</c>: ES256, or PS256 with an RSA key).</summary>
internal sealed class ClientAssertions : IDisposable
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /// <summary>Issuers refuse what lives longer than a minute; this leaves room for clocks that differ.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(45);

    private readonly SignInSettings settings;
    private readonly TimeProvider clock;
    private readonly AsymmetricAlgorithm key;
    private readonly SigningCredentials credentials;
    private readonly Dictionary<string, object> header = [];
    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };

    public ClientAssertions(SignInSettings settings, TimeProvider clock)
    {
        this.settings = settings;
        this.clock = clock;
        (key, credentials) = Load(File.ReadAllText(settings.PrivateKeyFile));
        if (settings.CertificateFile is not { } file)
            return;
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(file);
        header["x5t#S256"] = Base64UrlEncoder.Encode(certificate.GetCertHash(HashAlgorithmName.SHA256));
    }

    public void Dispose() => key.Dispose();

    /// <summary>Adds who calls to a form for the issuer. Each assertion is good for one call.</summary>
    /// <param name="form">The form.</param>
    /// <param name="audience">The issuer's name, or its token endpoint.</param>
    public void AddTo(Dictionary<string, string> form, string audience)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        form["client_id"] = settings.ClientId;
        form["client_assertion_type"] = AssertionType;
        form["client_assertion"] = handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = settings.ClientId,
            Audience = audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + Lifetime,
            Claims = new Dictionary<string, object> { ["sub"] = settings.ClientId, ["jti"] = Guid.CreateVersion7().ToString() },
            AdditionalHeaderClaims = header,
            SigningCredentials = credentials,
        });
    }

    private static (AsymmetricAlgorithm Key, SigningCredentials Credentials) Load(string pem)
    {
        var ec = ECDsa.Create();
        try
        {
            ec.ImportFromPem(pem);
            return (ec, new SigningCredentials(new ECDsaSecurityKey(ec) { KeyId = Thumbprint(ec) }, SecurityAlgorithms.EcdsaSha256));
        }
        catch (CryptographicException)
        {
            ec.Dispose();
            var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            return (rsa, new SigningCredentials(new RsaSecurityKey(rsa) { KeyId = Thumbprint(rsa) }, SecurityAlgorithms.RsaSsaPssSha256));
        }
    }

    private static string Thumbprint(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return Hash($$"""{"crv":"P-256","kty":"EC","x":"{{Base64UrlEncoder.Encode(point.X)}}","y":"{{Base64UrlEncoder.Encode(point.Y)}}"}""");
    }

    private static string Thumbprint(RSA key)
    {
        var numbers = key.ExportParameters(includePrivateParameters: false);
        return Hash($$"""{"e":"{{Base64UrlEncoder.Encode(numbers.Exponent)}}","kty":"RSA","n":"{{Base64UrlEncoder.Encode(numbers.Modulus)}}"}""");
    }

    private static string Hash(string json) => Base64UrlEncoder.Encode(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
}
