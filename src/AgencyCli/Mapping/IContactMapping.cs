using System.Text.Json.Nodes;

namespace Mash.AgencyCli.Mapping;

/// <summary>Makes contacts of the records of one kind of file.</summary>
internal interface IContactMapping
{
    /// <summary>Short name, used with <c>--mapping</c>.</summary>
    string Name { get; }

    /// <summary>What it is for, in one sentence.</summary>
    string Title { get; }

    /// <summary>The kind of file it reads.</summary>
    SourceFormat Format { get; }

    /// <summary>Source of the sender's reference: a column name or path.</summary>
    string ReferenceSource { get; }

    /// <summary>Whether a file with these columns or top-level keys is one of this mapping's.</summary>
    bool Fits(SourceFormat format, IReadOnlyCollection<string> names);

    /// <summary>Columns that are read and that a file lacks.</summary>
    IReadOnlyList<string> Missing(IReadOnlyCollection<string> columns);

    /// <summary>Sources of a record with a value that nothing reads and that are not left out on purpose: what would be lost.</summary>
    /// <returns>Paths with [] for list items, each once.</returns>
    IReadOnlyList<string> Unread(JsonObject record);

    /// <summary>Makes a contact of a record.</summary>
    /// <param name="record">For CSV one string for each column; for NDJSON the line.</param>
    MappedContact Map(JsonObject record);
}
