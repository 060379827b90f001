using System.Collections.Frozen;
using System.Reflection;

namespace Mash.Standalone;

/// <summary>Something that can be set.</summary>
/// <param name="Name">Path in settings files and on the command line, such as <c>Hub:Address</c>.</param>
/// <param name="Short">Short option of the command line; null where there is none.</param>
/// <param name="Meaning">One line for a person who starts the program.</param>
internal sealed record Setting(string Name, string? Short, string Meaning);

/// <summary>Every setting of the program, for <c>--help</c>; docs/operations.md says more about each.</summary>
internal static class ProgramSettings
{
    /// <summary>A settings file. It names settings and is none itself.</summary>
    public const string ConfigOption = "Config";

    public static readonly IReadOnlyList<Setting> All =
    [
        new("Modules", "--modules", "what runs in this process: hub (with the issuers), frontdoor, or both"),
        new("DataDirectory", "--data", "directory of databases, TLS files and logs"),
        new("SampleData", "--sample", "true: fictional people, a clock of its own, keys may lie beside the data"),
        new("SamplesDirectory", "--samples", "directory of the sample files"),
        new(ConfigOption, "--config", "a JSON file with settings"),
        new("Hub:Name", null, "the hub's name, shown to staff"),
        new("Hub:Address", null, "where agencies and front doors reach the hub (https)"),
        new("Hub:CertificateFile", null, "PEM certificate of the hub with its chain"),
        new("Hub:PrivateKeyFile", null, "PEM private key of that certificate"),
        new("Hub:AuthorityFile", null, "PEM authority by which a front door in another process trusts the hub"),
        new("Issuer:Address", null, "where the embedded issuers are reached"),
        new("Issuer:CertificateFile", null, "PEM certificate of the issuers"),
        new("Issuer:PrivateKeyFile", null, "PEM private key of that certificate"),
        new("Issuer:StaffAuthority", null, "another issuer of staff tokens"),
        new("Issuer:AgencyAuthority", null, "another issuer of agencies' tokens"),
        new("Issuer:Staff:Audience", null, "audience of its access tokens for the hub"),
        new("Issuer:Staff:TokenTypes", null, "typ of its access tokens: at+jwt, or JWT"),
        new("Issuer:Staff:Algorithms", null, "signature algorithms of its tokens, such as RS256"),
        new("Issuer:Staff:SubjectClaim", null, "claim that names the person for good"),
        new("Issuer:Staff:NameClaim", null, "claim with the person's name"),
        new("Issuer:Staff:ClientIdClaim", null, "claim with the client's id"),
        new("Issuer:Staff:ScopeClaims", null, "claims that hold scopes"),
        new("Issuer:Staff:PersonScope", null, "scope of a person's token, in its words"),
        new("Issuer:Staff:SessionsScope", null, "scope of the front door's own token, in its words"),
        new("Issuer:Staff:AcrClaim", null, "claim with the strength of a sign-in"),
        new("Issuer:Staff:AcrValues", null, "its words for that, each with ours"),
        new("Issuer:Staff:ClientId", null, "the front door's client id there"),
        new("Issuer:Staff:FrontDoorSubjects", null, "subjects of the front door's own tokens"),
        new("Issuer:Staff:Scopes", null, "scopes that the front door asks for when a person signs in"),
        new("Issuer:Staff:OwnScope", null, "scope that the front door asks for in its own name"),
        new("Issuer:Staff:Resource", null, "the hub's name in the parameter resource"),
        new("Issuer:Staff:AssertionForTokenEndpoint", null, "true: the front door's proof names the token endpoint"),
        new("Issuer:Staff:ClientCertificateFile", null, "PEM certificate of the front door's key"),
        new("Issuer:Agencies:Audience", null, "audience of its access tokens for the hub"),
        new("Issuer:Agencies:TokenTypes", null, "typ of its access tokens: at+jwt, or JWT"),
        new("Issuer:Agencies:Algorithms", null, "signature algorithms of its tokens, such as RS256"),
        new("Issuer:Agencies:SubjectClaim", null, "claim with the agency's id at the hub"),
        new("Issuer:Agencies:ClientIdClaim", null, "claim with the client's id"),
        new("Issuer:Agencies:ScopeClaims", null, "claims that hold scopes"),
        new("Issuer:AgencyTlsAddress", null, "where agencies ask for tokens with a client certificate (https)"),
        new("Issuer:SigningKeyAge", null, "from the publication of a signing key until its successor signs"),
        new("Issuer:SigningKeyLead", null, "from the publication of a signing key until it signs"),
        new("Issuer:AgencyKeysOnPrivateNetworks", null, "true: agencies' keys may be read from private networks"),
        new("Issuer:SecondFactor", null, "Required: everybody needs a passkey or an app; Offered on sample hubs only"),
        new("Issuer:PasswordHashIterations", null, "rounds of password hashing"),
        new("Accounts:CloseAfterDays", null, "days without use after which an account is closed"),
        new("Accounts:WarnDays", null, "days before that at which its owner is warned"),
        new("Messages:Smtp", null, "mail server for messages: --Messages:Smtp:Host, Port, From, UserName, PasswordFile, Tls"),
        new("FrontDoor:Address", null, "where browsers reach the pages"),
        new("FrontDoor:CertificateFile", null, "PEM certificate of the pages"),
        new("FrontDoor:PrivateKeyFile", null, "PEM private key of that certificate"),
        new("FrontDoor:ClientKeyFile", null, "PEM key with which the front door signs in to the hub"),
        new("FrontDoor:PublicKeysFile", null, "JWK set with its public part, for the issuer"),
        new("Storage:Provider", null, "Sqlite or Postgres"),
        new("Storage:ConnectionString", null, "Npgsql connection string; with a password by environment or file only"),
        new("Storage:KeyDirectory", null, "directory of the key files; not below the data directory"),
        new("Operator:Name", null, "who runs the hub, for the privacy notice"),
        new("Operator:Email", null, "their email address"),
        new("Operator:Telephone", null, "their telephone number"),
    ];

    /// <summary>Names of settings as the options record has them, without regard to case; a list is named by its first part.</summary>
    public static readonly FrozenSet<string> Names = NamesOf(typeof(StandaloneOptions), "").ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>What <c>--help</c> prints.</summary>
    public static string Help()
    {
        var lines = All.Select(setting => (Option: setting.Short ?? $"--{setting.Name}", setting.Meaning)).ToList();
        var width = lines.Max(line => line.Option.Length) + 2;
        return $"""
            Starts a MASH Hub: the gRPC service, the issuers and the front door.

            Usage: --OPTION VALUE or --OPTION=VALUE. The same names stand in a settings file (Hub: Address) and in the
            environment (MASH_Hub__Address). The command line wins over the environment, the environment over the file.

            {string.Join(Environment.NewLine, lines.Select(line => $"  {line.Option.PadRight(width)}{line.Meaning}"))}
              {"--help".PadRight(width)}shows this and ends

            """;
    }

    private static IEnumerable<string> NamesOf(Type record, string prefix)
    {
        foreach (var property in record.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(property => property.CanWrite))
        {
            var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (type.Assembly != typeof(ProgramSettings).Assembly || type.IsEnum)
                yield return prefix + property.Name;
            else
                foreach (var name in NamesOf(type, $"{prefix}{property.Name}:"))
                    yield return name;
        }
    }
}
