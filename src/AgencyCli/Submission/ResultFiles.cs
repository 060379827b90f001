using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Mash.AgencyCli.Submission;

/// <summary>
/// Writes <c>FILE.rejects.csv</c> and <c>FILE.warnings.csv</c> beside a file. One line for each source at fault; never a value of the
/// record, apart from the sender's reference, which is made harmless for spreadsheets.
/// </summary>
internal static class ResultFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly CsvConfiguration s_configuration = new(CultureInfo.InvariantCulture)
    {
        ShouldQuote = _ => true,
        InjectionOptions = InjectionOptions.Escape,
        NewLine = "\r\n",
    };

    /// <summary>Where the rejects of a file are written.</summary>
    public static string RejectsOf(string path) => path + ".rejects.csv";

    /// <summary>Where the warnings of a file are written.</summary>
    public static string WarningsOf(string path) => path + ".warnings.csv";

    /// <summary>Writes both files; one without content is removed, so that it never tells of an earlier run.</summary>
    /// <param name="file">The file that was submitted.</param>
    /// <param name="report">What became of its rows.</param>
    public static void Write(MappedFile file, SubmissionReport report)
    {
        Write(RejectsOf(file.Path), report.Rows
            .Where(r => r.Treatment == RowTreatment.Rejected)
            .SelectMany(r => r.Faults.Select(f => Line(r, f.Column, f.Reason))));
        Write(WarningsOf(file.Path), file.UnreadColumns
            .Select(column => new[] { "", "", "", column, "is not read by the mapping and was not sent" })
            .Concat(report.Rows.SelectMany(r => r.Warnings.Select(w => Line(r, w.Column, w.Reason)))));
    }

    private static string[] Line(RowResult row, string field, string reason) =>
        [row.Row.ToString(CultureInfo.InvariantCulture), row.Line.ToString(CultureInfo.InvariantCulture), row.Reference, field, reason];

    private static void Write(string path, IEnumerable<string[]> lines)
    {
        var content = lines.ToList();
        if (content.Count == 0)
        {
            File.Delete(path);
            return;
        }
        var temporary = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using (var writer = new StreamWriter(temporary, options))
        using (var csv = new CsvWriter(writer, s_configuration))
        {
            foreach (var line in content.Prepend(["row", "line", "reference", "field", "reason"]))
            {
                foreach (var value in line) csv.WriteField(value);
                csv.NextRecord();
            }
        }
        File.Move(temporary, path, overwrite: true);
    }
}
