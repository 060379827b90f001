using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Mash.Identity.Tests.Support;

/// <summary>What a token endpoint said.</summary>
internal sealed record TokenReply(int Status, JsonElement Body)
{
    public string? Error => Body.TryGetProperty("error", out var error) ? error.GetString() : null;

    public string AccessToken => Body.GetProperty("access_token").GetString()!;

    public string RefreshToken => Body.GetProperty("refresh_token").GetString()!;

    public JsonWebToken Access => new(AccessToken);

    public JsonWebToken Id => new(Body.GetProperty("id_token").GetString()!);
}

/// <summary>A front door in a few lines, with every part open to be bent.</summary>
internal sealed class TestRelyingParty(IssuerHost host) : IDisposable
{
    private readonly HttpClient _http = new();

    public string Verifier { get; } = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));

    public string Staff => host.Options.StaffIssuer;

    public void Dispose() => _http.Dispose();

    public Task<TokenReply> PostAsync(string endpoint, Dictionary<string, string> form, TestKey? key = null)
    {
        form.TryAdd("client_id", "front-door");
        form.TryAdd("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.TryAdd("client_assertion", (key ?? host.FrontDoorKey).Assertion("front-door", Staff, host.Clock.GetUtcNow()));
        return SendAsync(Staff + endpoint, form);
    }

    public async Task<TokenReply> SendAsync(string uri, Dictionary<string, string> form)
    {
        using var response = await _http.PostAsync(new Uri(uri), new FormUrlEncodedContent(form));
        var text = await response.Content.ReadAsStringAsync();
        return new TokenReply((int)response.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    public Dictionary<string, string> Request(params (string Name, string? Value)[] changes)
    {
        var form = new Dictionary<string, string>
        {
            ["response_type"] = "code",
            ["redirect_uri"] = IssuerHost.Callback,
            ["scope"] = "openid profile hub offline_access",
            ["state"] = "the state",
            ["nonce"] = "the nonce",
            ["code_challenge"] = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))),
            ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in changes)
        {
            if (value is null)
                form.Remove(name);
            else
                form[name] = value;
        }

        return form;
    }

    /// <summary>Pushes a request and answers the address for the browser.</summary>
    public async Task<string> PushAsync(params (string Name, string? Value)[] changes)
    {
        var reply = await PostAsync("/par", Request(changes));
        reply.Status.ShouldBe(201, reply.Body.ToString());
        return "/staff/authorize?client_id=front-door&request_uri=" + Uri.EscapeDataString(reply.Body.GetProperty("request_uri").GetString()!);
    }

    /// <summary>The whole way to a code.</summary>
    public async Task<string> CodeAsync(TestBrowser browser, string userName = "ruth.adeyemi@mash.example", params (string Name, string? Value)[] changes)
    {
        using var authorize = await browser.GetAsync(await PushAsync(changes));
        var location = authorize.Headers.Location!.OriginalString;
        if (location.StartsWith("/staff/sign-in", StringComparison.Ordinal))
        {
            using var signedIn = await browser.SignInAsync(location, userName, IssuerHost.Password);
            ((int)signedIn.StatusCode).ShouldBe(303);
            location = signedIn.Headers.Location!.OriginalString;
        }

        var answer = Answer(location);
        answer["iss"].ShouldBe(Staff);
        answer["state"].ShouldBe("the state");
        return answer["code"];
    }

    public static Dictionary<string, string> Answer(string location)
        => QueryHelpers.ParseQuery(new Uri(location).Query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);

    public Task<TokenReply> RedeemAsync(string code, string? verifier = null, string redirectUri = IssuerHost.Callback) => PostAsync("/token", new()
    {
        ["grant_type"] = "authorization_code",
        ["code"] = code,
        ["redirect_uri"] = redirectUri,
        ["code_verifier"] = verifier ?? Verifier,
    });

    public Task<TokenReply> RefreshAsync(string refreshToken)
        => PostAsync("/token", new() { ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken });
}
