namespace Mash.AgencyCli.Mapping;

/// <summary>A mapping file is wrong. The message names the file, the rule and what is wrong.</summary>
internal sealed class MappingFileException(string file, string where, string problem)
    : Exception($"{file}: {(where.Length == 0 ? "" : where + ": ")}{problem}")
{
    /// <summary>The mapping file.</summary>
    public string File { get; } = file;

    /// <summary>The rule, for example <c>rules[3].rules[0]</c>.</summary>
    public string Where { get; } = where;
}
