using Mash.FrontDoor.SignIn;
using Mash.Hub.Access.Accounts;
using Mash.Hub.Access;
using Mash.Hub.Messages;
using Mash.Hub.Storage;
using Mash.Identity;
using Mash.Identity.Agencies;
using Mash.Identity.Keys;
using Mash.Identity.Staff;

namespace Mash.Standalone;

/// <summary>
/// Everything that can be set: in appsettings.json, by environment (<c>MASH_Storage__Provider</c>) and on the command line
/// (<c>--Storage:Provider=Postgres</c>), the later one winning. docs/operations.md explains each.
/// </summary>
internal sealed record StandaloneOptions
{
    /// <summary>Modules to run in this process, separated by commas: <c>hub</c> (with the issuers) and <c>frontdoor</c>.</summary>
    public string Modules { get; init; } = "hub,frontdoor";

    /// <summary>Directory of databases, TLS files, logs and, on a sample hub, keys.</summary>
    public string DataDirectory { get; init; } = "data";

    /// <summary>True on a hub whose people are all fictional: sample world, banner, a clock of its own, keys beside the data.</summary>
    public bool SampleData { get; init; }

    /// <summary>Directory of the sample files; used with <see cref="SampleData"/> only.</summary>
    public string SamplesDirectory { get; init; } = "samples";

    public HubSection Hub { get; init; } = new();

    public IssuerSection Issuer { get; init; } = new();

    public FrontDoorSection FrontDoor { get; init; } = new();

    public StorageSection Storage { get; init; } = new();

    public AccountSection Accounts { get; init; } = new();

    public MessageSection Messages { get; init; } = new();

    public OperatorSection? Operator { get; init; }

    /// <summary>The front door's client id at the embedded issuer.</summary>
    private const string FrontDoorClient = "front-door";

    public bool RunsHub => Has("hub");

    public bool RunsFrontDoor => Has("frontdoor");

    /// <summary>Directory of the key files (0600).</summary>
    public string KeyDirectory => Storage.KeyDirectory ?? Path.Combine(DataDirectory, "keys");

    /// <summary>Directory of the local certificate authority and the certificates it signed.</summary>
    public string TlsDirectory => Path.Combine(DataDirectory, "tls");

    /// <summary>Issuer of staff tokens.</summary>
    public Uri StaffAuthority => Issuer.StaffAuthority ?? new Uri(Identity.StaffIssuer);

    /// <summary>Issuer of agencies' tokens.</summary>
    public Uri AgencyAuthority => Issuer.AgencyAuthority ?? new Uri(Identity.AgenciesIssuer);

    /// <summary>True where at least one of the two issuers is the embedded one.</summary>
    public bool RunsIssuer => RunsHub && (Issuer.StaffAuthority is null || Issuer.AgencyAuthority is null);

    /// <summary>
    /// What a person confirms who they are by. A password counts on sample hubs only, whose people have nothing else.
    /// </summary>
    public IReadOnlyList<string> StepUpContexts => SampleData
        ? AuthenticationContext.All
        : [AuthenticationContext.Passkey, AuthenticationContext.MultiFactor];

    public StorageOptions HubStorage => new()
    {
        Provider = Storage.Provider,
        DataDirectory = DataDirectory,
        KeyDirectory = KeyDirectory,
        ConnectionString = Storage.ConnectionString,
        AllowKeysBesideData = SampleData,
    };

    public IdentityOptions Identity => new()
    {
        BaseAddress = Issuer.Address,
        Database = Storage.Provider == DatabaseProvider.Sqlite
            ? IdentityDatabase.Sqlite(Path.Combine(DataDirectory, "identity.db"))
            : IdentityDatabase.Postgres(Storage.ConnectionString ?? ""),
        KeysDirectory = KeyDirectory,
        StaffClients =
        [
            new StaffClient(
                FrontDoorClient,
                FrontDoor.PublicKeysFile ?? Path.Combine(KeyDirectory, "front-door.jwks.json"),
                [new Uri(FrontDoor.Address, SignInSettings.CallbackPath).ToString()],
                [new Uri(FrontDoor.Address, SignInSettings.SignedOutPath).ToString()]),
        ],
        Stylesheet = new Uri("/assets/app.css", UriKind.Relative),
        EnvironmentNotice = SampleData ? "Sample data. Every person here is fictional." : null,
        PasswordHashIterations = Issuer.PasswordHashIterations,
        SecondFactor = Issuer.SecondFactor ?? (SampleData ? SecondFactor.Offered : SecondFactor.Required),
        KeyRotation = new KeyRotation { Age = Issuer.SigningKeyAge, Lead = Issuer.SigningKeyLead },
        AgencyTlsAddress = Issuer.AgencyTlsAddress,
        KeyAddresses = new KeyAddressRules { AllowPrivateNetworks = Issuer.AgencyKeysOnPrivateNetworks, AllowLoopbackHttp = SampleData },
        StaffSignInElsewhere = Issuer.StaffAuthority is not null,
    };

    /// <summary>Whose tokens the hub believes, and how they are written.</summary>
    public AccessOptions Access => new()
    {
        StaffAuthority = StaffAuthority,
        AgencyAuthority = AgencyAuthority,
        StaffTokens = Issuer.StaffAuthority is null ? new TokenRules() : Issuer.Staff.Rules(),
        AgencyTokens = Issuer.AgencyAuthority is null ? new TokenRules() : Issuer.Agencies.Rules(),
        FrontDoorClients = [Issuer.StaffAuthority is null ? FrontDoorClient : Issuer.Staff.ClientId],
    };

    /// <summary>How people sign in at the front door.</summary>
    public SignInSettings SignIn
    {
        get
        {
            var privateKeyFile = FrontDoor.ClientKeyFile ?? Path.Combine(KeyDirectory, "front-door.pem");
            return Issuer.StaffAuthority is null
                ? new SignInSettings
                {
                    Issuer = StaffAuthority,
                    ClientId = FrontDoorClient,
                    PrivateKeyFile = privateKeyFile,
                    WaysToSignIn = new Uri(Identity.StaffIssuer + "/ways-to-sign-in"),
                    StepUpContexts = StepUpContexts,
                }
                : Issuer.Staff.SignIn(StaffAuthority, privateKeyFile, StepUpContexts);
        }
    }

    /// <summary>Throws with a plain sentence when the process must not start like this.</summary>
    /// <exception cref="InvalidOperationException">A value is missing or unsafe.</exception>
    public void Validate()
    {
        if (Modules.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Except(["hub", "frontdoor"]).Any() || !(RunsHub || RunsFrontDoor))
            throw new InvalidOperationException("Modules must name hub, frontdoor or both, separated by a comma.");
        if (Hub.Address.Scheme != Uri.UriSchemeHttps)
            throw new InvalidOperationException("Hub:Address must be https: every call carries a token.");
        if (Issuer.SecondFactor == SecondFactor.Offered && !SampleData)
            throw new InvalidOperationException("Issuer:SecondFactor may be Offered on sample hubs only: people who work with real cases sign in with a passkey, or a code after the password.");
        if (RunsHub)
        {
            Accounts.Validate();
            Messages.Smtp?.Validate();
            Access.Validate();
            HubStorage.Validate();
            CheckListener("Hub", Hub.Address, Hub.CertificateFile);
        }
        if (RunsIssuer)
        {
            CheckListener("Issuer", Issuer.Address, Issuer.CertificateFile);
            if (Issuer.AgencyTlsAddress is { } tls && !tls.IsLoopback && Issuer.CertificateFile is null)
                throw new InvalidOperationException("Issuer:AgencyTlsAddress is not a loopback address: give Issuer:CertificateFile and Issuer:PrivateKeyFile.");
            Identity.Validate();
        }
        if (RunsFrontDoor)
            CheckListener("FrontDoor", FrontDoor.Address, FrontDoor.CertificateFile);
    }

    /// <summary>Beyond this machine nothing is said without TLS, and never under the local authority, which only this machine trusts.</summary>
    private static void CheckListener(string section, Uri address, string? certificateFile)
    {
        if (!address.IsLoopback && (certificateFile is null || address.Scheme != Uri.UriSchemeHttps))
            throw new InvalidOperationException(
                $"{section}:Address is not a loopback address. Give it https and a certificate ({section}:CertificateFile and {section}:PrivateKeyFile), or use localhost.");
        if (address.Scheme == Uri.UriSchemeHttps && section != "Hub" && certificateFile is null)
            throw new InvalidOperationException($"{section}:Address is https: give {section}:CertificateFile and {section}:PrivateKeyFile.");
        if (address.AbsolutePath != "/")
            throw new InvalidOperationException($"{section}:Address must not carry a path.");
    }

    private bool Has(string module) =>
        Modules.Split(',', StringSplitOptions.TrimEntries).Contains(module, StringComparer.OrdinalIgnoreCase);
}

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

/// <summary>The databases.</summary>
internal sealed record StorageSection
{
    public DatabaseProvider Provider { get; init; } = DatabaseProvider.Sqlite;

    /// <summary>Npgsql connection string; required with <see cref="DatabaseProvider.Postgres"/>.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Directory of the key files; below the data directory on sample hubs only.</summary>
    public string? KeyDirectory { get; init; }
}

/// <summary>The life of accounts.</summary>
internal sealed record AccountSection
{
    /// <summary>Days without use after which an account is closed.</summary>
    public int CloseAfterDays { get; init; } = 90;

    /// <summary>Days before closing when the person is told.</summary>
    public int WarnDays { get; init; } = 14;

    public DormancyOptions Dormancy => new() { CloseAfter = TimeSpan.FromDays(CloseAfterDays), Warning = TimeSpan.FromDays(WarnDays) };

    /// <exception cref="InvalidOperationException">A value cannot be used.</exception>
    public void Validate()
    {
        if (WarnDays < 1 || CloseAfterDays <= WarnDays || CloseAfterDays > 3650)
            throw new InvalidOperationException("Accounts:WarnDays must be at least 1 and less than Accounts:CloseAfterDays, which must be at most 3650.");
    }
}

/// <summary>How messages to people leave the hub.</summary>
internal sealed record MessageSection
{
    /// <summary>The mail server; without one messages stay on the sent messages page, as on a sample hub.</summary>
    public SmtpOptions? Smtp { get; init; }
}

/// <summary>Who runs the hub, for the privacy notice and the accessibility statement.</summary>
internal sealed record OperatorSection
{
    public string Name { get; init; } = "";

    public string Email { get; init; } = "";

    public string Telephone { get; init; } = "";
}
