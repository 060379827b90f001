namespace Mash.FrontDoor.SignIn;

/// <summary>How people sign in at this front door.</summary>
internal sealed record SignInSettings
{
    /// <summary>Path to which the issuer sends people back; its full address is registered there.</summary>
    public const string CallbackPath = "/signin-mash";

    /// <summary>Path to which the issuer sends people after signing out; its full address is registered there.</summary>
    public const string SignedOutPath = "/signed-out";

    /// <summary>The staff issuer, as in <c>iss</c>: <c>http://localhost:5081/staff</c>. https unless it is loopback.</summary>
    public required Uri Issuer { get; init; }

    /// <summary>This front door's id at the issuer.</summary>
    public string ClientId { get; init; } = "front-door";

    /// <summary>PKCS #8 file of its key: P-256 (signs ES256, the <c>kid</c> is the RFC 7638 thumbprint) or RSA (signs PS256).</summary>
    public required string PrivateKeyFile { get; init; }

    /// <summary>Where people manage passkeys, app and recovery codes; null where the issuer is not ours.</summary>
    public Uri? WaysToSignIn { get; init; }

    /// <summary>Values of <c>acr</c> of which a person needs one to confirm who they are, for pages marked <c>[StepUp]</c>.</summary>
    public IReadOnlyList<string> StepUpContexts { get; init; } = ["urn:mash:acr:passkey", "urn:mash:acr:mfa"];

    /// <summary>PEM certificate of that key, for an issuer that knows clients by certificates (<c>x5t#S256</c>); null for others.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>True for an issuer that wants its token endpoint as the audience of a client's proof, and not its name.</summary>
    public bool AssertionForTokenEndpoint { get; init; }

    /// <summary>Scopes of a person's sign-in. The hub wants <c>hub</c>, in the issuer's words; <c>offline_access</c> keeps sessions alive.</summary>
    public string Scopes { get; init; } = "openid profile hub offline_access";

    /// <summary>Scope of the front door's own token: <c>sessions</c>, in the issuer's words.</summary>
    public string OwnScope { get; init; } = "sessions";

    /// <summary>The hub's name for an issuer that is told for whom a token is (RFC 8707); null for others.</summary>
    public string? Resource { get; init; }

    /// <summary>Claim that names a person for good; the same as at the hub.</summary>
    public string SubjectClaim { get; init; } = "sub";

    /// <summary>Claim of id tokens with the strength of a sign-in.</summary>
    public string AcrClaim { get; init; } = "acr";

    /// <summary>Signature algorithms of id tokens that count.</summary>
    public IReadOnlyList<string> IdTokenAlgorithms { get; init; } = ["ES256"];

    /// <exception cref="InvalidOperationException">A value is unusable.</exception>
    public void Validate()
    {
        if (Issuer.Scheme != Uri.UriSchemeHttps && !Issuer.IsLoopback)
            throw new InvalidOperationException("Sign-in: the issuer must be https unless it is loopback.");
    }
}
