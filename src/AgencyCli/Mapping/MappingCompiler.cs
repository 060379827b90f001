using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Mash.V1;

namespace Mash.AgencyCli.Mapping;

/// <summary>Checks a mapping document against the contract and makes rules of it.</summary>
internal sealed class MappingCompiler
{
    private static readonly string[] s_converters =
        ["text", "date", "localTime", "instant", "list", "personName", "personWithRelationship", "addressLines", "addressTown"];

    private readonly string _file;
    private readonly MappingDocument _document;
    private readonly TimeZoneInfo _zone;

    private MappingCompiler(string file, MappingDocument document)
    {
        _file = file;
        _document = document;
        _zone = TimeZoneInfo.TryFindSystemTimeZoneById(document.Zone, out var zone)
            ? zone
            : throw Error("zone", $"'{document.Zone}' is not a time zone that this machine knows");
    }

    /// <summary>Reads and checks a mapping.</summary>
    /// <param name="file">Name for messages.</param>
    /// <param name="json">The mapping file's text.</param>
    /// <exception cref="MappingFileException">The file is not a mapping, or a rule is wrong.</exception>
    public static ContactMapping Compile(string file, string json)
    {
        MappingDocument? document;
        try
        {
            document = JsonSerializer.Deserialize(json, MappingJsonContext.Default.MappingDocument);
        }
        catch (JsonException e)
        {
            throw new MappingFileException(file, e.Path ?? "", e.Message);
        }
        if (document is null)
            throw new MappingFileException(file, "", "holds null instead of a mapping");
        var compiler = new MappingCompiler(file, document);
        var rules = compiler.Rules(document.Rules, ContactDetails.Descriptor, "rules");
        return new ContactMapping(document, SourcePath.Parse(document.Reference, document.Format), rules);
    }

    private List<MappingRule> Rules(List<RuleDocument> rules, MessageDescriptor message, string where) =>
        [.. rules.Select((rule, i) => Rule(rule, message, $"{where}[{i}]"))];

    private MappingRule Rule(RuleDocument rule, MessageDescriptor message, string where)
    {
        var target = TargetPath.Parse(message, rule.To, out var problem) ?? throw Error(where, problem);
        var conditions = (rule.When ?? []).Select((c, i) => Condition(c, $"{where}.when[{i}]")).ToList();
        if (rule.Rules is not null)
            return Group(rule, target, conditions, where);
        if (rule.Each is not null || rule.KeepEmpty)
            throw Error(where, "'each' and 'keepEmpty' belong to a group with 'rules'");
        if (rule.Value is { } constant && rule.From is null)
            return Constant(constant, target, conditions, where);
        if (rule.From is null || rule.Value is not null)
            throw Error(where, "needs exactly one of 'from', 'value' and 'rules'");
        return new ValueRule(target, conditions, Source(rule.From), Converter(rule, target, where))
        {
            Gaps = GapTexts(rule, target, where),
            Allow = rule.Allow is null ? null : new SortedSet<string>(rule.Allow, StringComparer.OrdinalIgnoreCase),
            Required = rule.Required,
            FreeText = rule.FreeText,
        };
    }

    private GroupRule Group(RuleDocument rule, TargetPath target, List<Condition> conditions, string where)
    {
        if (rule.From is not null || rule.Value is not null)
            throw Error(where, "a group has no 'from' and no 'value'");
        if (!target.Appends)
            throw Error(where, $"'{rule.To}': a group adds to a list of messages; write single messages as paths");
        if (rule.Each is not null && _document.Format == SourceFormat.Csv)
            throw Error(where, "'each' needs lists, which CSV does not have");
        var inner = Rules(rule.Rules!, target.Last.MessageType, where + ".rules");
        return new GroupRule(target, conditions, rule.Each is null ? null : Source(rule.Each), inner, rule.KeepEmpty);
    }

    private ConstantRule Constant(JsonElement value, TargetPath target, List<Condition> conditions, string where) =>
        TextConverters.Cell(value, target.Last) is { Values: [var constant] }
            ? new ConstantRule(target, conditions, constant)
            : throw Error(where, $"the constant does not fit {target.Last.FullName}");

    private Condition Condition(ConditionDocument condition, string where)
    {
        if (condition.From is null == condition.Position is null)
            throw Error(where, "needs exactly one of 'from' and 'position'");
        if (condition.From is not null && condition.Is is null && condition.Not is null && condition.Given is null)
            throw Error(where, "needs 'is', 'not' or 'given'");
        return new Condition(
            condition.From is null ? null : Source(condition.From),
            condition.Is?.ToHashSet(StringComparer.OrdinalIgnoreCase),
            condition.Not?.ToHashSet(StringComparer.OrdinalIgnoreCase),
            condition.Given, condition.Position);
    }

    private SourcePath Source(string text) => SourcePath.Parse(text, _document.Format);

    private Dictionary<string, GapReason> GapTexts(RuleDocument rule, TargetPath target, string where)
    {
        var gaps = new Dictionary<string, GapReason>(StringComparer.OrdinalIgnoreCase);
        foreach (var (text, name) in rule.Gaps ?? [])
        {
            if (!target.CanHaveGap)
                throw Error(where, $"{target.Last.ContainingType.FullName} has no gaps");
            gaps[text] = TextConverters.Gap(name) ?? throw Error(where, $"'{name}' is not NOT_KNOWN, NOT_ASKED or REFUSED");
        }
        return gaps;
    }

    private ValueConverter Converter(RuleDocument rule, TargetPath target, string where)
    {
        if (rule.Table is not null)
            return rule.As is null ? Table(rule, target, where) : throw Error(where, "'table' and 'as' exclude each other");
        var field = target.Last;
        var (converter, fits) = rule.As switch
        {
            null => (ByType(field), true),
            "text" => (TextConverters.Text, field.FieldType == FieldType.String),
            "date" => (DateConverters.Date(rule.Format ?? "yyyy-MM-dd"), target.IsMessage(Date.Descriptor)),
            "localTime" => (DateConverters.LocalTime(Need(rule.Format, "format", where), _zone), target.IsMessage(Timestamp.Descriptor)),
            "instant" => (DateConverters.Instant(), target.IsMessage(Timestamp.Descriptor)),
            "list" => (TextConverters.List(Need(rule.Separator, "separator", where)), field is { IsRepeated: true, FieldType: FieldType.String }),
            "personName" => (TextConverters.Name, target.IsMessage(PersonName.Descriptor)),
            "personWithRelationship" => (TextConverters.PersonWithRelationship, target.IsMessage(NetworkPerson.Descriptor)),
            "addressLines" => (TextConverters.AddressLines, field is { IsRepeated: true, FieldType: FieldType.String }),
            "addressTown" => (TextConverters.AddressTown, field is { IsRepeated: false, FieldType: FieldType.String }),
            _ => throw Error(where, $"'{rule.As}' is not a converter; there are {string.Join(", ", s_converters)}"),
        };
        if (converter is null)
            throw Error(where, $"{field.FullName} needs 'as' or 'table'");
        return fits ? converter : throw Error(where, $"'{rule.As}' does not fit {field.FullName}");
    }

    private static ValueConverter? ByType(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String => TextConverters.Text,
        FieldType.Bool => TextConverters.YesNo,
        FieldType.Int32 => TextConverters.Integer,
        FieldType.Float => TextConverters.Number,
        _ => null,
    };

    private ValueConverter Table(RuleDocument rule, TargetPath target, string where)
    {
        if (!_document.Tables.TryGetValue(rule.Table!, out var rows))
            throw Error(where, $"there is no table '{rule.Table}'");
        if (rule.Otherwise is not (null or "fault" or "skip"))
            throw Error(where, "'otherwise' is 'fault' or 'skip'");
        var table = new Dictionary<string, Conversion>(StringComparer.OrdinalIgnoreCase);
        foreach (var (text, cell) in rows)
        {
            var value = TextConverters.Cell(cell, target.Last)
                ?? throw Error(where, $"table '{rule.Table}': the value of '{text}' does not fit {target.Last.FullName}");
            if (value.Gap != GapReason.Unspecified && !target.CanHaveGap)
                throw Error(where, $"{target.Last.ContainingType.FullName} has no gaps");
            table[text] = value;
        }
        return TextConverters.Code(table, rule.Otherwise == "skip");
    }

    private string Need(string? value, string name, string where) =>
        value ?? throw Error(where, $"needs '{name}'");

    private MappingFileException Error(string where, string problem) => new(_file, where, problem);
}
