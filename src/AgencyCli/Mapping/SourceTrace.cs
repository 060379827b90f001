using System.Text.RegularExpressions;

namespace Mash.AgencyCli.Mapping;

/// <summary>Which source of one record went to which field of the contact, so that the hub's findings can be told in the sender's words.</summary>
internal sealed partial class SourceTrace(IReadOnlyDictionary<string, List<string>> blame)
{
    private readonly List<(string Source, string Target)> _entries = [];

    internal int Count => _entries.Count;

    internal void Add(string source, string target) => _entries.Add((source, target));

    internal void RemoveFrom(int count) => _entries.RemoveRange(count, _entries.Count - count);

    /// <summary>Sources behind a field of the hub's answer.</summary>
    /// <param name="field">Proto path, with or without a leading "contact.".</param>
    /// <returns>The sources in mapping order; the path itself where no source led to it.</returns>
    public IReadOnlyList<string> SourcesOf(string field)
    {
        var path = field.StartsWith("contact.", StringComparison.Ordinal) ? field["contact.".Length..] : field;
        if (blame.TryGetValue(Index().Replace(path, "[]"), out var named))
            return named;
        var found = Distinct(e => e.Target == path);
        if (found.Count == 0)
            found = Distinct(e => IsWithin(e.Target, path));
        if (found.Count == 0)
        {
            var nearest = _entries.Where(e => IsWithin(path, e.Target)).Select(e => e.Target.Length).DefaultIfEmpty(-1).Max();
            found = Distinct(e => e.Target.Length == nearest && IsWithin(path, e.Target));
        }
        return found.Count == 0 ? [path] : found;
    }

    private List<string> Distinct(Func<(string Source, string Target), bool> wanted) =>
        [.. _entries.Where(wanted).Select(e => e.Source).Distinct(StringComparer.Ordinal)];

    private static bool IsWithin(string inner, string outer) =>
        inner.Length > outer.Length && inner.StartsWith(outer, StringComparison.Ordinal) && inner[outer.Length] is '.' or '[';

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Index();
}
