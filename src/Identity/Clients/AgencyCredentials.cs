namespace Mash.Identity.Clients;

/// <summary>
/// The hub's agencies as the issuer needs them. The composition implements it over the hub's agency rows; every token request asks it anew, so
/// that a revoked key or a suspension acts at once.
/// </summary>
internal interface IAgencyCredentials
{
    /// <summary>The agency with that client id, compared character by character (ids are lower case), or null when there is none.</summary>
    ValueTask<AgencyCredential?> FindAsync(string clientId, CancellationToken cancellationToken);
}

/// <summary>What an agency's system may ask for, and how it proves itself.</summary>
/// <param name="Keys">Its keys that are not revoked, at most two.</param>
/// <param name="Scopes">Every scope it may have, for example <c>contacts.submit</c>.</param>
/// <param name="Suspended">True closes it altogether.</param>
internal sealed record AgencyCredential(IReadOnlyList<AgencyKey> Keys, IReadOnlyCollection<string> Scopes, bool Suspended)
{
    /// <summary>Where it publishes further keys (a JWK set); null where it hands its keys in.</summary>
    public Uri? KeysAddress { get; init; }
}

/// <summary>One public key of an agency.</summary>
/// <param name="KeyId">Its <c>kid</c>; it becomes <c>key_id</c> in tokens.</param>
/// <param name="PublicJwk">
/// The key as a JWK (EC, P-256), JSON text. With an <c>x5t#S256</c> in it, the key counts only together with that TLS client certificate.
/// </param>
/// <param name="NotAfter">Refused from then on; null for no end.</param>
internal sealed record AgencyKey(string KeyId, string PublicJwk, DateTimeOffset? NotAfter);
