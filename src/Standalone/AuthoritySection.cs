using Mash.FrontDoor.SignIn;
using Mash.Hub.Access;

namespace Mash.Standalone;

/// <summary>
/// How an outside authority writes its access tokens; read only where one takes the place of the embedded issuer. Lists are words separated by
/// spaces. docs/outside-authority.md has the values for common products.
/// </summary>
internal record AuthoritySection
{
    /// <summary>Audience of access tokens for the hub.</summary>
    public string Audience { get; init; } = "mash-hub";

    /// <summary><c>typ</c> of access tokens: <c>at+jwt</c>, or <c>JWT</c> where the authority knows no other.</summary>
    public string TokenTypes { get; init; } = "at+jwt";

    /// <summary>Signature algorithms of its tokens.</summary>
    public string Algorithms { get; init; } = "ES256";

    /// <summary>Claim that names the person (for agencies: the agency's id at the hub) for good.</summary>
    public string SubjectClaim { get; init; } = "sub";

    /// <summary>Claim with the client's id.</summary>
    public string ClientIdClaim { get; init; } = "client_id";

    /// <summary>Claims that hold scopes.</summary>
    public string ScopeClaims { get; init; } = "scope";

    /// <summary>The same for the hub.</summary>
    public virtual TokenRules Rules() => new()
    {
        Audience = Audience,
        Types = Words(TokenTypes),
        Algorithms = Words(Algorithms),
        SubjectClaim = SubjectClaim,
        ClientIdClaim = ClientIdClaim,
        ScopeClaims = Words(ScopeClaims),
    };

    protected static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>How an outside staff authority writes tokens, and how the front door speaks to it.</summary>
internal sealed record StaffAuthoritySection : AuthoritySection
{
    /// <summary>Claim with the person's name.</summary>
    public string NameClaim { get; init; } = "name";

    /// <summary>Scope of a person's token, as it stands in the token.</summary>
    public string PersonScope { get; init; } = "hub";

    /// <summary>Scope of the front door's own token, as it stands in the token.</summary>
    public string SessionsScope { get; init; } = "sessions";

    /// <summary>Claim with the strength of a sign-in.</summary>
    public string AcrClaim { get; init; } = "acr";

    /// <summary>The authority's words for it, each with ours: <c>AcrValues:2 = urn:mash:acr:mfa</c>.</summary>
    public Dictionary<string, string> AcrValues { get; init; } = [];

    /// <summary>The front door's client id there.</summary>
    public string ClientId { get; init; } = "front-door";

    /// <summary>Subjects of the front door's own tokens, where they are neither its client id nor absent.</summary>
    public string FrontDoorSubjects { get; init; } = "";

    /// <summary>Scopes that the front door asks for when a person signs in, in the authority's words.</summary>
    public string Scopes { get; init; } = "openid profile hub offline_access";

    /// <summary>Scope that the front door asks for in its own name, in the authority's words.</summary>
    public string OwnScope { get; init; } = "sessions";

    /// <summary>The hub's name in the parameter <c>resource</c> (RFC 8707); none is sent without it.</summary>
    public string? Resource { get; init; }

    /// <summary>True where the front door's proof must name the token endpoint as its audience.</summary>
    public bool AssertionForTokenEndpoint { get; init; }

    /// <summary>PEM certificate of the front door's key, where the authority knows clients by certificates.</summary>
    public string? ClientCertificateFile { get; init; }

    /// <inheritdoc />
    public override TokenRules Rules() => base.Rules() with
    {
        NameClaim = NameClaim,
        PersonScope = PersonScope,
        SessionsScope = SessionsScope,
        AcrClaim = AcrClaim,
        AcrValues = AcrValues,
        FrontDoorSubjects = Words(FrontDoorSubjects),
    };

    /// <summary>The same for the front door.</summary>
    /// <param name="authority">The issuer.</param>
    /// <param name="privateKeyFile">The front door's key.</param>
    /// <param name="stepUpContexts">Strengths that confirm who somebody is, in our words.</param>
    public SignInSettings SignIn(Uri authority, string privateKeyFile, IReadOnlyList<string> stepUpContexts) => new()
    {
        AcrClaim = AcrClaim,
        StepUpContexts = AcrValues.Count == 0 ? stepUpContexts : [.. AcrValues.Where(pair => stepUpContexts.Contains(pair.Value)).Select(pair => pair.Key)],
        Issuer = authority,
        ClientId = ClientId,
        PrivateKeyFile = privateKeyFile,
        CertificateFile = ClientCertificateFile,
        AssertionForTokenEndpoint = AssertionForTokenEndpoint,
        Scopes = Scopes,
        OwnScope = OwnScope,
        Resource = Resource,
        SubjectClaim = SubjectClaim,
        IdTokenAlgorithms = Words(Algorithms),
    };
}
