using System.Text.Json;
using System.Text.Json.Nodes;
using Mash.AgencyCli.Files;
using Mash.AgencyCli.Mapping;

namespace Mash.AgencyCli.Tests;

/// <summary>The sample files and what their mappings make of them.</summary>
internal static class Samples
{
    public static readonly string[] Names = ["police-notices", "schools", "health", "others"];

    public static string PathOf(string name) =>
        Path.Combine(AppContext.BaseDirectory, "samples", name + (name == "police-notices" ? ".csv" : ".ndjson"));

    public static async Task<IReadOnlyList<SourceRecord>> RecordsAsync(string name) =>
        await RecordFile.Open(PathOf(name)).ReadAsync(TestContext.None).ToListAsync();

    public static async Task<IReadOnlyList<MappedContact>> MapAsync(string name)
    {
        var mapping = MappingCatalog.Open(name);
        return [.. (await RecordsAsync(name)).Select(r => mapping.Map(r.Content!))];
    }

    public static async Task<(JsonObject Record, MappedContact Mapped)> OneAsync(string name, string reference)
    {
        var mapping = MappingCatalog.Open(name);
        return (await RecordsAsync(name))
            .Select(r => (r.Content!, mapping.Map(r.Content!)))
            .First(pair => pair.Item2.Reference == reference);
    }

    public static IReadOnlyList<PoliceException> PoliceExceptions()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "police-notices.expected.json")));
        return [.. document.RootElement.GetProperty("exceptions").EnumerateArray().Select(e => new PoliceException(
            e.GetProperty("row").GetInt32(), e.GetProperty("treatment").GetString()!, Texts(e, "fields"), Texts(e, "warnings")))];
    }

    private static string[] Texts(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(t => t.GetString()!)] : [];
}

/// <summary>A row of the police file that is not a plain accept.</summary>
internal sealed record PoliceException(int Row, string Treatment, string[] Fields, string[] Warnings);

internal static class TestContext
{
    public static readonly CancellationToken None = CancellationToken.None;
}
