using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Mash.AgencyClient;
using Mash.Identity.Keys;
using Mash.V1;

namespace Mash.Standalone.SampleWorld;

/// <summary>
/// Registers the sample organisations, each with a key of its own in <c>data/agencies/KEY</c> (0600), and speaks for them through the agencies' SDK.
/// The same directory holds a configuration with which mash-agency can go on.
/// </summary>
internal sealed class SampleAgencyClients(StandaloneOptions options, string authorityFile, IReadOnlyList<SampleAgency> agencies) : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly Dictionary<string, string> ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MashAgencyClient> clients = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>Registers what is missing, in an administrator's name.</summary>
    public async Task RegisterAsync(AgencyService.AgencyServiceClient hub, CancellationToken cancellation)
    {
        var known = await ListAsync(hub, cancellation);
        foreach (var agency in agencies)
        {
            var directory = DirectoryOf(agency.Key);
            var keyFile = Path.Combine(directory, "key.pem");
            if (!File.Exists(keyFile))
            {
                using var fresh = ECDsa.Create(ECCurve.NamedCurves.nistP256);
                KeyFiles.TryCreate(keyFile, Encoding.ASCII.GetBytes(fresh.ExportPkcs8PrivateKeyPem()));
            }
            if (!known.TryGetValue(agency.Name, out var id))
                id = await RegisterAsync(hub, agency, keyFile, cancellation);
            ids[agency.Key] = id;
            WriteConfiguration(directory, id);
        }
    }

    /// <summary>The client of an agency, opened when first asked for.</summary>
    public MashAgencyClient Of(string key)
    {
        lock (gate)
        {
            if (clients.TryGetValue(key, out var client))
                return client;
            var directory = DirectoryOf(key);
            return clients[key] = MashAgencyClient.Create(new MashAgencyClientOptions
            {
                HubAddress = options.Hub.Address,
                Authority = options.AgencyAuthority,
                AgencyId = ids[key],
                SigningKeyFile = Path.Combine(directory, "key.pem"),
                CaCertificateFile = authorityFile,
                OutboxDirectory = Path.Combine(directory, "outbox"),
                HubTelephone = HubTelephone,
            });
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients.Values)
            await client.DisposeAsync();
    }

    private string HubTelephone => agencies.First(agency => agency.IsFrontDesk).Telephone;

    private string DirectoryOf(string key) => Path.Combine(options.DataDirectory, "agencies", key);

    private static async Task<Dictionary<string, string>> ListAsync(AgencyService.AgencyServiceClient hub, CancellationToken cancellation)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        var request = new ListAgenciesRequest { PageSize = 200 };
        do
        {
            var page = await hub.ListAgenciesAsync(request, cancellationToken: cancellation);
            foreach (var agency in page.Agencies)
                known[agency.Name] = agency.AgencyId;
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return known;
    }

    private static async Task<string> RegisterAsync(
        AgencyService.AgencyServiceClient hub, SampleAgency agency, string keyFile, CancellationToken cancellation)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(await File.ReadAllTextAsync(keyFile, cancellation));
        var request = new RegisterAgencyRequest
        {
            RequestId = Guid.CreateVersion7().ToString(),
            Name = agency.Name,
            Kind = AgencyServiceReflection.Descriptor.FindTypeByName<Google.Protobuf.Reflection.EnumDescriptor>("AgencyKind").FindValueByName(agency.Kind) is { } kind
                ? (AgencyKind)kind.Number
                : throw new InvalidOperationException($"agencies.json: there is no kind {agency.Kind}."),
            Telephone = agency.Telephone,
            Email = agency.Email,
            OrganisationCode = agency.OrganisationCode,
            PublicKey = key.ExportSubjectPublicKeyInfoPem(),
        };
        request.SourceCodes.Add(agency.SourceCodes);
        if (request.Kind != AgencyKind.Hub)
        {
            // From before the first file of the samples.
            request.AgreementReference = "DSA sample";
            request.AgreementFromDate = new Date { Year = 2024, Month = 1, Day = 1 };
            request.AgreementToDate = new Date { Year = 2029, Month = 3, Day = 31 };
        }
        return (await hub.RegisterAgencyAsync(request, cancellationToken: cancellation)).Agency.AgencyId;
    }

    private void WriteConfiguration(string directory, string id)
    {
        var path = Path.Combine(directory, "mash-agency.json");
        File.Delete(path);
        KeyFiles.TryCreate(path, JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, string>
            {
                ["hub"] = options.Hub.Address.ToString(),
                ["authority"] = options.AgencyAuthority.ToString(),
                ["agencyId"] = id,
                ["keyFile"] = "key.pem",
                ["caFile"] = Path.GetRelativePath(directory, authorityFile),
                ["outbox"] = "outbox",
                ["hubTelephone"] = HubTelephone,
            },
            Indented));
    }
}
