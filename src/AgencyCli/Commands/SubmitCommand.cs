using System.CommandLine;
using Mash.AgencyCli.Submission;
using Spectre.Console;

namespace Mash.AgencyCli.Commands;

/// <summary><c>submit FILE...</c>: sends files of concerns, and tells what became of each row.</summary>
internal static class SubmitCommand
{
    public static Command Create()
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "CSV or NDJSON files, sent in this order.", Arity = ArgumentArity.OneOrMore };
        var mapping = new Option<string?>("--mapping")
        {
            Description = "Name of a built-in mapping or a mapping file; chosen by each file's columns or keys without it.",
        };
        var wait = new Option<int?>("--wait") { Description = "Minutes to wait for answers at most; without it until every row has one." };
        var command = new Command("submit",
            "Submits files of concerns. Writes FILE.rejects.csv and FILE.warnings.csv. Interrupted, run it again: nothing is sent twice.")
        {
            files, mapping, wait,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            // Every file and mapping is opened before the first row is sent: a misspelt name stops the run while nothing is under way.
            var opened = parsed.GetValue(files)!.Select(f => MappedFile.Open(f.FullName, parsed.GetValue(mapping))).ToList();
            await using var client = Connection.Open(parsed);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            if (parsed.GetValue(wait) is { } minutes) limit.CancelAfter(TimeSpan.FromMinutes(minutes));
            var code = ExitCodes.Done;
            foreach (var file in opened)
            {
                var report = await WithProgressAsync(
                    Path.GetFileName(file.Path),
                    progress => new FileSubmission(client).SubmitAsync(file.ReadAsync(limit.Token), file.Mapping, progress, limit.Token));
                ResultFiles.Write(file, report);
                code = Math.Max(code, Summarise(file, report));
                if (!report.IsComplete) break;
            }
            return code;
        });
        return command;
    }

    /// <summary>Shows a progress bar while a submission runs.</summary>
    public static async Task<SubmissionReport> WithProgressAsync(string title, Func<IProgress<SubmissionProgress>, Task<SubmissionReport>> submit) =>
        await AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async screen =>
            {
                var bar = screen.AddTask(Markup.Escape(title));
                return await submit(new Bar(bar));
            });

    /// <summary>Prints what became of a file.</summary>
    /// <returns>The exit code it calls for.</returns>
    public static int Summarise(MappedFile file, SubmissionReport report)
    {
        Screen.Say($"{Path.GetFileName(file.Path)} ({file.Mapping.Name}): {Counts(report)}");
        if (report.Rows.Any(r => !r.HubWasAsked))
            Screen.Warn($"The hub could not be asked about rows that were refused here; they may have further faults.");
        if (report.Count(RowTreatment.Rejected) > 0)
            Screen.Say($"Why rows were rejected: {ResultFiles.RejectsOf(file.Path)}");
        if (File.Exists(ResultFiles.WarningsOf(file.Path)))
            Screen.Say($"Warnings: {ResultFiles.WarningsOf(file.Path)}");
        if (!report.IsComplete)
            Screen.Warn($"Not finished. What is in the outbox is safe there; run the same command again to go on.");
        return CodeOf(report);
    }

    /// <summary>The exit code that a report calls for.</summary>
    public static int CodeOf(SubmissionReport report) =>
        !report.IsComplete ? ExitCodes.Unfinished
        : report.Count(RowTreatment.Rejected) > 0 ? ExitCodes.Refused
        : ExitCodes.Done;

    /// <summary>The counts of a report in one sentence.</summary>
    public static FormattableString Counts(SubmissionReport report) =>
        $"{report.Rows.Count} rows: {report.Count(RowTreatment.Accepted)} accepted, {report.Count(RowTreatment.AcceptedBefore)} accepted before, {report.Count(RowTreatment.Rejected)} rejected, {report.Count(RowTreatment.Unfinished)} unfinished.";

    private sealed class Bar(ProgressTask task) : IProgress<SubmissionProgress>
    {
        public void Report(SubmissionProgress value)
        {
            task.MaxValue = Math.Max(1, value.Read);
            task.Value = value.Answered;
        }
    }
}
