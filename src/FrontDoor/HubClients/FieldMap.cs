using System.Text.RegularExpressions;

namespace Mash.FrontDoor.HubClients;

/// <summary>Which field of a page asks for which field of a request: proto path to name in the form.</summary>
internal sealed partial class FieldMap(params IEnumerable<(string Path, string Field)> fields)
{
    private readonly Dictionary<string, string> known = fields.ToDictionary(field => field.Path, field => field.Field);

    /// <summary>
    /// The form field for a path, tried from the whole path to its first part, each with positions in lists and without; empty
    /// where no question of the page is about it.
    /// </summary>
    public string FieldFor(string path)
    {
        var rest = path;
        while (rest.Length > 0)
        {
            if (known.TryGetValue(rest, out var field) || known.TryGetValue(Position().Replace(rest, ""), out field))
                return field;
            var dot = rest.LastIndexOf('.');
            rest = dot < 0 ? "" : rest[..dot];
        }

        return "";
    }

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Position();
}
