using Microsoft.IdentityModel.Tokens;

namespace Mash.Hub.Access;

/// <summary>
/// How an authority writes its access tokens. The defaults are those of the embedded one (RFC 9068); docs/outside-authority.md says what to set
/// for others.
/// </summary>
internal sealed record TokenRules
{
    /// <summary>Asymmetric signatures only: a shared secret would let the hub's copy of it sign.</summary>
    private static readonly string[] KnownAlgorithms =
    [
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
    ];

    /// <summary>Audience that a token must name.</summary>
    public string Audience { get; init; } = "mash-hub";

    /// <summary>Values of <c>typ</c> that count. <c>JWT</c> only for an authority that knows no <c>at+jwt</c>.</summary>
    public IReadOnlyList<string> Types { get; init; } = ["at+jwt"];

    /// <summary>Signature algorithms that count.</summary>
    public IReadOnlyList<string> Algorithms { get; init; } = [SecurityAlgorithms.EcdsaSha256];

    /// <summary>Claim that names the person (or the agency, by its id at the hub) for good.</summary>
    public string SubjectClaim { get; init; } = "sub";

    /// <summary>Claim with the person's name to show.</summary>
    public string NameClaim { get; init; } = "name";

    /// <summary>Claim with the client that asked for the token.</summary>
    public string ClientIdClaim { get; init; } = "client_id";

    /// <summary>Claims whose words are scopes: one text with spaces, or a list.</summary>
    public IReadOnlyList<string> ScopeClaims { get; init; } = ["scope"];

    /// <summary>Scope with which a person's token may call the hub.</summary>
    public string PersonScope { get; init; } = "hub";

    /// <summary>Scope with which a front door's own token may keep sessions.</summary>
    public string SessionsScope { get; init; } = "sessions";

    /// <summary>Claim that says how strongly the person proved who they are.</summary>
    public string AcrClaim { get; init; } = "acr";

    /// <summary>The authority's words for that, and ours (<c>urn:mash:acr:mfa</c>). With any here, others do not count; with none, they count as they are.</summary>
    public IReadOnlyDictionary<string, string> AcrValues { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Subjects of the front doors' own tokens. The client's own id always is one, and so is no subject at all: some authorities write none
    /// where there is no person.
    /// </summary>
    public IReadOnlyList<string> FrontDoorSubjects { get; init; } = [];

    /// <exception cref="InvalidOperationException">A value would let tokens in that must stay out.</exception>
    public void Validate(string authority, IReadOnlyList<string> clients)
    {
        if (Algorithms.Count == 0 || Algorithms.Except(KnownAlgorithms, StringComparer.Ordinal).Any())
            throw new InvalidOperationException($"{authority}: Algorithms must be some of {string.Join(", ", KnownAlgorithms)}.");
        if (Types.Count == 0 || Types.Except(["at+jwt", "JWT"], StringComparer.Ordinal).Any())
            throw new InvalidOperationException($"{authority}: TokenTypes must be at+jwt, or JWT where the authority knows no other.");
        if (Audience.Length == 0 || clients.Contains(Audience))
            throw new InvalidOperationException($"{authority}: Audience must be the hub's own name at the authority, not the front door's: id tokens must not open the hub.");
        if (ScopeClaims.Count == 0 || PersonScope.Length == 0 || SessionsScope.Length == 0 || SubjectClaim.Length == 0 || ClientIdClaim.Length == 0)
            throw new InvalidOperationException($"{authority}: SubjectClaim, ClientIdClaim, ScopeClaims, PersonScope and SessionsScope must not be empty.");
    }
}
