using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Mash.Standalone.SampleWorld;

/// <summary>
/// A member of staff who signs in as a browser at the front door would: pushed request with the front door's key, PKCE, the sign-in form,
/// the code. Gives access tokens and signs in again before they end.
/// </summary>
internal sealed partial class StaffSession(StandaloneOptions options, string email, string password) : IDisposable
{
    private const string ClientId = "front-door";
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly SemaphoreSlim one = new(1, 1);
    private readonly Dictionary<string, string> cookies = new(StringComparer.Ordinal);
    private string token = "";
    private DateTimeOffset renew;

    /// <summary>A token that holds for at least two more minutes.</summary>
    public async ValueTask<string> TokenAsync(CancellationToken cancellation)
    {
        if (DateTimeOffset.UtcNow < renew)
            return token;
        await one.WaitAsync(cancellation);
        try
        {
            if (DateTimeOffset.UtcNow >= renew)
                await SignInAsync(cancellation);
            return token;
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose()
    {
        http.Dispose();
        one.Dispose();
    }

    private string Staff => options.StaffAuthority.ToString();

    private string Callback => options.Identity.StaffClients[0].RedirectUris[0];

    private async Task SignInAsync(CancellationToken cancellation)
    {
        var verifier = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));
        var pushed = await PostAsync<Pushed>("/par", new()
        {
            ["response_type"] = "code",
            ["redirect_uri"] = Callback,
            ["scope"] = "openid profile hub",
            ["state"] = "sample",
            ["nonce"] = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(16)),
            ["code_challenge"] = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))),
            ["code_challenge_method"] = "S256",
        }, cancellation);
        var authorize = QueryHelpers.AddQueryString(Staff + "/authorize", new Dictionary<string, string?>
        {
            ["client_id"] = ClientId,
            ["request_uri"] = pushed.RequestUri,
        });
        var location = await BrowseAsync(new HttpRequestMessage(HttpMethod.Get, authorize), cancellation);
        if (!location.StartsWith(Callback, StringComparison.Ordinal))
            location = await FillInAsync(new Uri(options.StaffAuthority, location), cancellation);
        var answer = QueryHelpers.ParseQuery(new Uri(location).Query);
        if (answer["iss"] != Staff || !answer.TryGetValue("code", out var code))
            throw new InvalidOperationException("A sample account could not sign in: the issuer gave no code.");
        var tokens = await PostAsync<Tokens>("/token", new()
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code.ToString(),
            ["redirect_uri"] = Callback,
            ["code_verifier"] = verifier,
        }, cancellation);
        token = tokens.AccessToken;
        renew = DateTimeOffset.UtcNow.AddSeconds(tokens.ExpiresIn) - Margin;
    }

    private async Task<string> FillInAsync(Uri page, CancellationToken cancellation)
    {
        using var shown = await SendAsync(new HttpRequestMessage(HttpMethod.Get, page), cancellation);
        var form = HiddenField().Matches(await shown.Content.ReadAsStringAsync(cancellation))
            .ToDictionary(field => WebUtility.HtmlDecode(field.Groups[1].Value), field => WebUtility.HtmlDecode(field.Groups[2].Value));
        form["user-name"] = email;
        form["password"] = password;
        return await BrowseAsync(
            new HttpRequestMessage(HttpMethod.Post, page.GetLeftPart(UriPartial.Path)) { Content = new FormUrlEncodedContent(form) }, cancellation);
    }

    private async Task<string> BrowseAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var response = await SendAsync(request, cancellation);
        return response.Headers.Location?.OriginalString
            ?? throw new InvalidOperationException($"A sample account could not sign in: the issuer answered {(int)response.StatusCode}.");
    }

    /// <summary>Browsers send Secure cookies to http://localhost; the runtime's own cookie container would not.</summary>
    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        if (cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        var response = await http.SendAsync(request, cancellation);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var pair in set.Select(text => text.Split(';')[0].Split('=', 2)))
                cookies[pair[0]] = pair[1];
        }
        return response;
    }

    private async Task<T> PostAsync<T>(string endpoint, Dictionary<string, string> form, CancellationToken cancellation)
    {
        form["client_id"] = ClientId;
        form["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
        form["client_assertion"] = Assertion();
        using var content = new FormUrlEncodedContent(form);
        using var response = await http.PostAsync(new Uri(Staff + endpoint), content, cancellation);
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"A sample account could not sign in: {endpoint} answered {(int)response.StatusCode}.");
        return (await response.Content.ReadFromJsonAsync<T>(cancellation))!;
    }

    private string Assertion()
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(options.FrontDoor.ClientKeyFile ?? Path.Combine(options.KeyDirectory, "front-door.pem")));
        var now = DateTime.UtcNow;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = ClientId,
            Audience = Staff,
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddSeconds(50),
            Claims = new Dictionary<string, object> { ["sub"] = ClientId, ["jti"] = Guid.CreateVersion7().ToString() },
            SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(key) { KeyId = Mash.Identity.Keys.PublicJwk.Of(key).KeyId }, SecurityAlgorithms.EcdsaSha256)
            {
                CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
            },
        });
    }

    private sealed record Pushed([property: JsonPropertyName("request_uri")] string RequestUri);

    private sealed record Tokens([property: JsonPropertyName("access_token")] string AccessToken, [property: JsonPropertyName("expires_in")] int ExpiresIn);

    [GeneratedRegex("""<input type="hidden" name="([^"]*)" value="([^"]*)">""")]
    private static partial Regex HiddenField();
}
