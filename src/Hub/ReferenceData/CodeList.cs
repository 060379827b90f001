using System.Collections.Frozen;

namespace Mash.Hub.ReferenceData;

/// <summary>One code with its label, in force from a date to a date, both included.</summary>
/// <param name="Code">As it stands in returns and messages.</param>
/// <param name="Label">As people read it.</param>
/// <param name="EffectiveFrom">First day; absent when it has always been in force.</param>
/// <param name="EffectiveTo">Last day; absent while it is in force.</param>
internal sealed record CodeEntry(string Code, string Label, DateOnly? EffectiveFrom = null, DateOnly? EffectiveTo = null)
{
    public bool IsInForce(DateOnly date) => (EffectiveFrom is null || EffectiveFrom <= date) && (EffectiveTo is null || date <= EffectiveTo);
}

/// <summary>A dated code list. Codes are compared exactly: a message that writes them otherwise is wrong, not nearly right.</summary>
internal sealed class CodeList
{
    private readonly FrozenDictionary<string, CodeEntry> byCode;

    /// <exception cref="ArgumentException">A code stands twice.</exception>
    public CodeList(string name, string source, IReadOnlyList<CodeEntry> entries)
    {
        Name = name;
        Source = source;
        Entries = entries;
        byCode = entries.ToFrozenDictionary(entry => entry.Code, StringComparer.Ordinal);
    }

    /// <summary>What the list is called in messages, for example <c>source of contact</c>.</summary>
    public string Name { get; }

    /// <summary>Where the codes come from.</summary>
    public string Source { get; }

    /// <summary>All codes, past and present, in the list's own order.</summary>
    public IReadOnlyList<CodeEntry> Entries { get; }

    /// <summary>True when the code is on the list and in force on the date. False for null and blank.</summary>
    public bool IsInForce(string? code, DateOnly date) => Find(code)?.IsInForce(date) == true;

    /// <summary>The entry, in force or not; null when the code was never on the list.</summary>
    public CodeEntry? Find(string? code) => code is null ? null : byCode.GetValueOrDefault(code);

    /// <summary>The label, also of codes no longer in force; the code itself when it was never on the list.</summary>
    public string Label(string code) => Find(code)?.Label ?? code;

    /// <summary>The codes to offer on a date.</summary>
    public IEnumerable<CodeEntry> InForce(DateOnly date) => Entries.Where(entry => entry.IsInForce(date));

    /// <summary>Reads one list of the assembly by its file's name.</summary>
    public static CodeList Load(string fileName)
    {
        var file = EmbeddedData.Load<CodeFile>(fileName);
        return new CodeList(file.Name, file.Source, file.Codes);
    }

    private sealed record CodeFile(string Name, string Source, IReadOnlyList<CodeEntry> Codes);
}
