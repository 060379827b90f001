using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsvHelper;
using CsvHelper.Configuration;
using Mash.AgencyCli.Mapping;

namespace Mash.AgencyCli.Files;

/// <summary>Reads a partner's file record by record, strictly and without changing a character of a value.</summary>
internal sealed class RecordFile
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly string _path;

    private RecordFile(string path, SourceFormat format, IReadOnlyList<string> names)
    {
        _path = path;
        Format = format;
        Names = names;
    }

    /// <summary>The kind of file, by its first character: "{" begins NDJSON.</summary>
    public SourceFormat Format { get; }

    /// <summary>CSV columns, or the keys of the first line of NDJSON.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Looks at the beginning of a file.</summary>
    /// <exception cref="RecordFileException">It is empty, is not UTF-8, or its header cannot be used.</exception>
    public static RecordFile Open(string path)
    {
        CheckEncoding(path);
        try
        {
            using var reader = Reader(path);
            int first;
            while ((first = reader.Peek()) >= 0 && char.IsWhiteSpace((char)first))
                reader.Read();
            if (first < 0)
                throw new RecordFileException("the file is empty");
            if (first != '{')
                return new RecordFile(path, SourceFormat.Csv, Header(reader));
            var line = JsonNode.Parse(reader.ReadLine()!) as JsonObject;
            return new RecordFile(path, SourceFormat.Ndjson, [.. line!.Select(p => p.Key)]);
        }
        catch (JsonException)
        {
            throw new RecordFileException("the first line is not a JSON object");
        }
    }

    /// <summary>Reads the records in file order. A record that cannot be read comes with a problem and stops nothing.</summary>
    public async IAsyncEnumerable<SourceRecord> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = Reader(_path);
        var records = Format == SourceFormat.Csv ? ReadCsvAsync(reader) : ReadNdjsonAsync(reader, cancellationToken);
        await foreach (var record in records.ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return record;
        }
    }

    private async IAsyncEnumerable<SourceRecord> ReadCsvAsync(StreamReader reader)
    {
        var malformed = false;
        using var csv = new CsvParser(reader, Configuration(() => malformed = true));
        var row = 0;
        await csv.ReadAsync();
        while (true)
        {
            var line = csv.RawRow + 1L;
            if (!await csv.ReadAsync()) yield break;
            row++;
            malformed = false;
            // The parser finds bad quotation marks only when it hands the values out.
            var values = csv.Record!;
            yield return malformed
                ? new SourceRecord(row, line, null, "the quotation marks of this row do not match")
                : Record(values, row, line);
        }
    }

    private SourceRecord Record(string[] values, int row, long line)
    {
        if (values.Length != Names.Count)
            return new SourceRecord(row, line, null, $"the row has {values.Length} values, the header has {Names.Count}");
        var content = new JsonObject();
        for (var i = 0; i < values.Length; i++)
            content[Names[i]] = values[i];
        return new SourceRecord(row, line, content, null);
    }

    private static async IAsyncEnumerable<SourceRecord> ReadNdjsonAsync(
        StreamReader reader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (row, line) = (0, 0L);
        while (await reader.ReadLineAsync(cancellationToken) is { } text)
        {
            line++;
            if (string.IsNullOrWhiteSpace(text)) continue;
            row++;
            yield return Record(text, row, line);
        }
    }

    private static SourceRecord Record(string text, int row, long line)
    {
        try
        {
            if (JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) is JsonObject content)
                return new SourceRecord(row, line, content, null);
        }
        catch (JsonException)
        {
        }
        return new SourceRecord(row, line, null, "the line is not a JSON object, or names a key twice");
    }

    private static string[] Header(StreamReader reader)
    {
        var malformed = false;
        using var csv = new CsvParser(reader, Configuration(() => malformed = true));
        var names = csv.Read() && !malformed ? csv.Record!.Select(n => OddSpace.Trim(n)).ToArray() : [];
        if (names.Length < 2 || names.Any(n => n.Length == 0))
            throw new RecordFileException("the first line is neither a JSON object nor a header with column names");
        if (names.Distinct(StringComparer.Ordinal).Count() != names.Length)
            throw new RecordFileException("the header names a column twice");
        return names;
    }

    private static CsvConfiguration Configuration(Action onBadData) => new(CultureInfo.InvariantCulture)
    {
        Mode = CsvMode.RFC4180,
        Delimiter = ",",
        TrimOptions = TrimOptions.None,
        IgnoreBlankLines = true,
        AllowComments = false,
        ExceptionMessagesContainRawData = false,
        BadDataFound = _ => onBadData(),
    };

    /// <summary>Reads the file once through, so that a wrong encoding stops it before its first record is sent.</summary>
    private static void CheckEncoding(string path)
    {
        var buffer = new char[64 * 1024];
        try
        {
            using var reader = Reader(path);
            while (reader.Read(buffer) > 0)
            {
                // Only the decoder's errors matter.
            }
        }
        catch (DecoderFallbackException)
        {
            throw new RecordFileException("the file is not UTF-8 throughout; save it as UTF-8 and try again");
        }
    }

    private static StreamReader Reader(string path) => new(path, s_utf8, detectEncodingFromByteOrderMarks: true);
}
