using System.CommandLine;
using Mash.AgencyClient;
using Mash.AgencyCli.Configuration;
using Mash.AgencyCli.Files;
using Mash.AgencyCli.Mapping;
using Microsoft.Extensions.Options;

namespace Mash.AgencyCli.Commands;

/// <summary>The command line of <c>mash-agency</c>.</summary>
internal static class AgencyCommandLine
{
    private static readonly TimeSpan s_graceAfterInterrupt = TimeSpan.FromSeconds(10);

    /// <summary>Runs one command line.</summary>
    /// <param name="arguments">Without the program's name.</param>
    /// <param name="error">Where problems are told.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter error)
    {
        var parsed = Create().Parse(arguments);
        try
        {
            var code = await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = s_graceAfterInterrupt,
                Error = error,
            });
            return parsed.Errors.Count > 0 ? ExitCodes.Wrong : code;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Interrupted. Run the same command again to go on.");
            return ExitCodes.Unfinished;
        }
        catch (Exception e) when (Problem(e) is { } problem)
        {
            await error.WriteLineAsync(problem.Message);
            return problem.ExitCode;
        }
    }

    private static RootCommand Create() => new("Submits a partner agency's concerns to a MASH hub and follows what becomes of them.")
    {
        Connection.Config,
        KeysCommand.Create(), SubmitCommand.Create(), StatusCommand.Create(), EventsCommand.Create(), OutboxCommand.Create(),
        GenerateCommand.Create(), MappingCommand.Create(),
    };

    private static (string Message, int ExitCode)? Problem(Exception exception) => exception switch
    {
        MappingFileException or RecordFileException or ConfigurationException => (exception.Message, ExitCodes.Wrong),
        OptionsValidationException wrong => ("The configuration is not complete: " + string.Join(" ", wrong.Failures), ExitCodes.Wrong),
        OutboxException => (exception.Message, ExitCodes.Wrong),
        MashException => (exception.Message, ExitCodes.Unfinished),
        FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException => (exception.Message, ExitCodes.Wrong),
        _ => null,
    };
}
