using System.Data.Common;

namespace Mash.Standalone;

/// <summary>The command line cannot be used; the message says why. The program ends with 2.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>Reads the command line strictly: only settings that exist, each with a value, and no secret.</summary>
internal static class CommandLine
{
    /// <summary>Words at the end of a setting's name that hold a secret, or a part of one.</summary>
    private static readonly string[] SecretWords = ["Password", "Secret", "ApiKey", "Token"];

    public static bool AsksForHelp(IEnumerable<string> args) => args.Any(argument => argument is "--help" or "-h" or "-?" or "help");

    /// <summary>Settings by name.</summary>
    /// <exception cref="UsageException">An option does not exist, has no value, or would show a secret to everybody on the machine.</exception>
    public static IReadOnlyDictionary<string, string?> Read(IReadOnlyList<string> args)
    {
        var given = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var unknown = new List<string>();
        for (var at = 0; at < args.Count; at++)
        {
            var (option, value) = Split(args[at]);
            if (NameOf(option) is not { } name)
            {
                unknown.Add(option);
                if (value is null && option.StartsWith("--", StringComparison.Ordinal) && HasValueAfter(args, at))
                    at++;
                continue;
            }
            value ??= HasValueAfter(args, at)
                ? args[++at]
                : throw new UsageException($"{option} needs a value.");
            RefuseSecret(name, value);
            given[name] = value;
        }
        return unknown.Count == 0
            ? given
            : throw new UsageException($"Unknown: {string.Join(", ", unknown)}. --help lists the options.");
    }

    private static bool HasValueAfter(IReadOnlyList<string> args, int at) =>
        at + 1 < args.Count && !args[at + 1].StartsWith("--", StringComparison.Ordinal);

    private static (string Option, string? Value) Split(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) && argument.IndexOf('=', StringComparison.Ordinal) is > 0 and var at
            ? (argument[..at], argument[(at + 1)..])
            : (argument, null);

    private static string? NameOf(string option)
    {
        if (ProgramSettings.All.FirstOrDefault(setting => setting.Short == option) is { } named)
            return named.Name;
        var name = option.StartsWith("--", StringComparison.Ordinal) ? option[2..] : "";
        var known = name.Equals(ProgramSettings.ConfigOption, StringComparison.OrdinalIgnoreCase)
            || ProgramSettings.Names.Contains(name)
            || ProgramSettings.Names.Any(list => name.StartsWith(list + ":", StringComparison.OrdinalIgnoreCase));
        return known ? name : null;
    }

    /// <summary>True where a setting's value is a secret or has one in it.</summary>
    /// <exception cref="UsageException">A connection string cannot be read.</exception>
    public static bool IsSecret(string name, string value) => name.Equals("Storage:ConnectionString", StringComparison.OrdinalIgnoreCase)
        ? HasPassword(value)
        : SecretWords.Any(word => name.EndsWith(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>Every account of a machine can read the command lines of its processes (ASVS 5.0 13.3.1).</summary>
    private static void RefuseSecret(string name, string value)
    {
        if (IsSecret(name, value))
            throw new UsageException(
                $"{name} holds a secret, and command lines are no secret. Put it into a file for --config that only this account can read, or into the environment as {StandaloneConfiguration.VariableOf(name)}.");
    }

    private static bool HasPassword(string connectionString)
    {
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
            return parts.ContainsKey("Password") || parts.ContainsKey("PWD") || parts.ContainsKey("PSW") || parts.ContainsKey("SSL Password");
        }
        catch (ArgumentException)
        {
            throw new UsageException("Storage:ConnectionString is no connection string.");
        }
    }
}
