using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mash.V1;

namespace Mash.AgencyCli.Mapping;

/// <summary>A checked mapping file.</summary>
internal sealed partial class ContactMapping(MappingDocument document, SourcePath reference, IReadOnlyList<MappingRule> rules)
    : IContactMapping
{
    private readonly HashSet<string> _known =
    [
        .. rules.SelectMany(r => r.Sources("")), reference.Text, .. document.Ignore.Keys,
    ];

    public string Name => document.Name;

    public string Title => document.Title;

    public SourceFormat Format => document.Format;

    public string ReferenceSource => reference.Text;

    /// <summary>Sources that rules read, list items written with []; without those left out on purpose.</summary>
    public IEnumerable<string> ReadSources => _known.Except(document.Ignore.Keys);

    public bool Fits(SourceFormat format, IReadOnlyCollection<string> names) =>
        format == document.Format && document.Detect.All(names.Contains);

    public MappedContact Map(JsonObject record)
    {
        var run = new MappingRun(new SourceTrace(document.Blame));
        var contact = new ContactDetails();
        var source = SourceNode.Of(record);
        foreach (var rule in rules)
            rule.Apply(run, source, new TargetNode(contact, ""));
        return new MappedContact
        {
            Reference = OddSpace.Trim(SourceNode.TextOf(source.Find(reference).Value)),
            Contact = contact,
            Faults = run.Faults,
            Warnings = run.Warnings,
            Trace = run.Trace,
        };
    }

    public IReadOnlyList<string> Unread(JsonObject record) =>
        [.. Leaves(record, "").Distinct(StringComparer.Ordinal).Where(path => !_known.Contains(path) && !_known.Contains(ItemIndex().Replace(path, "")))];

    public IReadOnlyList<string> Missing(IReadOnlyCollection<string> columns) =>
        document.Format == SourceFormat.Csv ? [.. ReadSources.Where(c => !columns.Contains(c))] : [];

    /// <summary>Columns of a CSV file that no rule reads and that are not left out on purpose.</summary>
    public IReadOnlyList<string> UnreadColumns(IEnumerable<string> columns) => [.. columns.Where(c => !_known.Contains(c))];

    private static IEnumerable<string> Leaves(JsonNode? node, string path) => node switch
    {
        JsonObject parent => parent.SelectMany(p => Leaves(p.Value, path.Length == 0 ? p.Key : $"{path}.{p.Key}")),
        JsonArray items => items.SelectMany(item => Leaves(item, path + "[]")),
        _ => SourceNode.TextOf(node).Length == 0 ? [] : [path],
    };

    // A list of texts is read by the rule that names the list itself.
    [GeneratedRegex(@"\[\]$")]
    private static partial Regex ItemIndex();
}
