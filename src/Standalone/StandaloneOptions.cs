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
