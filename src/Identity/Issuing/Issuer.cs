using Mash.Identity.Keys;

namespace Mash.Identity.Issuing;

/// <summary>One authority: its name in <c>iss</c>, and its keys.</summary>
/// <param name="Uri">Without a slash at the end: <c>http://localhost:5081/staff</c>.</param>
/// <param name="Keys">Its ES256 keys.</param>
internal sealed record Issuer(string Uri, SigningKeys Keys)
{
    /// <summary>What every access token is for.</summary>
    public const string HubAudience = "mash-hub";

    public string TokenEndpoint => Uri + "/token";

    public string PushedRequestEndpoint => Uri + "/par";

    public string AuthorizeEndpoint => Uri + "/authorize";

    public string RevocationEndpoint => Uri + "/revoke";

    public string EndSessionEndpoint => Uri + "/end-session";

    public string JwksUri => Uri + "/jwks";
}

/// <summary>The two authorities of this host.</summary>
internal sealed class Issuers(IdentityOptions options, TimeProvider clock)
{
    public Issuer Staff { get; } = new(options.StaffIssuer, new SigningKeys(options.KeysDirectory, "staff", options.KeyRotation, clock));

    public Issuer Agencies { get; } = new(options.AgenciesIssuer, new SigningKeys(options.KeysDirectory, "agencies", options.KeyRotation, clock));
}
