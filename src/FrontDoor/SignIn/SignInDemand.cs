using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Mash.FrontDoor.SignIn;

/// <summary>What one sign-in must reach. It goes to the issuer with the request and is held against the id token that comes back.</summary>
/// <param name="MaxAge">How long ago the person may have proved who they are.</param>
/// <param name="Contexts">Values of <c>acr</c> of which one is needed.</param>
/// <param name="Subject">Who it must be; null for anybody.</param>
internal sealed record SignInDemand(TimeSpan MaxAge, IReadOnlyList<string> Contexts, string? Subject)
{
    private const string MaxAgeItem = "max_age";
    private const string ContextsItem = "acr_values";
    private const string SubjectItem = "sub";
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    /// <summary>Puts the demand into what travels through the browser, sealed.</summary>
    public AuthenticationProperties On(AuthenticationProperties properties)
    {
        properties.Items[MaxAgeItem] = Seconds;
        properties.Items[ContextsItem] = string.Join(' ', Contexts);
        properties.Items[SubjectItem] = Subject;
        return properties;
    }

    /// <summary>The demand that was put into them; null when none was.</summary>
    public static SignInDemand? Of(AuthenticationProperties properties)
        => properties.Items.TryGetValue(MaxAgeItem, out var seconds) && seconds is not null
            ? new SignInDemand(
                TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)),
                properties.Items[ContextsItem]!.Split(' '),
                properties.Items.TryGetValue(SubjectItem, out var subject) ? subject : null)
            : null;

    /// <summary>Adds the demand to an authorization request.</summary>
    /// <param name="request">The request's parameters.</param>
    /// <param name="acrClaim">The claim that is to hold the context. Any but <c>acr</c> is asked for by name (OpenID Connect Core 5.5.1): <c>acr_values</c> does not speak of it.</param>
    public void AddTo(Dictionary<string, string> request, string acrClaim)
    {
        request["max_age"] = Seconds;
        request["acr_values"] = string.Join(' ', Contexts);
        if (acrClaim == "acr")
            return;
        var wanted = new Dictionary<string, object> { ["essential"] = true };
        if (Contexts is [var only])
            wanted["value"] = only;
        else
            wanted["values"] = Contexts;
        var claim = new Dictionary<string, object> { [acrClaim] = wanted };
        request["claims"] = JsonSerializer.Serialize(new Dictionary<string, object> { ["id_token"] = claim, ["access_token"] = claim });
    }

    /// <summary>Holds the demand against an id token: an issuer may overlook <c>max_age</c> and <c>acr_values</c>.</summary>
    /// <param name="token">The id token.</param>
    /// <param name="subject">Whom it names.</param>
    /// <param name="acrClaim">Its claim with the strength of the sign-in.</param>
    /// <param name="now">Real time.</param>
    /// <exception cref="SecurityTokenException">It is not met; the message names the claim.</exception>
    public void Check(JsonWebToken token, string subject, string acrClaim, DateTimeOffset now)
    {
        if (!token.TryGetPayloadValue<long>("auth_time", out var time) || DateTimeOffset.FromUnixTimeSeconds(time) < now - MaxAge - Skew)
            throw new SecurityTokenException("auth_time is too old");
        if (!token.Claims.Any(claim => claim.Type == acrClaim && Contexts.Contains(claim.Value, StringComparer.Ordinal)))
            throw new SecurityTokenException("acr");
        if (Subject is not null && subject != Subject)
            throw new SecurityTokenException("sub");
    }

    private string Seconds => ((int)MaxAge.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}

/// <summary>The issuer let the person in, but not as strongly as was asked.</summary>
internal sealed class StepUpRefusedException() : Exception("The person cannot confirm who they are")
{
    /// <summary>The issuer's code for it (OpenID Connect Core, Unmet Authentication Requirements).</summary>
    public const string UnmetRequirements = "unmet_authentication_requirements";

    /// <summary>The page that says so.</summary>
    public const string Page = "/confirm/not-possible";
}
