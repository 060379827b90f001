using System.Globalization;

namespace Mash.EndToEnd.Kills;

/// <summary>How often to kill, and during how large an import. Small in the suite; tools/kill-rounds.sh asks for more.</summary>
internal static class KillPlan
{
    /// <summary>Kills in one test.</summary>
    public static int Rounds { get; } = Number("MASH_KILL_ROUNDS", 3);

    /// <summary>Contacts of one import. A further import begins when one is through before the kills are.</summary>
    public static int Contacts { get; } = Number("MASH_KILL_CONTACTS", 300);

    /// <summary>How many more acknowledgements to wait for before the next kill: a different number each time.</summary>
    public static int NextStep() => Random.Shared.Next(1, Math.Max(2, Contacts / 10));

    /// <summary>Adds a line of figures to the file that MASH_KILL_REPORT names, where it names one.</summary>
    public static void Report(FormattableString figures)
    {
        var line = FormattableString.Invariant(figures);
        Console.WriteLine(line);
        if (Environment.GetEnvironmentVariable("MASH_KILL_REPORT") is { Length: > 0 } file)
            File.AppendAllText(file, line + "\n");
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : otherwise;
}
