using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Mash.Authorities;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Mash.FrontDoor.SignIn;

/// <summary>Tokens as the issuer answers them.</summary>
internal sealed record IssuedTokens
{
    [JsonPropertyName("access_token")]
    public required string AccessToken { get; init; }

    [JsonPropertyName("id_token")]
    public string? IdToken { get; init; }

    [JsonPropertyName("refresh_token")]
    public string? RefreshToken { get; init; }

    /// <summary>Seconds.</summary>
    [JsonPropertyName("expires_in")]
    public required int ExpiresIn { get; init; }
}

/// <summary>The issuer said no.</summary>
/// <param name="error">Its code, for example <c>invalid_grant</c>.</param>
internal sealed class IssuerRefusedException(string error) : Exception("The issuer refused: " + error)
{
    public string Error { get; } = error;
}

/// <summary>Calls of this front door to its issuer. Metadata are read when first needed, and kept fresh.</summary>
internal sealed class IssuerClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10) }) { Timeout = Patience };
    private readonly SignInSettings settings;
    private readonly ClientAssertions assertions;
    private readonly IssuerMetadata metadata;

    public IssuerClient(SignInSettings settings, ClientAssertions assertions, TimeProvider clock)
    {
        this.settings = settings;
        this.assertions = assertions;
        metadata = new IssuerMetadata(settings.Issuer, http, clock);
    }

    public void Dispose()
    {
        metadata.Dispose();
        http.Dispose();
    }

    /// <summary>What the issuer says of itself, checked to be the issuer that was set.</summary>
    /// <exception cref="HttpRequestException">It cannot be reached, or is another.</exception>
    public async Task<OpenIdConnectConfiguration> MetadataAsync(CancellationToken cancellation)
    {
        try
        {
            return await metadata.GetAsync(cancellation);
        }
        catch (IOException error)
        {
            throw new HttpRequestException("The issuer's metadata cannot be read.", error);
        }
    }

    /// <summary>What the issuer says now, after a token came with a key that is not in <paramref name="seen"/>; the same object where nothing is newer.</summary>
    public ValueTask<OpenIdConnectConfiguration> NewerMetadataAsync(OpenIdConnectConfiguration seen, CancellationToken cancellation)
        => metadata.RefreshAsync(seen, cancellation);

    /// <summary>Answers the address for the browser: of a pushed request where the issuer takes one, else of one that the browser carries.</summary>
    public async Task<string> AuthorizeAsync(Dictionary<string, string> request, CancellationToken cancellation)
    {
        var issuer = await MetadataAsync(cancellation);
        if (settings.Resource is { } resource)
            request["resource"] = resource;
        var query = QueryString.Create("client_id", settings.ClientId);
        if (string.IsNullOrEmpty(issuer.PushedAuthorizationRequestEndpoint))
        {
            foreach (var (name, value) in request)
                query = query.Add(name, value);
        }
        else
        {
            query = query.Add("request_uri", (await PostAsync<PushedRequest>(issuer.PushedAuthorizationRequestEndpoint, request, issuer, cancellation)).RequestUri);
        }

        return issuer.AuthorizationEndpoint + (issuer.AuthorizationEndpoint.Contains('?', StringComparison.Ordinal) ? "&" + query.Value![1..] : query.Value);
    }

    /// <summary>Asks the token endpoint.</summary>
    /// <exception cref="IssuerRefusedException">It refused.</exception>
    /// <exception cref="HttpRequestException">It cannot be reached or answers nonsense.</exception>
    public async Task<IssuedTokens> TokensAsync(Dictionary<string, string> request, CancellationToken cancellation)
    {
        var issuer = await MetadataAsync(cancellation);
        if (settings.Resource is { } resource)
            request["resource"] = resource;
        return await PostAsync<IssuedTokens>(issuer.TokenEndpoint, request, issuer, cancellation);
    }

    private async Task<T> PostAsync<T>(string endpoint, Dictionary<string, string> form, OpenIdConnectConfiguration issuer, CancellationToken cancellation)
        where T : class
    {
        assertions.AddTo(form, settings.AssertionForTokenEndpoint ? issuer.TokenEndpoint : issuer.Issuer);
        using var content = new FormUrlEncodedContent(form);
        try
        {
            using var response = await http.PostAsync(new Uri(endpoint), content, cancellation);
            if (response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized)
            {
                var refusal = await response.Content.ReadFromJsonAsync<Refusal>(cancellation);
                throw new IssuerRefusedException(refusal?.Error ?? "unknown");
            }

            response.EnsureSuccessStatusCode();
            return await response.Content.ReadFromJsonAsync<T>(cancellation) ?? throw new HttpRequestException("The issuer answered nothing.");
        }
        catch (System.Text.Json.JsonException error)
        {
            throw new HttpRequestException("The issuer's answer cannot be read.", error);
        }
        catch (TaskCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw new HttpRequestException("The issuer did not answer in time.", error);
        }
    }

    private sealed record PushedRequest([property: JsonPropertyName("request_uri")] string RequestUri);

    private sealed record Refusal([property: JsonPropertyName("error")] string Error);
}
