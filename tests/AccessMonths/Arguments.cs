using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Mash.AccessMonths.Behaviours;
using Mash.Hub.Access;

namespace Mash.AccessMonths;

/// <summary>What the command line asks for.</summary>
internal sealed record Arguments(MonthOptions Options, IReadOnlyList<int> Seeds, string? Thresholds, bool Details)
{
    public static bool TryRead(string[] args, [NotNullWhen(true)] out Arguments? arguments, [NotNullWhen(false)] out string? problem)
    {
        arguments = null;
        var read = new Arguments(new MonthOptions(), [1], null, false);
        for (var index = 0; index < args.Length; index++)
        {
            if (args[index] == "--details")
            {
                read = read with { Details = true };
                continue;
            }
            if (index + 1 == args.Length)
            {
                problem = $"{args[index]} needs a value.";
                return false;
            }
            try
            {
                read = read.With(args[index], args[++index]);
            }
            catch (Exception exception) when (exception is FormatException or IOException or ArgumentException)
            {
                problem = $"{args[index - 1]} {args[index]}: {exception.Message}";
                return false;
            }
        }
        arguments = read;
        problem = null;
        return true;
    }

    private Arguments With(string name, string value) => name switch
    {
        "--seeds" => this with { Seeds = ReadSeeds(value) },
        "--staff" => this with { Options = Options with { Staff = Number(value) } },
        "--contacts" => this with { Options = Options with { Contacts = Number(value) } },
        "--weeks" => this with { Options = Options with { Weeks = Number(value) } },
        "--history" => this with { Options = Options with { HistoryWeeks = Number(value) } },
        "--plant" => this with { Options = Options with { Plant = ReadBehaviours(value) } },
        "--views" => this with { Options = Options with { ViewsPerShift = ReadViews(value) } },
        "--thresholds" => this with { Thresholds = File.ReadAllText(value) },
        _ => throw new ArgumentException("is not known."),
    };

    private static int[] ReadSeeds(string text) => [.. text.Split(',').SelectMany(part => part.Split('-') switch
    {
        [var one] => [Number(one)],
        [var first, var last] => Enumerable.Range(Number(first), Number(last) - Number(first) + 1),
        _ => throw new FormatException("Give seeds as 1,2,3 or 1001-1030."),
    })];

    private static string[] ReadBehaviours(string text)
    {
        var names = text.Split(',', StringSplitOptions.RemoveEmptyEntries);
        return names.All(Planted.ByName.ContainsKey) ? names : throw new FormatException($"Known behaviours: {string.Join(", ", Planted.ByName.Keys)}.");
    }

    private Dictionary<string, int> ReadViews(string text)
    {
        var views = Options.ViewsPerShift.ToDictionary();
        foreach (var part in text.Split(','))
        {
            if (part.Split('=') is not [var role, var number] || !Roles.Names.ContainsKey(role))
                throw new FormatException("Give views per shift as role=number.");
            views[role] = Number(number);
        }
        return views;
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
