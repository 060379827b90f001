using System.CommandLine;
using System.Globalization;
using Mash.AgencyCli.Files;
using Mash.AgencyCli.Mapping;

namespace Mash.AgencyCli.Commands;

/// <summary><c>mapping list</c> and <c>mapping check</c>: work on mapping files without a hub.</summary>
internal static class MappingCommand
{
    public static Command Create() => new("mapping", "Lists and checks mappings; needs no hub.") { List(), Check() };

    private static Command List()
    {
        var command = new Command("list", "Lists the mappings that come with the program.");
        command.SetAction(_ =>
        {
            Screen.Show(["Name", "Format", "For"], [.. MappingCatalog.BuiltIn.Select(m => new[] { m.Name, m.Format.ToString(), m.Title })]);
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Check()
    {
        var mappingName = new Argument<string>("MAPPING") { Description = "A mapping file, or the name of a built-in mapping." };
        var file = new Argument<FileInfo?>("FILE")
        {
            Description = "A file to map: counts its faults, warnings and values that would be lost.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("check", "Checks a mapping file against the contract, and a file against the mapping.") { mappingName, file };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var mapping = MappingCatalog.Open(parsed.GetValue(mappingName)!);
            Screen.Say($"{mapping.Name}: every rule fits the contract.");
            return parsed.GetValue(file) is { } data ? await MapAsync(mapping, data.FullName, cancellationToken) : ExitCodes.Done;
        });
        return command;
    }

    private static async Task<int> MapAsync(IContactMapping mapping, string path, CancellationToken cancellationToken)
    {
        var file = RecordFile.Open(path);
        if (mapping.Missing([.. file.Names]) is { Count: > 0 } missing)
            throw new RecordFileException($"the file lacks {string.Join(", ", missing)}");
        var (rows, faulty) = (0, 0);
        var notes = new SortedDictionary<(string Source, string Kind, string Reason), int>();
        await foreach (var record in file.ReadAsync(cancellationToken))
        {
            rows++;
            var mapped = record.Content is null ? null : mapping.Map(record.Content);
            faulty += mapped is { Faults.Count: 0 } ? 0 : 1;
            if (record.Problem is not null) Count("", "fault", record.Problem);
            foreach (var fault in mapped?.Faults ?? []) Count(fault.Column, "fault", fault.Reason);
            foreach (var warning in mapped?.Warnings ?? []) Count(warning.Column, "warning", warning.Reason);
            foreach (var source in record.Content is null ? [] : mapping.Unread(record.Content)) Count(source, "lost", "no rule reads it");
        }
        Screen.Show(
            ["Source", "Kind", "What", "Rows"],
            [.. notes.Select(n => new[] { n.Key.Source, n.Key.Kind, n.Key.Reason, n.Value.ToString(CultureInfo.InvariantCulture) })]);
        Screen.Say($"{rows} records, {faulty} with faults. Faults that only the hub can find are not among them.");
        return faulty == 0 ? ExitCodes.Done : ExitCodes.Refused;

        void Count(string source, string kind, string reason) =>
            notes[(source, kind, reason)] = notes.GetValueOrDefault((source, kind, reason)) + 1;
    }
}
