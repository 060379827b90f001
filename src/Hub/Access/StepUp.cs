using System.Globalization;
using Mash.Hub.Errors;

namespace Mash.Hub.Access;

/// <summary>
/// The hub's demand that a person has just proved who they are, with two factors or a passkey, before an act that reaches far: break-glass,
/// restricted records, exports, keys and roles (RFC 9470 in gRPC's words).
/// </summary>
internal sealed class StepUp(HubOptions options, TimeProvider real)
{
    /// <summary>How old the proof may be.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);

    /// <summary>Stable reason of the refusal.</summary>
    public const string Reason = "STEP_UP_REQUIRED";

    private const string PasswordContext = "urn:mash:acr:password";
    private static readonly string[] StrongContexts = ["urn:mash:acr:mfa", "urn:mash:acr:passkey"];

    /// <summary>True where the caller's proof is fresh and strong enough. On sample hubs a password counts: their accounts have nothing else.</summary>
    public bool IsFresh(Caller caller) =>
        caller is { IsPerson: true, AuthenticatedTime: { } time, AuthenticationContext: { } context }
        && real.GetUtcNow() - time <= MaxAge
        && (StrongContexts.Contains(context) || (options.SampleData && context == PasswordContext));

    /// <summary>UNAUTHENTICATED with what the caller must do: sign in again with <c>max_age</c>.</summary>
    public static Problem Required() => new()
    {
        Code = ProblemCode.Unauthenticated,
        Reason = Reason,
        Message = "Confirm that it is you: sign in again, then repeat this.",
        Metadata = new Dictionary<string, string>
        {
            ["max_age_seconds"] = ((int)MaxAge.TotalSeconds).ToString(CultureInfo.InvariantCulture),
            ["acr_values"] = string.Join(' ', StrongContexts),
        },
    };
}
