namespace Mash.Standalone;

/// <summary>The hub's gRPC service.</summary>
internal sealed record HubSection
{
    /// <summary>Shown to staff.</summary>
    public string Name { get; init; } = "Children’s Trust";

    /// <summary>Where agencies and front doors reach it.</summary>
    public Uri Address { get; init; } = new("https://localhost:7443");

    /// <summary>PEM certificate (with its chain). Without one, a local authority signs a certificate for localhost.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>PEM private key of <see cref="CertificateFile"/>.</summary>
    public string? PrivateKeyFile { get; init; }

    /// <summary>PEM authority by which a front door in another process trusts this hub; the machine's authorities without one.</summary>
    public string? AuthorityFile { get; init; }
}
