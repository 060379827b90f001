using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mash.Hub.ReferenceData;

/// <summary>Reads the dated data files that are embedded in this assembly (every <c>Data/*.json</c> of the hub).</summary>
internal static class EmbeddedData
{
    private const string Prefix = "Mash.Hub.Data/";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper, allowIntegerValues: false) },
    };

    /// <summary>Reads one file by its name without folder, for example <c>clocks.json</c>.</summary>
    /// <exception cref="InvalidOperationException">The file is not in the assembly or is empty: a fault of the build.</exception>
    /// <exception cref="JsonException">The file does not have the shape of <typeparamref name="T"/>: a fault of the build.</exception>
    public static T Load<T>(string fileName)
    {
        using var stream = typeof(EmbeddedData).Assembly.GetManifestResourceStream(Prefix + fileName)
            ?? throw new InvalidOperationException($"The data file {fileName} is not embedded in the assembly.");
        return JsonSerializer.Deserialize<T>(stream, Options)
            ?? throw new InvalidOperationException($"The data file {fileName} is empty.");
    }

    /// <summary>Reads data that is not from a file by the same strict rules.</summary>
    /// <exception cref="JsonException">It does not have the shape of <typeparamref name="T"/>.</exception>
    public static T Read<T>(System.Text.Json.Nodes.JsonNode node) =>
        node.Deserialize<T>(Options) ?? throw new JsonException("There is no data.");
}
