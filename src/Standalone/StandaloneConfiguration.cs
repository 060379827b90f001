namespace Mash.Standalone;

/// <summary>Reads the options: appsettings.json beside the program, then a file named by <c>--config</c>, environment, command line.</summary>
internal static class StandaloneConfiguration
{
    /// <summary>Prefix of environment variables; two underscores stand for a colon.</summary>
    public const string Prefix = "MASH_";

    private static readonly Dictionary<string, string> Short = new()
    {
        ["--modules"] = "Modules",
        ["--data"] = "DataDirectory",
        ["--sample"] = "SampleData",
        ["--samples"] = "SamplesDirectory",
        ["--config"] = "Config",
    };

    /// <exception cref="InvalidOperationException">A value has the wrong form.</exception>
    public static StandaloneOptions Read(string[] args)
    {
        var given = new ConfigurationBuilder().AddEnvironmentVariables(Prefix).AddCommandLine(args, Short).Build();
        var builder = new ConfigurationBuilder()
            .SetBasePath(AppContext.BaseDirectory)
            .AddJsonFile("appsettings.json", optional: true);
        if (given["Config"] is { } file)
            builder.AddJsonFile(Path.GetFullPath(file), optional: false);
        return builder.AddConfiguration(given).Build().Get<StandaloneOptions>() ?? new StandaloneOptions();
    }
}
