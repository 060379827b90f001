using System.ComponentModel;
using System.Diagnostics;

namespace Mash.EndToEnd.Product;

/// <summary>How a program ended.</summary>
internal sealed record ProgramEnd(int ExitCode, string Output, string Error);

/// <summary>Programs beside the server: the agency's command line, Node.js, buf.</summary>
internal static class OutsideProgram
{
    private const string NodeAdvice = "Install Node.js 20 or later with npm: the end-to-end tests need it.";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>The repository.</summary>
    public static string RootDirectory { get; } = FindRoot();

    /// <summary>A program of the product where its own build left it, with the files that it is delivered with.</summary>
    /// <param name="project">Folder below src.</param>
    /// <param name="assembly">Name of its assembly.</param>
    public static string BuiltProgram(string project, string assembly)
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(RootDirectory, "src", project, "bin", framework.Parent!.Name, framework.Name, assembly + ".dll");
    }

    /// <summary>Starts <c>mash-agency</c> in a process of its own, with its streams redirected.</summary>
    public static Process StartAgencyCli(params IEnumerable<string> arguments) =>
        Start("dotnet", [BuiltProgram("AgencyCli", "mash-agency"), .. arguments], Path.GetTempPath());

    /// <summary>Starts the hub's own command line with settings in its environment.</summary>
    public static Process StartHubCli(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment) =>
        Start("dotnet", [BuiltProgram("HubCli", "Mash.HubCli"), .. arguments], Path.GetTempPath(), environment);

    /// <summary>Runs <c>mash-agency</c> to its end.</summary>
    public static Task<ProgramEnd> RunAgencyCliAsync(params IEnumerable<string> arguments) => EndOfAsync(StartAgencyCli(arguments));

    /// <summary>Runs a Node.js script of this test project after installing its locked packages where they are missing.</summary>
    public static async Task<ProgramEnd> RunNodeAsync(string script, params IEnumerable<string> arguments)
    {
        var directory = Path.Combine(RootDirectory, "tests", "EndToEnd", "js");
        await InstallNodePackagesAsync(directory, "ci");
        return await EndOfAsync(Start("node", [Path.Combine(directory, script), .. arguments], directory));
    }

    /// <summary>Runs the repository's <c>buf</c>.</summary>
    public static async Task<ProgramEnd> RunBufAsync(params IEnumerable<string> arguments)
    {
        // The lock file names buf's programs for Linux only, which "npm ci" does not accept.
        await InstallNodePackagesAsync(RootDirectory, "install", "--no-save");
        return await EndOfAsync(Start(Path.Combine(RootDirectory, "node_modules", ".bin", "buf"), arguments, Path.GetTempPath()));
    }

    /// <summary>Waits for the end of a program; one that hangs is ended and fails the test.</summary>
    public static async Task<ProgramEnd> EndOfAsync(Process process, string input = "")
    {
        using (process)
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            try
            {
                await process.WaitForExitAsync().WaitAsync(Patience);
            }
            catch (TimeoutException)
            {
                process.Kill(entireProcessTree: true);
                throw new TimeoutException($"{process.StartInfo.FileName} did not end within {Patience.TotalMinutes} minutes.\n{await output}\n{await error}");
            }
            return new ProgramEnd(process.ExitCode, await output, await error);
        }
    }

    private static async Task InstallNodePackagesAsync(string directory, params IEnumerable<string> command)
    {
        if (System.IO.Directory.Exists(Path.Combine(directory, "node_modules")))
            return;
        var end = await EndOfAsync(Start("npm", [.. command, "--ignore-scripts", "--no-audit", "--no-fund"], directory));
        end.ExitCode.ShouldBe(0, end.Error);
    }

    private static Process Start(
        string program, IEnumerable<string> arguments, string directory, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException(NodeAdvice, missing);
        }
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.Directory.Exists(Path.Combine(folder.FullName, "tests", "EndToEnd", "js")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException("The folder tests/EndToEnd/js is not above the test program.");
    }
}
