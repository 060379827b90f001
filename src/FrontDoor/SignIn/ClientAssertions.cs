using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Mash.FrontDoor.SignIn;

/// <summary>Proves to the issuer that a call comes from this front door (<c>private_key_jwt</c>, ES256).</summary>
internal sealed class ClientAssertions : IDisposable
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    private readonly SignInSettings settings;
    private readonly TimeProvider clock;
    private readonly ECDsa key = ECDsa.Create();
    private readonly SigningCredentials credentials;
    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };

    public ClientAssertions(SignInSettings settings, TimeProvider clock)
    {
        this.settings = settings;
        this.clock = clock;
        key.ImportFromPem(File.ReadAllText(settings.PrivateKeyFile));
        credentials = new SigningCredentials(new ECDsaSecurityKey(key) { KeyId = Thumbprint(key) }, SecurityAlgorithms.EcdsaSha256);
    }

    public void Dispose() => key.Dispose();

    /// <summary>Adds who calls to a form for the issuer. Each assertion is good for one call.</summary>
    /// <param name="form">The form.</param>
    /// <param name="issuer">The issuer's name, the audience.</param>
    public void AddTo(Dictionary<string, string> form, string issuer)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        form["client_id"] = settings.ClientId;
        form["client_assertion_type"] = AssertionType;
        form["client_assertion"] = handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = settings.ClientId,
            Audience = issuer,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + Lifetime,
            Claims = new Dictionary<string, object> { ["sub"] = settings.ClientId, ["jti"] = Guid.CreateVersion7().ToString() },
            SigningCredentials = credentials,
        });
    }

    private static string Thumbprint(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var json = $$"""{"crv":"P-256","kty":"EC","x":"{{Base64UrlEncoder.Encode(point.X)}}","y":"{{Base64UrlEncoder.Encode(point.Y)}}"}""";
        return Base64UrlEncoder.Encode(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
    }
}
