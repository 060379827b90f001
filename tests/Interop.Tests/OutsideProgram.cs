using System.ComponentModel;
using System.Diagnostics;

namespace Mash.Interop.Tests;

/// <summary>Runs programs that are not .NET.</summary>
internal static class OutsideProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Starts a program with its streams redirected. Throws with <paramref name="advice"/> when there is no such program.</summary>
    public static Process Start(string program, IEnumerable<string> arguments, string folder, string advice)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException(advice, missing);
        }
    }

    /// <summary>Runs a program to its end and gives its output. Throws with its error output when it fails.</summary>
    public static async Task<string> Run(string program, IEnumerable<string> arguments, string folder, string advice)
    {
        var (exitCode, output, error) = await RunToEnd(program, arguments, folder, advice);
        return exitCode == 0 ? output : throw new InvalidOperationException($"{program} ended with {exitCode}.\n{error}\n{output}");
    }

    /// <summary>Whether the program exists and ends with 0.</summary>
    public static async Task<bool> Succeeds(string program, params string[] arguments)
    {
        try
        {
            return (await RunToEnd(program, arguments, Environment.CurrentDirectory, "")).ExitCode == 0;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunToEnd(
        string program, IEnumerable<string> arguments, string folder, string advice)
    {
        using var process = Start(program, arguments, folder, advice);
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end within {Patience.TotalMinutes} minutes.");
        }
    }
}
