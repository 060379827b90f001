using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Mash.FrontDoor.SignIn;

/// <summary>Options of <see cref="SignInHandler"/>.</summary>
internal sealed class SignInHandlerOptions : RemoteAuthenticationOptions
{
    /// <summary>Seals what must come back unchanged through the browser.</summary>
    public ISecureDataFormat<AuthenticationProperties> State { get; set; } = null!;
}

/// <summary>
/// Signs people in at the staff issuer: pushed request, PKCE, nonce, and an answer that is believed only from that issuer. What goes wrong ends
/// on a plain page.
/// </summary>
internal sealed partial class SignInHandler(
    IOptionsMonitor<SignInHandlerOptions> options, ILoggerFactory logger, UrlEncoder encoder, SignInSettings settings, IssuerClient issuer, IdTokens idTokens)
    : RemoteAuthenticationHandler<SignInHandlerOptions>(options, logger, encoder)
{
    public const string SchemeName = "staff-issuer";

    private const string Verifier = "verifier";
    private const string Nonce = "nonce";
    private const int LongestReturn = 1000;
    private readonly ILogger log = logger.CreateLogger<SignInHandler>();

    /// <summary>The address where it is a path of this front door, else the first page: browsers read <c>//host</c> and <c>/\host</c> as another host.</summary>
    internal static string OwnPage(string address)
        => address.StartsWith('/') && !(address.Length > 1 && address[1] is '/' or '\\') ? address : "/";

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var here = OriginalPathBase + OriginalPath + Request.QueryString;
        properties.RedirectUri ??= OwnPage(here.Length <= LongestReturn ? here : OriginalPathBase + OriginalPath);
        GenerateCorrelationId(properties);
        var verifier = properties.Items[Verifier] = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));
        var nonce = properties.Items[Nonce] = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));
        var request = new Dictionary<string, string>
        {
            ["response_type"] = "code",
            ["redirect_uri"] = BuildRedirectUri(Options.CallbackPath),
            ["scope"] = settings.Scopes,
            ["state"] = Options.State.Protect(properties),
            ["nonce"] = nonce!,
            ["code_challenge"] = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier!))),
            ["code_challenge_method"] = "S256",
        };
        SignInDemand.Of(properties)?.AddTo(request, settings.AcrClaim);
        try
        {
            Response.Redirect(await issuer.AuthorizeAsync(request, Context.RequestAborted));
        }
        catch (Exception error) when (error is HttpRequestException or IssuerRefusedException)
        {
            LogNoSignIn(log, error.GetType().Name);
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        if (await CheckIssuerAsync() is { } otherIssuer)
            return otherIssuer;
        if (Options.State.Unprotect(Request.Query["state"]) is not { } properties)
            return HandleRequestResult.Fail("state");
        if (!ValidateCorrelationId(properties))
            return HandleRequestResult.Fail("correlation", properties);
        if (Request.Query["error"] == StepUpRefusedException.UnmetRequirements)
            return HandleRequestResult.Fail(new StepUpRefusedException(), properties);
        if (Request.Query["code"].ToString() is not { Length: > 0 } code)
            return HandleRequestResult.Fail("no code", properties);
        if (!properties.Items.Remove(Verifier, out var verifier) || !properties.Items.Remove(Nonce, out var nonce))
            return HandleRequestResult.Fail("state", properties);

        try
        {
            var tokens = await issuer.TokensAsync(
                new()
                {
                    ["grant_type"] = "authorization_code",
                    ["code"] = code,
                    ["redirect_uri"] = BuildRedirectUri(Options.CallbackPath),
                    ["code_verifier"] = verifier!,
                },
                Context.RequestAborted);
            var person = await idTokens.CheckAsync(tokens, nonce!, SignInDemand.Of(properties), Context.RequestAborted);
            idTokens.Keep(properties, tokens);
            return HandleRequestResult.Success(new AuthenticationTicket(person, properties, SchemeName));
        }
        catch (Exception error) when (error is HttpRequestException or IssuerRefusedException or SecurityTokenException)
        {
            return HandleRequestResult.Fail(error, properties);
        }
    }

    /// <summary>Which issuer answers is checked before anything else is read (RFC 9207): it must say so where it promised to, and be right in any case.</summary>
    private async Task<HandleRequestResult?> CheckIssuerAsync()
    {
        try
        {
            var metadata = await issuer.MetadataAsync(Context.RequestAborted);
            var named = Request.Query["iss"];
            var mayBeAbsent = !metadata.AuthorizationResponseIssParameterSupported && named.Count == 0;
            return mayBeAbsent || (named.Count == 1 && named == metadata.Issuer) ? null : HandleRequestResult.Fail("iss");
        }
        catch (HttpRequestException error)
        {
            return HandleRequestResult.Fail(error);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Nobody can sign in: the issuer does not answer as it should ({Error})")]
    private static partial void LogNoSignIn(ILogger log, string error);
}

/// <summary>Gives the handler its state format when it is first used.</summary>
internal sealed class SignInHandlerSetup(IDataProtectionProvider protection) : IPostConfigureOptions<SignInHandlerOptions>
{
    public void PostConfigure(string? name, SignInHandlerOptions options)
    {
        options.DataProtectionProvider ??= protection;
        options.State = new PropertiesDataFormat(options.DataProtectionProvider.CreateProtector(typeof(SignInHandler).FullName!));
    }
}
