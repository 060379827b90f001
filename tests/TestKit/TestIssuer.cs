using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Mash.TestKit;

/// <summary>Both authorities for tests of the hub alone: discovery and keys over HTTP, and tokens for whoever a test needs.</summary>
internal sealed class TestIssuer : IAsyncDisposable
{
    private readonly Dictionary<string, List<ECDsa>> keys = new() { ["staff"] = [NewKey()], ["agencies"] = [NewKey()] };
    private readonly WebApplication app;
    private readonly TimeProvider clock;

    private TestIssuer(WebApplication app, TimeProvider clock)
    {
        this.app = app;
        this.clock = clock;
    }

    public Uri Staff { get; private set; } = null!;

    public Uri Agencies { get; private set; } = null!;

    /// <summary>How often somebody asked for keys.</summary>
    public int KeyRequests { get; private set; }

    public static async Task<TestIssuer> StartAsync(TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var issuer = new TestIssuer(app, clock);
        app.MapGet("/{authority}/.well-known/openid-configuration", (string authority) => Results.Json(new Dictionary<string, string>
        {
            ["issuer"] = issuer.Address(authority),
            ["jwks_uri"] = $"{issuer.Address(authority)}/jwks",
        }));
        app.MapGet("/{authority}/jwks", (string authority) =>
        {
            issuer.KeyRequests++;
            return Results.Json(new { keys = issuer.keys[authority].Select(PublicKey) });
        });
        await app.StartAsync();
        issuer.Staff = new Uri(issuer.Address("staff"));
        issuer.Agencies = new Uri(issuer.Address("agencies"));
        return issuer;
    }

    /// <summary>Token of a person, who proved who they are with two factors just now unless the test says otherwise.</summary>
    public string StaffToken(string subject, string name = "Test Person", TimeSpan? signedInBefore = null, string acr = "urn:mash:acr:mfa") => Token(Staff, subject, new Dictionary<string, object>
    {
        ["client_id"] = "front-door",
        ["scope"] = "openid hub",
        ["name"] = name,
        ["acr"] = acr,
        ["auth_time"] = (clock.GetUtcNow() - (signedInBefore ?? TimeSpan.Zero)).ToUnixTimeSeconds(),
    });

    /// <summary>Token of a front door for itself.</summary>
    public string FrontDoorToken() => Token(Staff, "front-door", new Dictionary<string, object> { ["client_id"] = "front-door", ["scope"] = "sessions" });

    /// <summary>Token of an agency's system.</summary>
    public string AgencyToken(Guid agencyId, string scopes, string? keyId = null)
    {
        var claims = new Dictionary<string, object> { ["client_id"] = agencyId.ToString(), ["scope"] = scopes };
        if (keyId is not null)
            claims["key_id"] = keyId;
        return Token(Agencies, agencyId.ToString(), claims);
    }

    /// <summary>The authority begins to sign with a new key; the old one is withdrawn where the test says so.</summary>
    public void Rotate(Uri authority, bool withdrawOld = false)
    {
        var list = keys[Name(authority)];
        list.Add(NewKey());
        if (withdrawOld)
            list.RemoveRange(0, list.Count - 1);
    }

    /// <summary>The key with which the authority signs, as its JWK.</summary>
    public Dictionary<string, string> PublicKeyOf(Uri authority) => PublicKey(keys[Name(authority)][^1]);

    /// <summary>The key with which the authority signs.</summary>
    public ECDsa KeyOf(Uri authority) => keys[Name(authority)][^1];

    /// <summary>Any token, for attacks.</summary>
    public string Token(Uri authority, string subject, IDictionary<string, object> claims, string audience = "mash-hub", string type = "at+jwt",
        TimeSpan? lifetime = null, ECDsa? otherKey = null, string? keyId = null, IDictionary<string, object>? header = null)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var own = keys.TryGetValue(Name(authority), out var list) ? list[^1] : null;
        // Signatures are cached by key id in the library: a forged token must not get the real key's.
        var signer = new ECDsaSecurityKey(otherKey ?? own ?? KeyOf(Agencies))
        {
            KeyId = keyId ?? KeyId(own ?? KeyOf(Agencies)),
            CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
        };
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = authority.ToString().TrimEnd('/'),
            Audience = audience,
            TokenType = type,
            IssuedAt = now,
            NotBefore = now.AddSeconds(-1),
            Expires = now + (lifetime ?? TimeSpan.FromMinutes(10)),
            Claims = new Dictionary<string, object>(claims) { ["sub"] = subject, ["jti"] = Guid.NewGuid().ToString() },
            AdditionalHeaderClaims = header ?? new Dictionary<string, object>(),
            SigningCredentials = new SigningCredentials(signer, SecurityAlgorithms.EcdsaSha256),
        });
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        keys.Values.SelectMany(list => list).ToList().ForEach(key => key.Dispose());
    }

    private string Address(string authority) => $"{app.Urls.First()}/{authority}";

    private static ECDsa NewKey() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static string Name(Uri authority) => authority.AbsolutePath.Trim('/');

    private static string KeyId(ECDsa key) => Base64UrlEncoder.Encode(key.ExportParameters(includePrivateParameters: false).Q.X)[..12];

    private static Dictionary<string, string> PublicKey(ECDsa key)
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        return new Dictionary<string, string>
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["kid"] = KeyId(key),
            ["alg"] = "ES256",
            ["use"] = "sig",
            ["x"] = Base64UrlEncoder.Encode(parameters.Q.X),
            ["y"] = Base64UrlEncoder.Encode(parameters.Q.Y),
        };
    }
}
