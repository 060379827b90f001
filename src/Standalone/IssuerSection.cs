using Mash.Identity;

namespace Mash.Standalone;

/// <summary>The embedded issuers, or the ones that take their place.</summary>
internal sealed record IssuerSection
{
    /// <summary>Where browsers and machines reach the embedded issuers.</summary>
    public Uri Address { get; init; } = new("http://localhost:5081");

    public string? CertificateFile { get; init; }

    public string? PrivateKeyFile { get; init; }

    /// <summary>Another issuer of staff tokens.</summary>
    public Uri? StaffAuthority { get; init; }

    /// <summary>Another issuer of agencies' tokens.</summary>
    public Uri? AgencyAuthority { get; init; }

    /// <summary>Whether everybody needs a passkey or an authenticator app. Required; on sample hubs Offered.</summary>
    public SecondFactor? SecondFactor { get; init; }

    /// <summary>How <see cref="StaffAuthority"/> speaks.</summary>
    public StaffAuthoritySection Staff { get; init; } = new();

    /// <summary>How <see cref="AgencyAuthority"/> speaks.</summary>
    public AuthoritySection Agencies { get; init; } = new();

    /// <summary>Where agencies ask for tokens with a client certificate (https, another port than <see cref="Address"/>); null where none is bound.</summary>
    public Uri? AgencyTlsAddress { get; init; }

    /// <summary>From the publication of a signing key until its successor signs.</summary>
    public TimeSpan SigningKeyAge { get; init; } = TimeSpan.FromDays(90);

    /// <summary>From the publication of a signing key until it signs.</summary>
    public TimeSpan SigningKeyLead { get; init; } = TimeSpan.FromHours(1);

    /// <summary>True also reads agencies' keys from hosts of private networks.</summary>
    public bool AgencyKeysOnPrivateNetworks { get; init; }

    /// <summary>Rounds of password hashing. Lower only in tests.</summary>
    public int PasswordHashIterations { get; init; } = 210_000;
}
