using System.Data.Common;
using Mash.Standalone;

namespace Mash.HubCli.Commands;

/// <summary>Turns what a person can put right into a sentence and exit code 1.</summary>
internal static class Failures
{
    public static async Task<int> ReportAsync(Func<Task> work)
    {
        try
        {
            await work();
            return 0;
        }
        catch (Exception error) when (error is InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 1;
        }
        catch (UsageException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 2;
        }
        catch (DbException error)
        {
            // The message of a database may repeat a value.
            await Console.Error.WriteLineAsync($"The database refused ({error.GetType().Name}).");
            return 1;
        }
    }
}
