using System.Text.Json;
using Mash.Authorities;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Mash.Hub.Access;

/// <summary>A token whose signature, type, audience and times hold, in the hub's own words.</summary>
internal sealed record VerifiedToken(
    bool IsStaff,
    string TokenId,
    string Issuer,
    string Subject,
    string ClientId,
    IReadOnlySet<string> Scopes,
    string? Name,
    string? KeyId,
    string? AuthenticationContext,
    string? AuthenticationMethods,
    DateTimeOffset? AuthenticatedTime,
    DateTimeOffset ExpireTime)
{
    /// <summary>Scope with which a person's token may call the hub.</summary>
    public const string PersonScope = "hub";

    /// <summary>Scope with which a front door keeps sessions.</summary>
    public const string SessionsScope = "sessions";

    /// <summary>SHA-256 of the client certificate to which the token is bound (RFC 8705), base64url; null where it is bound to none.</summary>
    public string? CertificateThumbprint { get; init; }

    /// <summary>True for a front door's own token, in which no person stands.</summary>
    public bool IsFrontDoors { get; init; }

    /// <summary>Reads a validated token; null where it demands a proof that this hub does not know.</summary>
    public static VerifiedToken? Read(JsonWebToken token, bool isStaff, TokenRules rules)
    {
        if (!TryReadConfirmation(token, out var thumbprint))
            return null;
        var clientId = Text(token, rules.ClientIdClaim) ?? "";
        var subject = Text(token, rules.SubjectClaim) ?? "";
        return new VerifiedToken(
            isStaff,
            token.Id,
            IssuerMetadata.NameOf(new Uri(token.Issuer)),
            subject,
            clientId,
            ReadScopes(token, isStaff, rules),
            Text(token, rules.NameClaim),
            Text(token, "key_id"),
            Acr(token, rules),
            string.Join(' ', Words(token, "amr")) is { Length: > 0 } amr ? amr : null,
            token.TryGetPayloadValue<long>("auth_time", out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null,
            new DateTimeOffset(token.ValidTo, TimeSpan.Zero))
        {
            CertificateThumbprint = thumbprint,
            IsFrontDoors = clientId.Length > 0 && ((subject.Length == 0 && string.IsNullOrEmpty(token.Subject)) || subject == clientId || rules.FrontDoorSubjects.Contains(subject)),
        };
    }

    /// <summary>Agencies' scopes as they are; of people and front doors, the two that the hub knows, by the authority's own words for them.</summary>
    private static HashSet<string> ReadScopes(JsonWebToken token, bool isStaff, TokenRules rules)
    {
        var said = rules.ScopeClaims.SelectMany(claim => Words(token, claim)).ToHashSet(StringComparer.Ordinal);
        if (!isStaff)
            return said;
        var known = new HashSet<string>(StringComparer.Ordinal);
        if (said.Contains(rules.PersonScope))
            known.Add(PersonScope);
        if (said.Contains(rules.SessionsScope))
            known.Add(SessionsScope);
        return known;
    }

    /// <summary>A confirmation that cannot be checked here (a key for DPoP, for example) must not be overlooked: its holder relies on it.</summary>
    private static bool TryReadConfirmation(JsonWebToken token, out string? thumbprint)
    {
        thumbprint = null;
        if (!token.TryGetPayloadValue<object>("cnf", out var claim))
            return true;
        if (claim is not JsonElement confirmation || confirmation.ValueKind != JsonValueKind.Object || confirmation.EnumerateObject().Count() != 1
            || !confirmation.TryGetProperty("x5t#S256", out var value) || value.ValueKind != JsonValueKind.String)
            return false;
        thumbprint = value.GetString();
        return !string.IsNullOrEmpty(thumbprint);
    }

    private static string? Acr(JsonWebToken token, TokenRules rules)
    {
        var said = Words(token, rules.AcrClaim).ToList();
        return rules.AcrValues.Count == 0
            ? said.FirstOrDefault()
            : said.Select(word => rules.AcrValues.GetValueOrDefault(word)).FirstOrDefault(ours => ours is not null);
    }

    private static string? Text(JsonWebToken token, string claim) => token.TryGetPayloadValue<string>(claim, out var value) ? value : null;

    /// <summary>The words of a claim: a text with spaces, or a list of texts.</summary>
    private static IEnumerable<string> Words(JsonWebToken token, string claim)
        => token.Claims.Where(one => one.Type == claim).SelectMany(one => one.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
