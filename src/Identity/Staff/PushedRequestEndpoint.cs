using System.Globalization;
using System.Text.RegularExpressions;
using Mash.Identity.Issuing;

namespace Mash.Identity.Staff;

/// <summary>Pushed authorization requests (RFC 9126): the only way in, so that every parameter is checked before a browser is sent anywhere.</summary>
internal static partial class PushedRequestEndpoint
{
    public const string UriPrefix = "urn:ietf:params:oauth:request_uri:";
    private const int StateLimit = 4096;
    private const int NonceLimit = 512;
    private const int AcrLimit = 512;

    public static async Task<IResult> PostAsync(
        HttpContext context, StaffCalls calls, StaffSignIn signIn, CancellationToken cancellationToken)
    {
        var read = await calls.ReadAsync(context, cancellationToken);
        if (read.Value is not var (form, client))
            return read.Problem!;
        var check = Check(form, client);
        if (check.Value is not { } request)
            return check.Problem!;

        var handle = await signIn.HoldAsync(request, RequestStage.Pushed, cancellationToken);
        return Results.Json(
            new Dictionary<string, object>
            {
                ["request_uri"] = UriPrefix + handle,
                ["expires_in"] = (int)AuthorizationRequest.PushedLifetime.TotalSeconds,
            },
            statusCode: StatusCodes.Status201Created);
    }

    private static OAuthResult<AuthorizationRequest> Check(OAuthForm form, StaffClient client)
    {
        if (form["request"] is not null || form["request_uri"] is not null)
            return OAuthProblem.InvalidRequest("Request objects are not taken.");
        if (form["redirect_uri"] is not { } redirectUri || !client.RedirectUris.Contains(redirectUri, StringComparer.Ordinal))
            return OAuthProblem.InvalidRequest("redirect_uri is not registered.");
        if (form["response_type"] != "code")
            return new OAuthProblem(400, "unsupported_response_type", "response_type must be code.");
        if (form["response_mode"] is not (null or "query"))
            return OAuthProblem.InvalidRequest("response_mode must be query.");
        if (form["code_challenge_method"] != "S256" || form["code_challenge"] is not { } challenge || !Challenge().IsMatch(challenge))
            return OAuthProblem.InvalidRequest("PKCE with S256 is required.");
        if (form["prompt"] is not (null or "none" or "login"))
            return OAuthProblem.InvalidRequest("prompt must be none or login.");
        if (!TryMaxAge(form["max_age"], out var maxAge))
            return OAuthProblem.InvalidRequest("max_age must be a number of seconds.");
        if (form["acr_values"]?.Length > AcrLimit)
            return OAuthProblem.InvalidRequest("acr_values is too long.");
        if (form["state"]?.Length > StateLimit || form["nonce"]?.Length > NonceLimit)
            return OAuthProblem.InvalidRequest("state or nonce is too long.");
        var granted = Scopes.Grant(form["scope"] ?? Scopes.OpenId, Scopes.Staff);
        if (granted.Value is not { } scope)
            return granted.Problem!;
        if (!Scopes.Split(scope).Contains(Scopes.OpenId))
            return OAuthProblem.InvalidScope("scope must hold openid.");

        return new AuthorizationRequest
        {
            HandleHash = "",
            Stage = RequestStage.Pushed,
            ClientId = client.ClientId,
            RedirectUri = redirectUri,
            Scope = scope,
            CodeChallenge = challenge,
            State = form["state"],
            Nonce = form["nonce"],
            Prompt = form["prompt"],
            MaxAge = maxAge,
            AcrValues = form["acr_values"],
            ExpiresTime = default,
        };
    }

    private static bool TryMaxAge(string? text, out int? maxAge)
    {
        maxAge = null;
        if (text is null)
            return true;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return false;
        maxAge = seconds;
        return true;
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{43}$")]
    private static partial Regex Challenge();
}
