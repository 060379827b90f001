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

    /// <summary>PKCS #8 file of its P-256 key. The <c>kid</c> is the key's RFC 7638 thumbprint.</summary>
    public required string PrivateKeyFile { get; init; }

    /// <summary>Where people manage passkeys, app and recovery codes; null where the issuer is not ours.</summary>
    public Uri? WaysToSignIn { get; init; }

    /// <summary>Values of <c>acr</c> of which a person needs one to confirm who they are, for pages marked <c>[StepUp]</c>.</summary>
    public IReadOnlyList<string> StepUpContexts { get; init; } = ["urn:mash:acr:passkey", "urn:mash:acr:mfa"];

    /// <exception cref="InvalidOperationException">A value is unusable.</exception>
    public void Validate()
    {
        if (Issuer.Scheme != Uri.UriSchemeHttps && !Issuer.IsLoopback)
            throw new InvalidOperationException("Sign-in: the issuer must be https unless it is loopback.");
    }
}
