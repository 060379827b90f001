using Mash.V1;

namespace Mash.AgencyCli.Mapping;

/// <summary>Something about a source, in words that never repeat its value.</summary>
/// <param name="Column">Column name or path in the record.</param>
/// <param name="Reason">What is wrong or worth knowing.</param>
internal sealed record SourceNote(string Column, string Reason);

/// <summary>What a mapping made of one record.</summary>
internal sealed record MappedContact
{
    /// <summary>The sender's own reference, trimmed; empty where the record has none.</summary>
    public required string Reference { get; init; }

    /// <summary>The contact, as far as the record could be read.</summary>
    public required ContactDetails Contact { get; init; }

    /// <summary>False where the record is no contact at all: the hub is then not asked for further faults.</summary>
    public bool IsContact { get; init; } = true;

    /// <summary>Why the record cannot be sent; empty where it can.</summary>
    public required IReadOnlyList<SourceNote> Faults { get; init; }

    /// <summary>What was noticed without refusing.</summary>
    public required IReadOnlyList<SourceNote> Warnings { get; init; }

    /// <summary>Which source went to which field.</summary>
    public required SourceTrace Trace { get; init; }
}
