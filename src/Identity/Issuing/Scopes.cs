namespace Mash.Identity.Issuing;

/// <summary>Scopes as they travel: words separated by single spaces.</summary>
internal static class Scopes
{
    public const string OpenId = "openid";
    public const string OfflineAccess = "offline_access";
    public const string Sessions = "sessions";

    /// <summary>What a person's authorization may ask for.</summary>
    public static readonly IReadOnlyList<string> Staff = [OpenId, "profile", "hub", OfflineAccess];

    public static string[] Split(string? scope) => scope?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>The scopes asked for, once each; all that are allowed when none is named.</summary>
    public static OAuthResult<string> Grant(string? asked, IReadOnlyCollection<string> allowed)
    {
        var scopes = Split(asked).Distinct(StringComparer.Ordinal).ToList();
        if (scopes.Count == 0)
            scopes.AddRange(allowed);
        return scopes.Count > 0 && scopes.TrueForAll(allowed.Contains)
            ? string.Join(' ', scopes)
            : OAuthProblem.InvalidScope("A scope is unknown or not yours.");
    }
}
