using Mash.AgencyCli.Commands;

namespace Mash.AgencyCli;

internal static class Program
{
    private static Task<int> Main(string[] arguments) => AgencyCommandLine.RunAsync(arguments, Console.Error);
}
