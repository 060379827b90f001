using System.Text.Json;
using Mash.AgencyCli.Files;
using Mash.AgencyCli.Mapping;
using Mash.V1;

namespace Mash.Standalone.SampleWorld;

/// <summary>Reads the sample files by the mapping files that partner agencies use.</summary>
internal sealed class SampleFiles(string directory)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The police batch of the night arrives at once: Friday 20 November 2026, 06:00.</summary>
    public static readonly DateTimeOffset PoliceBatch = new(2026, 11, 20, 6, 0, 0, TimeSpan.Zero);

    private static readonly (string Mapping, string File)[] Files =
    [
        ("police-notices", "police-notices.csv"), ("schools", "schools.ndjson"), ("health", "health.ndjson"), ("others", "others.ndjson"),
    ];

    /// <summary>The organisations of the files.</summary>
    public IReadOnlyList<SampleAgency> Agencies() => Read<SampleAgency>("agencies.json");

    /// <summary>Every record, in the order in which the hub receives them.</summary>
    /// <exception cref="InvalidOperationException">A record cannot be read, or names an organisation that is not listed.</exception>
    public async Task<IReadOnlyList<SampleContact>> ContactsAsync(IReadOnlyList<SampleAgency> agencies, CancellationToken cancellation)
    {
        var levels = Read<SampleLevel>(Path.Combine("replay", "levels.json")).ToDictionary(level => level.Ref, StringComparer.Ordinal);
        var contacts = new List<SampleContact>();
        foreach (var (name, file) in Files)
        {
            var mapping = MappingCatalog.Open(name);
            await foreach (var record in RecordFile.Open(Path.Combine(directory, file)).ReadAsync(cancellation))
            {
                if (record.Content is null)
                    throw new InvalidOperationException($"{file}, record {record.Row}: {record.Problem}");
                var mapped = mapping.Map(record.Content);
                // What an agency's own program would not send never reaches the hub.
                if (mapped.Faults.Count > 0)
                    continue;
                contacts.Add(new SampleContact
                {
                    Reference = mapped.Reference,
                    Agency = AgencyOf(agencies, file, mapped.Contact.Referrer),
                    Details = mapped.Contact,
                    ReceivedTime = name == "police-notices" ? PoliceBatch : mapped.Contact.SenderCreatedTime.ToDateTimeOffset(),
                    Level = levels.GetValueOrDefault(mapped.Reference),
                });
            }
        }
        return [.. contacts.OrderBy(contact => contact.ReceivedTime)];
    }

    private static string AgencyOf(IReadOnlyList<SampleAgency> agencies, string file, Referrer referrer) =>
        agencies.FirstOrDefault(agency => agency.File == file
            && ((agency.OrganisationCode.Length > 0 && agency.OrganisationCode == referrer.OrganisationCode)
                || agency.Name == referrer.Organisation || agency.Referrers.Contains(referrer.Organisation)))?.Key
        ?? throw new InvalidOperationException($"{file} names an organisation that agencies.json does not list.");

    private IReadOnlyList<T> Read<T>(string file) =>
        JsonSerializer.Deserialize<IReadOnlyList<T>>(File.ReadAllText(Path.Combine(directory, file)), Json)
        ?? throw new InvalidOperationException($"{file} holds nothing.");
}
