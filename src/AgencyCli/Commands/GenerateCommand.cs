using System.CommandLine;
using System.Globalization;
using Google.Protobuf;
using Mash.AgencyCli.Generation;

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
        var output = new Option<FileInfo?>("--out") { Description = "File to write (NDJSON, read by 'submit'); standard output without it." };
        count.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1) result.AddError("N is at least 1.");
        });
        var command = new Command("generate", "Makes plausible contacts about people who do not exist, for load and tests.")
        {
            count, seed, asOf, source, output,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var generator = new ContactGenerator(parsed.GetValue(seed), parsed.GetValue(asOf), parsed.GetValue(source)!);
            var file = parsed.GetValue(output);
            await using var writer = file is null ? Console.Out : new StreamWriter(file.FullName);
            foreach (var contact in generator.Contacts().Take(parsed.GetValue(count)))
                await writer.WriteLineAsync(s_json.Format(contact).AsMemory(), cancellationToken);
            return ExitCodes.Done;
        });
        return command;
    }
}
