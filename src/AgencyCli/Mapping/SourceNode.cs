using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mash.AgencyCli.Mapping;

/// <summary>A place in a record: where rules look for their sources.</summary>
/// <param name="Root">The record.</param>
/// <param name="Scope">The object that relative paths start at.</param>
/// <param name="ScopePath">Path of <paramref name="Scope"/>; empty for the record itself.</param>
/// <param name="Position">Position in the array of the group, from 0; -1 outside a group.</param>
internal sealed record SourceNode(JsonObject Root, JsonObject Scope, string ScopePath, int Position)
{
    /// <summary>The record itself.</summary>
    public static SourceNode Of(JsonObject record) => new(record, record, "", -1);

    /// <summary>The item of an array as the new starting point.</summary>
    public SourceNode Item(JsonObject item, string path, int position) => new(Root, item, path, position);

    /// <summary>Looks a source up.</summary>
    /// <returns>The value, null where it is absent or JSON null, and its full path.</returns>
    public (JsonNode? Value, string Path) Find(SourcePath source)
    {
        JsonNode? node = source.FromRoot ? Root : Scope;
        foreach (var segment in source.Segments)
        {
            if (node is not JsonObject parent || !parent.TryGetPropertyValue(segment, out node))
            {
                node = null;
                break;
            }
        }
        var prefix = source.FromRoot || ScopePath.Length == 0 ? "" : ScopePath + ".";
        return (node, prefix + source.Text);
    }

    /// <summary>The text of a single value as it stands in the record; empty where there is none.</summary>
    public static string TextOf(JsonNode? node) => node switch
    {
        null => "",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => node.ToJsonString(),
    };
}

/// <summary>A source as a rule names it.</summary>
/// <param name="Text">Without a leading "$.".</param>
/// <param name="Segments">Names to walk.</param>
/// <param name="FromRoot">Whether it starts at the record although the rule stands in a group.</param>
internal sealed record SourcePath(string Text, IReadOnlyList<string> Segments, bool FromRoot)
{
    /// <summary>Reads a source: for CSV the text is one column name, for NDJSON a dotted path.</summary>
    public static SourcePath Parse(string text, SourceFormat format)
    {
        if (format == SourceFormat.Csv)
            return new SourcePath(text, [text], true);
        var fromRoot = text.StartsWith("$.", StringComparison.Ordinal);
        var path = fromRoot ? text[2..] : text;
        return new SourcePath(path, path.Split('.'), fromRoot);
    }
}
