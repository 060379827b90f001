namespace Mash.Standalone;

/// <summary>The pages.</summary>
internal sealed record FrontDoorSection
{
    /// <summary>Where browsers reach it.</summary>
    public Uri Address { get; init; } = new("http://localhost:5080");

    public string? CertificateFile { get; init; }

    public string? PrivateKeyFile { get; init; }

    /// <summary>The front door's own signing key (PEM). In the key directory without one.</summary>
    public string? ClientKeyFile { get; init; }

    /// <summary>JWK set with the public part of that key, for the issuer. In the key directory without one.</summary>
    public string? PublicKeysFile { get; init; }
}
