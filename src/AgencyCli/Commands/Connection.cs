using System.CommandLine;
using Mash.AgencyClient;
using Mash.AgencyCli.Configuration;

namespace Mash.AgencyCli.Commands;

/// <summary>The option that every command with a hub has, and the clients it opens.</summary>
internal static class Connection
{
    /// <summary><c>--config FILE</c>, for every command.</summary>
    public static readonly Option<FileInfo?> Config = new("--config")
    {
        Description = $"Configuration file; {CliConfiguration.DefaultFile} in the working directory without it. Entries: {string.Join(", ", CliConfiguration.Entries)}.",
        Recursive = true,
    };

    /// <summary>The options of the client, from file and environment.</summary>
    public static MashAgencyClientOptions Options(ParseResult parsed) =>
        CliConfiguration.Read(parsed.GetValue(Config)?.FullName, Environment.GetEnvironmentVariable);

    /// <summary>A client that tells its alarms, each kind once.</summary>
    public static MashAgencyClient Open(ParseResult parsed)
    {
        var client = MashAgencyClient.Create(Options(parsed));
        var told = new HashSet<AgencyAlarmKind>();
        client.AlarmRaised += (_, alarm) =>
        {
            lock (told)
            {
                if (!told.Add(alarm.Kind)) return;
            }
            Screen.Warn($"{Words.Of(alarm.Kind)} ({alarm.Failure.Message}) {alarm.Waiting} wait in the outbox. If a child may be at risk now, ring {alarm.HubTelephone}.");
        };
        return client;
    }
}
