using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;
using Mash.V1;

namespace Mash.AgencyCli.Mapping;

/// <summary>Readers of texts, numbers, names, addresses and codes.</summary>
internal static partial class TextConverters
{
    private const string UnknownRelationship = "other adult";

    /// <summary>The text exactly as received.</summary>
    public static Conversion Text(string text, string received) => Conversion.Of(received);

    /// <summary>Yes or no.</summary>
    public static Conversion YesNo(string text, string received) => text.ToUpperInvariant() switch
    {
        "Y" or "YES" or "TRUE" => Conversion.Of(true),
        "N" or "NO" or "FALSE" => Conversion.Of(false),
        _ => Conversion.Wrong("is neither yes nor no"),
    };

    /// <summary>A whole number.</summary>
    public static Conversion Integer(string text, string received) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? Conversion.Of(number)
            : Conversion.Wrong("is not a whole number");

    /// <summary>A number with a decimal point.</summary>
    public static Conversion Number(string text, string received) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && float.IsFinite(number)
            ? Conversion.Of(number)
            : Conversion.Wrong("is not a number");

    /// <summary>Several texts with a separator between them.</summary>
    public static ValueConverter List(string separator) => (text, _) =>
        Conversion.Of([.. text.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]);

    /// <summary>"SURNAME, Given names"; without exactly one comma the name stays whole.</summary>
    public static Conversion Name(string text, string received) => Conversion.Of(NameOf(received));

    /// <summary>"SURNAME, Given names (relationship)" as a person; without the brackets the relationship is "other adult".</summary>
    public static Conversion PersonWithRelationship(string text, string received)
    {
        var match = TrailingBrackets().Match(text);
        return Conversion.Of(match.Success
            ? new NetworkPerson { Name = NameOf(match.Groups["name"].Value), Relationship = match.Groups["what"].Value }
            : new NetworkPerson { Name = NameOf(received), Relationship = UnknownRelationship });
    }

    /// <summary>The lines of "line, line, town"; all of a text without a comma.</summary>
    public static Conversion AddressLines(string text, string received)
    {
        var parts = received.Split(", ");
        return Conversion.Of(parts.Length == 1 ? [received] : [.. parts[..^1]]);
    }

    /// <summary>The town of "line, line, town"; nothing of a text without a comma.</summary>
    public static Conversion AddressTown(string text, string received)
    {
        var parts = received.Split(", ");
        return parts.Length == 1 ? Conversion.Nothing() : Conversion.Of(parts[^1]);
    }

    /// <summary>A code that is looked up, without regard to case.</summary>
    /// <param name="table">Received text to converted value; see <see cref="MappingDocument.Tables"/>.</param>
    /// <param name="skipUnknown">Whether a text that is not in the table stands for no value rather than a fault.</param>
    public static ValueConverter Code(IReadOnlyDictionary<string, Conversion> table, bool skipUnknown)
    {
        var known = string.Join(", ", table.Keys.Where(k => k.Length > 0));
        return (text, _) => table.TryGetValue(text, out var value) ? value
            : skipUnknown ? Conversion.Nothing()
            : Conversion.Wrong($"is not one of {known}");
    }

    /// <summary>Reads one cell of a code table, or a constant, for a field.</summary>
    /// <returns>Null where the cell does not fit the field.</returns>
    public static Conversion? Cell(JsonElement cell, FieldDescriptor field) => (cell.ValueKind, field.FieldType) switch
    {
        (JsonValueKind.Null, _) => Conversion.Nothing(),
        (JsonValueKind.Object, _) => GapCell(cell),
        (JsonValueKind.True or JsonValueKind.False, FieldType.Bool) => Conversion.Of(cell.GetBoolean()),
        (JsonValueKind.Number, FieldType.Int32) when cell.TryGetInt32(out var number) => Conversion.Of(number),
        (JsonValueKind.String, FieldType.String) => Conversion.Of(cell.GetString()!),
        (JsonValueKind.String, FieldType.Enum) when field.EnumType.FindValueByName(cell.GetString()) is { } value =>
            Conversion.Of(value.Number),
        _ => null,
    };

    /// <summary>Reads NOT_KNOWN, NOT_ASKED or REFUSED.</summary>
    public static GapReason? Gap(string text) => text switch
    {
        "NOT_KNOWN" => GapReason.NotKnown,
        "NOT_ASKED" => GapReason.NotAsked,
        "REFUSED" => GapReason.Refused,
        _ => null,
    };

    private static Conversion? GapCell(JsonElement cell)
    {
        var properties = cell.EnumerateObject().ToList();
        return properties is [{ Name: "gap", Value.ValueKind: JsonValueKind.String } only] && Gap(only.Value.GetString()!) is { } reason
            ? Conversion.Absent(reason)
            : null;
    }

    private static PersonName NameOf(string text)
    {
        var parts = text.Split(',');
        return parts.Length == 2 && parts.All(p => OddSpace.Trim(p).Length > 0)
            ? new PersonName { Family = OddSpace.Trim(parts[0]), Given = OddSpace.Trim(parts[1]) }
            : new PersonName { Unsplit = text };
    }

    [GeneratedRegex(@"^(?<name>[^()]*[^()\s])\s*\((?<what>[^()]+)\)$")]
    private static partial Regex TrailingBrackets();
}
