using System.CommandLine;
using Mash.Standalone;

namespace Mash.HubCli.Commands;

/// <summary>The options that say which hub is meant; the same names and sources as the server's.</summary>
internal static class Setup
{
    public static readonly Option<string?> Data = new("--data") { Description = "Data directory of the hub. Default: data.", Recursive = true };

    public static readonly Option<string?> Sample = new("--sample") { Description = "true on a sample hub, whose keys may lie beside the data.", Recursive = true };

    public static readonly Option<string?> Config = new("--config") { Description = "Settings file, as the server takes it.", Recursive = true };

    /// <summary>The hub's options, from settings files, environment and these options.</summary>
    public static StandaloneOptions Options(ParseResult parsed)
    {
        var arguments = new List<string>();
        Add("--data", parsed.GetValue(Data));
        Add("--sample", parsed.GetValue(Sample));
        Add("--config", parsed.GetValue(Config));
        return StandaloneConfiguration.Read([.. arguments]);

        void Add(string name, string? value)
        {
            if (value is not null)
                arguments.AddRange([name, value]);
        }
    }
}
