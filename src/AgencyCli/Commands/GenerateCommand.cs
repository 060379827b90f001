using System.CommandLine;
using System.Globalization;
using Google.Protobuf;
using Mash.AgencyCli.Files;
using Mash.AgencyCli.Generation;
using Mash.AgencyCli.Mapping;
using Mash.AgencyCli.Submission;
using Mash.V1;

namespace Mash.AgencyCli.Commands;

/// <summary><c>generate N</c>: contacts about people who do not exist.</summary>
internal static class GenerateCommand
{
    private static readonly JsonFormatter s_json = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true));

    public static Command Create()
    {
        var count = new Argument<int>("N") { Description = "How many contacts." };
        var seed = new Option<long>("--seed") { Description = "The same seed gives the same contacts and references.", DefaultValueFactory = _ => 1 };
        var asOf = new Option<DateTimeOffset>("--as-of")
        {
            Description = "Newest time in any contact, ISO 8601; not after the hub's clock.",
            DefaultValueFactory = _ => ContactGenerator.DefaultAsOf,
            CustomParser = result =>
            {
                if (DateTimeOffset.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
                    return time;
                result.AddError("--as-of is not a time in ISO 8601.");
                return default;
            },
        };
        var source = new Option<string>("--source-code") { Description = "Source code of the contacts.", DefaultValueFactory = _ => "6" };
        var submit = new Option<bool>("--submit") { Description = "Submit them instead of writing them." };
        var output = new Option<FileInfo?>("--out") { Description = "File to write (NDJSON, read by 'submit'); standard output without it." };
        count.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1) result.AddError("N is at least 1.");
        });
        var command = new Command("generate", "Makes plausible contacts about people who do not exist, for load and tests.")
        {
            count, seed, asOf, source, output, submit,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(submit) && result.GetValue(output) is not null) result.AddError("--out and --submit exclude each other.");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var generator = new ContactGenerator(parsed.GetValue(seed), parsed.GetValue(asOf), parsed.GetValue(source)!);
            var contacts = generator.Contacts().Take(parsed.GetValue(count));
            if (parsed.GetValue(submit)) return await SubmitAsync(parsed, contacts, cancellationToken);
            await WriteAsync(parsed.GetValue(output)?.FullName, contacts, cancellationToken);
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task WriteAsync(string? path, IEnumerable<ContactDetails> contacts, CancellationToken cancellationToken)
    {
        await using var file = path is null ? null : new StreamWriter(path);
        var writer = file ?? Console.Out;
        foreach (var contact in contacts)
            await writer.WriteLineAsync(s_json.Format(contact).AsMemory(), cancellationToken);
    }

    private static async Task<int> SubmitAsync(ParseResult parsed, IEnumerable<ContactDetails> contacts, CancellationToken cancellationToken)
    {
        await using var client = Connection.Open(parsed);
        var report = await SubmitCommand.WithProgressAsync("generated contacts", progress =>
            new FileSubmission(client).SubmitAsync(Records(contacts), new ContractMapping(), progress, cancellationToken));
        Screen.Say(SubmitCommand.Counts(report));
        foreach (var fault in report.Rows.Where(r => r.Treatment == RowTreatment.Rejected).SelectMany(r => r.Faults).GroupBy(f => f))
            Screen.Warn($"{fault.Key.Column}: {fault.Key.Reason} ({fault.Count()} contacts)");
        return SubmitCommand.CodeOf(report);
    }

    private static async IAsyncEnumerable<MappedRecord> Records(IEnumerable<ContactDetails> contacts)
    {
        var row = 0;
        foreach (var contact in contacts)
        {
            row++;
            yield return new MappedRecord(new SourceRecord(row, row, null, null), ContractMapping.Of(contact), []);
            if (row % 256 == 0) await Task.Yield();
        }
    }
}
