using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mash.AgencyCli.Mapping;

/// <summary>The kind of file a mapping reads.</summary>
internal enum SourceFormat
{
    /// <summary>Comma separated values with a header row; sources are column names.</summary>
    Csv,

    /// <summary>One JSON object a line; sources are dotted paths.</summary>
    Ndjson,
}

/// <summary>A mapping file as it is written: which source goes to which field of <c>mash.v1.ContactDetails</c>.</summary>
internal sealed record MappingDocument
{
    /// <summary>Short name, used with <c>--mapping</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What the mapping is for, in one sentence.</summary>
    public string Title { get; set; } = "";

    /// <summary>The kind of file.</summary>
    public required SourceFormat Format { get; init; }

    /// <summary>Columns or top-level keys that a file must have for this mapping to be chosen by itself.</summary>
    public required IReadOnlyList<string> Detect { get; init; }

    /// <summary>Source of the sender's own reference, from which the submission id is made.</summary>
    public required string Reference { get; init; }

    /// <summary>IANA zone of times without an offset.</summary>
    public string Zone { get; set; } = "Europe/London";

    /// <summary>Code tables: received text to enum value name, text, "true" or "false", null (no value) or {"gap": reason}.</summary>
    public Dictionary<string, Dictionary<string, JsonElement>> Tables { get; set; } = [];

    /// <summary>Hub paths (with [] for any index) to the sources to name when the hub finds fault with them.</summary>
    public Dictionary<string, List<string>> Blame { get; set; } = [];

    /// <summary>Sources that are left out on purpose, with the reason.</summary>
    public Dictionary<string, string> Ignore { get; set; } = [];

    /// <summary>The rules, applied in order.</summary>
    public required List<RuleDocument> Rules { get; init; }
}

/// <summary>One rule: a value (<c>from</c> or <c>value</c>) or a group (<c>rules</c>) and where it goes (<c>to</c>).</summary>
internal sealed record RuleDocument
{
    /// <summary>Column name or path; "$." starts at the top of the record.</summary>
    public string? From { get; set; }

    /// <summary>A constant instead of a source.</summary>
    public JsonElement? Value { get; set; }

    /// <summary>Proto path from the message the rule stands in; a repeated message ends with [].</summary>
    public required string To { get; init; }

    /// <summary>Converter; the field's type decides when it is absent.</summary>
    public string? As { get; set; }

    /// <summary>Date or time format of the converter.</summary>
    public string? Format { get; set; }

    /// <summary>Separator of the list converter.</summary>
    public string? Separator { get; set; }

    /// <summary>Code table to look the value up in.</summary>
    public string? Table { get; set; }

    /// <summary>What an unknown code does: "fault" (default) or "skip".</summary>
    public string? Otherwise { get; set; }

    /// <summary>Texts that are allowed; anything else is a fault.</summary>
    public List<string>? Allow { get; set; }

    /// <summary>Texts ("" for blank) that say why there is no value: NOT_KNOWN, NOT_ASKED or REFUSED.</summary>
    public Dictionary<string, string>? Gaps { get; set; }

    /// <summary>True where a blank value is a fault.</summary>
    public bool Required { get; set; }

    /// <summary>True for prose, in which odd white space is usual and not worth a warning.</summary>
    public bool FreeText { get; set; }

    /// <summary>Conditions that must all hold.</summary>
    public List<ConditionDocument>? When { get; set; }

    /// <summary>For a group: path of a JSON array; one message for each item, and paths inside start at the item.</summary>
    public string? Each { get; set; }

    /// <summary>Makes this rule a group.</summary>
    public List<RuleDocument>? Rules { get; set; }

    /// <summary>For a group: keep the message although nothing in it was given.</summary>
    public bool KeepEmpty { get; set; }
}

/// <summary>A condition on a source, or on the position in the array of the group.</summary>
internal sealed record ConditionDocument
{
    /// <summary>Column name or path.</summary>
    public string? From { get; set; }

    /// <summary>Holds when the trimmed text is one of these.</summary>
    public List<string>? Is { get; set; }

    /// <summary>Holds when the trimmed text is none of these.</summary>
    public List<string>? Not { get; set; }

    /// <summary>Holds when the source is given (true) or blank (false).</summary>
    public bool? Given { get; set; }

    /// <summary>Holds for the item at this position of the group's array, from 0.</summary>
    public int? Position { get; set; }
}

/// <summary>Reads mapping files strictly: an unknown property is an error, comments are allowed.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(MappingDocument))]
internal sealed partial class MappingJsonContext : JsonSerializerContext;
