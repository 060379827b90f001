using System.Runtime.CompilerServices;
using Mash.AgencyCli.Files;
using Mash.AgencyCli.Mapping;

namespace Mash.AgencyCli.Submission;

/// <summary>A record of a file and the contact that its mapping made of it.</summary>
/// <param name="Source">The record.</param>
/// <param name="Mapped">The contact; null where the record cannot be read.</param>
/// <param name="Unread">Values of the record that the mapping does not read, as paths: told as warnings. Empty for CSV, see <see cref="MappedFile.UnreadColumns"/>.</param>
internal sealed record MappedRecord(SourceRecord Source, MappedContact? Mapped, IReadOnlyList<string> Unread);

/// <summary>A partner's file with the mapping that reads it.</summary>
internal sealed class MappedFile
{
    private readonly RecordFile _file;

    private MappedFile(string path, RecordFile file, IContactMapping mapping)
    {
        Path = path;
        _file = file;
        Mapping = mapping;
        UnreadColumns = file.Format == SourceFormat.Csv && mapping is ContactMapping own ? own.UnreadColumns(file.Names) : [];
    }

    /// <summary>Path of the file.</summary>
    public string Path { get; }

    /// <summary>The mapping in use.</summary>
    public IContactMapping Mapping { get; }

    /// <summary>CSV columns that the mapping does not read.</summary>
    public IReadOnlyList<string> UnreadColumns { get; }

    /// <summary>Opens a file with a mapping.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mapping">Name of a built-in mapping or path of a mapping file; null to choose by the file's columns or keys.</param>
    /// <exception cref="RecordFileException">The file cannot be used, or no built-in mapping fits it.</exception>
    /// <exception cref="MappingFileException">The mapping is wrong.</exception>
    public static MappedFile Open(string path, string? mapping = null)
    {
        var file = RecordFile.Open(path);
        var chosen = mapping is null ? Choose(file) : MappingCatalog.Open(mapping);
        if (chosen.Format != file.Format)
            throw new RecordFileException($"the file is {file.Format}, the mapping '{chosen.Name}' reads {chosen.Format}");
        if (chosen.Missing([.. file.Names]) is { Count: > 0 } missing)
            throw new RecordFileException($"the file lacks columns that the mapping '{chosen.Name}' reads: {string.Join(", ", missing)}");
        return new MappedFile(path, file, chosen);
    }

    /// <summary>Reads and maps the records in file order.</summary>
    public async IAsyncEnumerable<MappedRecord> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var record in _file.ReadAsync(cancellationToken))
        {
            yield return record.Content is null
                ? new MappedRecord(record, null, [])
                : new MappedRecord(record, Mapping.Map(record.Content), _file.Format == SourceFormat.Csv ? [] : Mapping.Unread(record.Content));
        }
    }

    private static IContactMapping Choose(RecordFile file)
    {
        var fitting = MappingCatalog.BuiltIn.Where(m => m.Fits(file.Format, [.. file.Names])).ToList();
        return fitting is [var only]
            ? only
            : throw new RecordFileException("no built-in mapping fits this file by its columns or keys; name one with --mapping");
    }
}
