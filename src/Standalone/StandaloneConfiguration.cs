namespace Mash.Standalone;

/// <summary>Reads the options: appsettings.json beside the program, then a file named by <c>--config</c>, environment, command line.</summary>
internal static class StandaloneConfiguration
{
    /// <summary>Prefix of environment variables; two underscores stand for a colon.</summary>
    public const string Prefix = "MASH_";

    /// <summary>Name of the environment variable that holds a setting.</summary>
    public static string VariableOf(string setting) => Prefix + setting.Replace(":", "__", StringComparison.Ordinal);

    /// <exception cref="InvalidOperationException">A value has the wrong form.</exception>
    /// <exception cref="UsageException">The command line names something that does not exist, or a secret.</exception>
    public static StandaloneOptions Read(string[] args)
    {
        var given = new ConfigurationBuilder().AddEnvironmentVariables(Prefix).AddInMemoryCollection(CommandLine.Read(args)).Build();
        var builder = new ConfigurationBuilder()
            .SetBasePath(AppContext.BaseDirectory)
            .AddJsonFile("appsettings.json", optional: true);
        if (given[ProgramSettings.ConfigOption] is { } file)
        {
            builder.AddJsonFile(Path.GetFullPath(file), optional: false);
            RefuseOpenSecrets(file);
        }
        return builder.AddConfiguration(given).Build().Get<StandaloneOptions>() ?? new StandaloneOptions();
    }

    /// <summary>A settings file may hold a password where only its owner can read it.</summary>
    private static void RefuseOpenSecrets(string file)
    {
        if (new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(file), optional: false).Build().AsEnumerable()
            .Any(setting => setting.Value is { } value && CommandLine.IsSecret(setting.Key, value)))
            SecretFiles.Check([Path.GetFullPath(file)]);
    }
}
