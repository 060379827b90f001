using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Mash.AgencyClient.Tests.Support;

/// <summary>A small issuer: discovery and a token endpoint that checks the assertion as strictly as a real one.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ConcurrentDictionary<string, bool> _live = [];
    private readonly ConcurrentDictionary<string, bool> _usedIds = [];

    public string Issuer { get; set; } = "";

    /// <summary>What discovery says; the true issuer unless a test lies.</summary>
    public string? NamedIssuer { get; set; }

    public int TokensGiven;

    public int Lifetime { get; set; } = 600;

    /// <summary>Answers with this status instead of a token.</summary>
    public int? Refusal { get; set; }

    public ConcurrentQueue<JsonElement> Assertions { get; } = [];

    /// <summary>Scopes asked for by name; null where a request named none.</summary>
    public ConcurrentQueue<string?> Scopes { get; } = [];

    public string PrivateKeyPem => _key.ExportPkcs8PrivateKeyPem();

    public bool IsLive(string token) => _live.ContainsKey(token);

    public void RevokeAll() => _live.Clear();

    public void Map(WebApplication app)
    {
        app.MapGet("/agencies/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, string>
        {
            ["issuer"] = NamedIssuer ?? Issuer,
            ["token_endpoint"] = Issuer + "/token",
        }));
        app.MapPost("/agencies/token", (Delegate)TokenAsync);
    }

    public void Dispose() => _key.Dispose();

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        if (Refusal is { } status) return Results.Json(new { error = "invalid_client" }, statusCode: status);
        var form = await request.ReadFormAsync();
        Scopes.Enqueue(form.TryGetValue("scope", out var scope) ? scope.ToString() : null);
        var problem = Check(form["client_assertion"].ToString(), form["client_id"].ToString());
        if (problem is not null || form["grant_type"] != "client_credentials")
            return Results.Json(new { error = "invalid_client", error_description = problem }, statusCode: 401);
        var token = $"token-{Interlocked.Increment(ref TokensGiven)}";
        _live[token] = true;
        return Results.Json(new { access_token = token, token_type = "Bearer", expires_in = Lifetime });
    }

    private string? Check(string assertion, string clientId)
    {
        var parts = assertion.Split('.');
        if (!_key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256))
            return "signature";
        var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0])).RootElement;
        var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1])).RootElement;
        Assertions.Enqueue(claims);
        if (header.GetProperty("alg").GetString() != "ES256") return "alg";
        if (header.GetProperty("kid").GetString() != AgencySigningKey.ComputeKeyId(_key.ExportParameters(false))) return "kid";
        if (claims.GetProperty("sub").GetString() != clientId || claims.GetProperty("iss").GetString() != clientId) return "sub";
        if (claims.GetProperty("aud").GetString() != Issuer) return "aud";
        if (!_usedIds.TryAdd(claims.GetProperty("jti").GetString()!, true)) return "jti";
        return claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64() > 60 ? "exp" : null;
    }
}
