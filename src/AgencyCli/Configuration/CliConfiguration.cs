using System.Text.Json;
using System.Text.Json.Serialization;
using Mash.AgencyClient;

namespace Mash.AgencyCli.Configuration;

/// <summary>What <c>mash-agency.json</c> holds. Every entry can be set by an environment variable instead, which wins.</summary>
internal sealed record CliConfiguration
{
    /// <summary>The configuration's name where the command line names none.</summary>
    public const string DefaultFile = "mash-agency.json";

    private const string DefaultOutbox = "mash-agency-outbox";

    /// <summary>What the file may hold, by name.</summary>
    public static IEnumerable<string> Entries => CliJsonContext.Default.CliConfiguration.Properties.Select(property => property.Name);

    /// <summary>Address of the hub, for example https://hub.example:7443. Variable MASH_AGENCY_HUB.</summary>
    public string? Hub { get; set; }

    /// <summary>Issuer that gives the agency's tokens. Variable MASH_AGENCY_AUTHORITY.</summary>
    public string? Authority { get; set; }

    /// <summary>The agency's id: a UUID. Variable MASH_AGENCY_ID.</summary>
    public string? AgencyId { get; set; }

    /// <summary>PEM file of the agency's private key. Variable MASH_AGENCY_KEY_FILE.</summary>
    public string? KeyFile { get; set; }

    /// <summary>PEM file of the certificate authorities to trust; the machine's where absent. Variable MASH_AGENCY_CA_FILE.</summary>
    public string? CaFile { get; set; }

    /// <summary>PEM file of the client certificate that the agency's tokens are bound to (RFC 8705). Variable MASH_AGENCY_CLIENT_CERTIFICATE_FILE.</summary>
    public string? ClientCertificateFile { get; set; }

    /// <summary>PEM file of the certificate's private key; <see cref="KeyFile"/> where absent. Variable MASH_AGENCY_CLIENT_CERTIFICATE_KEY_FILE.</summary>
    public string? ClientCertificateKeyFile { get; set; }

    /// <summary>Directory of the outbox. Variable MASH_AGENCY_OUTBOX.</summary>
    public string? Outbox { get; set; }

    /// <summary>File of the key that seals the outbox; inside the outbox's directory where absent. Variable MASH_AGENCY_OUTBOX_KEY_FILE.</summary>
    public string? OutboxKeyFile { get; set; }

    /// <summary>Telephone number of the hub for urgent concerns. Variable MASH_AGENCY_HUB_TELEPHONE.</summary>
    public string? HubTelephone { get; set; }

    /// <summary>Reads a configuration file and the environment. Relative paths in the file start at the file's directory.</summary>
    /// <param name="path">The file; null for <see cref="DefaultFile"/>, which may then be missing.</param>
    /// <param name="variable">Reads an environment variable.</param>
    /// <exception cref="ConfigurationException">The file is missing or wrong, an entry is no address, or a certificate does not fit its key.</exception>
    public static MashAgencyClientOptions Read(string? path, Func<string, string?> variable)
    {
        var file = path ?? DefaultFile;
        var configuration = File.Exists(file) ? Parse(file)
            : path is null ? new CliConfiguration()
            : throw new ConfigurationException($"{file}: there is no such file");
        var directory = Path.GetDirectoryName(Path.GetFullPath(file))!;
        var keyFile = variable("MASH_AGENCY_KEY_FILE") ?? Beside(directory, configuration.KeyFile);
        return new MashAgencyClientOptions
        {
            HubAddress = Address(variable("MASH_AGENCY_HUB") ?? configuration.Hub, "hub"),
            Authority = Address(variable("MASH_AGENCY_AUTHORITY") ?? configuration.Authority, "authority"),
            AgencyId = variable("MASH_AGENCY_ID") ?? configuration.AgencyId ?? "",
            SigningKeyFile = keyFile,
            CaCertificateFile = variable("MASH_AGENCY_CA_FILE") ?? Beside(directory, configuration.CaFile),
            ClientCertificate = ClientCertificateFiles.Load(
                variable("MASH_AGENCY_CLIENT_CERTIFICATE_FILE") ?? Beside(directory, configuration.ClientCertificateFile),
                variable("MASH_AGENCY_CLIENT_CERTIFICATE_KEY_FILE") ?? Beside(directory, configuration.ClientCertificateKeyFile) ?? keyFile),
            OutboxDirectory = variable("MASH_AGENCY_OUTBOX") ?? Beside(directory, configuration.Outbox ?? DefaultOutbox)!,
            OutboxKeyFile = variable("MASH_AGENCY_OUTBOX_KEY_FILE") ?? Beside(directory, configuration.OutboxKeyFile),
            HubTelephone = variable("MASH_AGENCY_HUB_TELEPHONE") ?? configuration.HubTelephone ?? "",
        };
    }

    private static CliConfiguration Parse(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(file), CliJsonContext.Default.CliConfiguration)
                ?? throw new ConfigurationException($"{file}: holds null");
        }
        catch (JsonException e)
        {
            throw new ConfigurationException($"{file}: {e.Message}");
        }
    }

    private static Uri? Address(string? text, string name) =>
        text is null ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) ? address
        : throw new ConfigurationException($"{name}: not an absolute address");

    private static string? Beside(string directory, string? path) => path is null ? null : Path.GetFullPath(path, directory);
}

/// <summary>The configuration cannot be used.</summary>
internal sealed class ConfigurationException(string message) : Exception(message);

/// <summary>Reads the configuration strictly: an unknown entry is an error, comments are allowed.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(CliConfiguration))]
internal sealed partial class CliJsonContext : JsonSerializerContext;
