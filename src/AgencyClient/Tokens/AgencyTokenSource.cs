using System.Net;
using System.Text.Json;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Mash.AgencyClient;

/// <summary>An access token of the agency.</summary>
/// <param name="Value">What goes after "Bearer".</param>
/// <param name="RenewTime">From then on a new one is asked for.</param>
/// <param name="AfterRefusal">True where the hub refused the one before: a second refusal is no accident of timing.</param>
internal sealed record AccessToken(string Value, DateTimeOffset RenewTime, bool AfterRefusal);

/// <summary>Gets tokens by client_credentials with private_key_jwt and keeps each until shortly before it ends.</summary>
internal sealed class AgencyTokenSource(MashAgencyClientOptions options, HttpClient http, ILogger logger) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly IAgencySigningKeyProvider _keys =
        options.SigningKeyProvider ?? new PemFileSigningKeyProvider(options.SigningKeyFile!);
    private AuthorityMetadata? _authority;
    private volatile AccessToken? _current;
    private volatile bool _refused;

    public async ValueTask<AccessToken> GetAsync(CancellationToken cancellationToken)
    {
        if (Usable(_current)) return _current!;
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (Usable(_current)) return _current!;
            return _current = await RequestAsync(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Forgets a token that the hub refused. True where a new one is worth one more try at once.</summary>
    public bool TryReplace(AccessToken refused)
    {
        if (Interlocked.CompareExchange(ref _current, null, refused) == refused) _refused = true;
        return !refused.AfterRefusal;
    }

    public void Dispose() => _gate.Dispose();

    private bool Usable(AccessToken? token) => token is not null && options.TimeProvider.GetUtcNow() < token.RenewTime;

    private async Task<AccessToken> RequestAsync(CancellationToken cancellationToken)
    {
        var afterRefusal = _refused;
        _refused = false;
        _authority ??= await DiscoverAsync(cancellationToken);
        var now = options.TimeProvider.GetUtcNow();
        var key = await _keys.GetKeyAsync(cancellationToken);
        var clientId = options.AgencyId.ToLowerInvariant();
        var fields = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = clientId,
            ["client_assertion_type"] = ClientAssertion.Type,
            ["client_assertion"] = await ClientAssertion.CreateAsync(key, clientId, _authority.Issuer, now, cancellationToken),
        };
        if (options.Scopes.Count > 0) fields["scope"] = string.Join(' ', options.Scopes);
        using var form = new FormUrlEncodedContent(fields);
        using var request = new HttpRequestMessage(HttpMethod.Post, _authority.TokenEndpoint) { Content = form };
        using var answer = await SendAsync(request, cancellationToken);
        if (!answer.RootElement.TryGetProperty("access_token", out var text) || text.GetString() is not { Length: > 0 } token)
            throw Failed(StatusCode.Unavailable, "AUTHORITY_UNAVAILABLE", "The authority answered without a token.");
        var lifetime = TimeSpan.FromSeconds(answer.RootElement.TryGetProperty("expires_in", out var seconds) ? seconds.GetInt32() : 60);
        // A fifth of the life before its end, at most a minute, so that a call under way never outlives its token.
        var margin = TimeSpan.FromSeconds(Math.Min(60, lifetime.TotalSeconds / 5));
        logger.TokenObtained(key.KeyId, (int)lifetime.TotalSeconds);
        return new AccessToken(token, now + lifetime - margin, afterRefusal);
    }

    private async Task<AuthorityMetadata> DiscoverAsync(CancellationToken cancellationToken)
    {
        var issuer = options.Authority!.AbsoluteUri.TrimEnd('/');
        using var request = new HttpRequestMessage(HttpMethod.Get, issuer + "/.well-known/openid-configuration");
        using var document = await SendAsync(request, cancellationToken);
        var named = document.RootElement.TryGetProperty("issuer", out var name) ? name.GetString() : null;
        if (named?.TrimEnd('/') != issuer)
            throw Failed(StatusCode.Unauthenticated, "AUTHORITY_MISMATCH", "The discovery document names another issuer than Authority.");
        var endpoint = TokenEndpoint(document.RootElement);
        if (endpoint is null || (endpoint.Scheme != Uri.UriSchemeHttps && !(endpoint.Scheme == Uri.UriSchemeHttp && endpoint.IsLoopback)))
            throw Failed(StatusCode.Unauthenticated, "AUTHORITY_UNSAFE", "The discovery document names no safe token endpoint.");
        return new AuthorityMetadata(named, endpoint);
    }

    /// <summary>With a client certificate, the address that asks for one (RFC 8705 section 5), where the authority names it.</summary>
    private Uri? TokenEndpoint(JsonElement document)
    {
        var holder = options.ClientCertificate is not null && document.TryGetProperty("mtls_endpoint_aliases", out var aliases)
            && aliases.ValueKind == JsonValueKind.Object && aliases.TryGetProperty("token_endpoint", out _) ? aliases : document;
        return holder.TryGetProperty("token_endpoint", out var text) && Uri.TryCreate(text.GetString(), UriKind.Absolute, out var uri) ? uri : null;
    }

    private async Task<JsonDocument> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.CallTimeout);
        try
        {
            using var response = await http.SendAsync(request, timeout.Token);
            var body = await response.Content.ReadAsStringAsync(timeout.Token);
            if (!response.IsSuccessStatusCode) throw Refused(response, body);
            var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
            document.Dispose();
            throw new JsonException("Not an object.");
        }
        catch (Exception e) when (e is HttpRequestException or JsonException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw Failed(StatusCode.Unavailable, "AUTHORITY_UNAVAILABLE", "The authority cannot be reached or does not answer as one.", e);
        }
    }

    private static MashException Refused(HttpResponseMessage response, string body)
    {
        if (response.StatusCode is HttpStatusCode.TooManyRequests || (int)response.StatusCode >= 500)
        {
            return FailureReader.ToException(new HubFailure
            {
                Code = StatusCode.Unavailable,
                Reason = "AUTHORITY_UNAVAILABLE",
                Message = $"The authority answered {(int)response.StatusCode}.",
                RetryDelay = response.Headers.RetryAfter?.Delta,
            }, null);
        }
        return Failed(StatusCode.Unauthenticated, "TOKEN_REFUSED", $"The authority refused a token: {ErrorCode(body)}.");
    }

    /// <summary>The OAuth error code, where the body has one made of the characters that RFC 6749 allows in practice.</summary>
    private static string ErrorCode(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var code = document.RootElement.GetProperty("error").GetString();
            return code is { Length: > 0 and < 60 } && code.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? code : "no reason";
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return "no reason";
        }
    }

    private static MashException Failed(StatusCode code, string reason, string message, Exception? inner = null) =>
        FailureReader.ToException(new HubFailure { Code = code, Reason = reason, Message = message }, inner);

    private sealed record AuthorityMetadata(string Issuer, Uri TokenEndpoint);
}
