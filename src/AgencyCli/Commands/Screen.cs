using System.Globalization;
using Spectre.Console;

namespace Mash.AgencyCli.Commands;

/// <summary>What the commands say to the person at the terminal.</summary>
internal static class Screen
{
    /// <summary>Prints a line; values in it are escaped.</summary>
    public static void Say(FormattableString line) => AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, line);

    /// <summary>Prints a line on standard error.</summary>
    public static void Warn(FormattableString line) => Console.Error.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>Prints a table; nothing where it has no rows.</summary>
    public static void Show(IReadOnlyList<string> columns, IReadOnlyCollection<IReadOnlyList<string>> rows)
    {
        if (rows.Count == 0) return;
        var table = new Table().AddColumns([.. columns]);
        foreach (var row in rows)
            table.AddRow([.. row.Select(Markup.Escape)]);
        AnsiConsole.Write(table);
    }
}
