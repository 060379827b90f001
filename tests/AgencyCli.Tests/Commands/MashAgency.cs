using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Mash.AgencyCli.Tests.Commands;

/// <summary>The program in a process of its own.</summary>
internal static partial class MashAgency
{
    private const int Interrupt = 2;

    public static Process Start(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "mash-agency.dll");
        return Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    /// <summary>Sends what Ctrl-C sends, and waits for the end.</summary>
    public static async Task InterruptAsync(Process process)
    {
        SendSignal(process.Id, Interrupt).ShouldBe(0);
        await process.WaitForExitAsync();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int processId, int signal);
}
